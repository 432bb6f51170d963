"""Which column of a table holds what, and one row of it as an item.

The names are those of the exports and data sets of the field: Media Cloud, Event Registry, GDELT, news-please and the
like; :func:`guess` finds them whatever their case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal, cast, get_args

from detente.errors import UsageError
from detente.intake.item import Address, Item, Place, failure, shown
from detente.records import Failure

Field = Literal["title", "text", "url", "published", "outlet", "byline", "language"]
Columns = Mapping[Field, str]
Row = Item | Address | Failure

#: Names that columns have in the exports and data sets of the field, best first; compared without case, "_" and "-".
COLUMNS: dict[Field, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "fulltext", "maintext", "articlebody", "articletext", "storytext"),
    "title": ("title", "headline", "heading", "articletitle"),
    "url": (
        "url",
        "link",
        "address",
        "articleurl",
        "permalink",
        "canonicalurl",
        "sourceurl",
        "documentidentifier",
        "mentionidentifier",
    ),
    "published": (
        "published",
        "datetimepub",
        "date",
        "publishdate",
        "publicationdate",
        "pubdate",
        "datepublished",
        "publishedat",
        "publishedon",
        "datepublish",
        "datetime",
        "timestamp",
    ),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "medianame",
        "sourcename",
        "publication",
        "newspaper",
        "domain",
        "sourcedomain",
    ),
    "byline": ("byline", "author", "authors", "creator"),
    "language": ("language", "lang", "languagecode"),
}
#: Columns by which an export is known whose "date" is the day on which its maker found the page, not that of publication:
#: Event Registry's rows, GDELT's lists.
_FOUND = (frozenset({"uri", "isduplicate"}), frozenset({"url", "mobileurl"}))
_FOUND_DATES = frozenset({"date", "datetime"})
#: Rows read in one piece are small; of more columns a message names only so many.
_SHOWN = 8


def checked(columns: Mapping[str, str] | None) -> dict[Field, str]:
    """Return a mapping of fields to columns as given by hand. Raises UsageError where it names no field of a report."""
    given = dict(columns or {})
    for field in given:
        if field not in get_args(Field):
            raise UsageError(
                f"no field called {field!r}; give one of {', '.join(get_args(Field))} (as in title=headline)"
            )
    return cast(dict[Field, str], given)


def guess(names: Iterable[str]) -> dict[Field, str]:
    """Return which column holds which field, as far as the names tell."""
    folded = {"".join(c for c in name.lower() if c.isalnum()): name for name in names}
    not_told = _FOUND_DATES if any(marks <= folded.keys() for marks in _FOUND) else frozenset[str]()
    found: dict[Field, str] = {}
    for field, known in COLUMNS.items():
        for name in known:
            if name in folded and not (field == "published" and name in not_told):
                found[field] = folded[name]
                break
    return found


def assigned(names: Iterable[str], columns: Columns) -> dict[Field, str]:
    """Return which column holds which field: as given, else as the names of the other columns tell."""
    present = list(names)
    taken = set(columns.values())
    return {
        **guess(name for name in present if name not in taken),
        **{f: c for f, c in columns.items() if c in present},
    }


def fault(names: Iterable[str], columns: Columns) -> str | None:
    """Say why no reports can be read out of a table with these columns, or return None."""
    present = list(names)
    absent = [column for column in columns.values() if column not in present]
    if absent:
        return f'no column "{shown(absent[0])}" (columns: {some(present)}); mend --map'
    found = assigned(present, columns)
    if "text" not in found and "url" not in found:
        return f'no column is a text (columns: {some(present)}); call one "text" or name it with --map text=COLUMN'
    return None


def item_of(
    row: Mapping[str, object], raw: bytes, columns: Columns, *, place: Place, number: int, unit: str = "line"
) -> Row:
    """Return what one row of a table holds: a report, or the address of one where it has no text.

    ``columns`` are those given by hand; ``number`` is the row's, to name it where it has no address, counted in ``unit``.
    """
    found = assigned(row, columns)
    where = f"{place.source} {unit} {number}"
    fields: dict[str, str] = {field: plain(row[column]) for field, column in found.items()}
    url = fields.get("url", "").strip()
    if not fields.get("text", "").strip():
        if is_address(url):
            return Address(url=url, fields={**fields, "known_from": "table"})
        if "text" in found:
            return failure(place.source, f'{where}: the field "{found["text"]}" is empty; give the report\'s text')
        return failure(place.source, f'{where}: no field of this row is a text ({some(row)}); name one "text"')
    return Item(source=place.source, origin=url or f"{place.name}#{number}", data=raw, kind="row", fields=fields)


def is_address(value: str) -> bool:
    """Say whether a value is one address of the web."""
    return value.startswith(("http://", "https://")) and not any(c.isspace() for c in value) and len(value) < 4000


def raw_of(row: Mapping[str, object]) -> bytes:
    """Return a row as bytes that are the same for the same cells, to make its id from."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")


def plain(value: object) -> str:
    """Return a cell as text: a list joined, an object by its name, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(plain(part) for part in value)
    if isinstance(value, dict):
        return plain(value.get("name") or value.get("title") or value.get("url"))
    return str(value)


def some(names: Iterable[str], most: int = _SHOWN) -> str:
    """Return the first few names of columns for a message."""
    names = [shown(name) for name in names]
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
