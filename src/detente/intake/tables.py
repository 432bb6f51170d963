"""Tables of reports: JSON lines and CSV, one row a report, the columns guessed from their names."""

from __future__ import annotations

import codecs
import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Literal, Protocol

from detente.intake.decode import encoding_of, not_text
from detente.intake.item import SIZE_LIMIT, Item, failure
from detente.records import Failure

Field = Literal["title", "text", "url", "published", "outlet", "byline", "language"]

#: Names that columns have in the exports and data sets of the field, best first; compared without case, "_" and "-".
COLUMNS: dict[Field, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "fulltext", "maintext", "articlebody", "articletext", "storytext"),
    "title": ("title", "headline", "heading", "articletitle"),
    "url": ("url", "link", "address", "articleurl", "permalink", "canonicalurl"),
    "published": (
        "published",
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
#: So many bytes of a table are read at a time; its encoding is told by the first of them.
_SAMPLE = 1_000_000


class _Reader(Protocol):
    """What the standard library's csv reader does."""

    line_num: int

    def __next__(self) -> list[str]: ...


def guess(names: Iterable[str]) -> dict[Field, str]:
    """Return which column holds which field, as far as the names tell."""
    folded = {"".join(c for c in name.lower() if c.isalnum()): name for name in names}
    found: dict[Field, str] = {}
    for field, known in COLUMNS.items():
        for name in known:
            if name in folded:
                found[field] = folded[name]
                break
    return found


def json_lines(first: bytes, file: BinaryIO, *, source: str, name: str) -> Iterator[Item | Failure]:
    """Yield one item, or one failure, for each line of a JSON lines table; empty lines are passed over.

    Args:
        first: what was already read of the file: its first lines.
        file: the rest, read line by line, so that a table of any length streams.
        source: the path as given, for the records.
        name: the file name, to build each row's origin ("name#line") where the row has no address.
    """
    what = not_text(first) if first.strip() else "empty; give one JSON object a line"
    if what:
        yield failure(source, f"{source}: {what}")
        return
    for number, line in enumerate(itertools.chain(first.splitlines(keepends=True), _long_lines(file)), 1):
        raw = line.strip()
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if not raw:
            continue
        where = f"{source} line {number}"
        if len(line) >= SIZE_LIMIT:
            yield failure(source, f"{where}: row over {SIZE_LIMIT // 1_000_000} MB; split the table")
            continue
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError):
            yield failure(source, f"{where}: not JSON; write one JSON object a line")
            continue
        if not isinstance(row, dict):
            yield failure(source, f"{where}: JSON, but not an object; write one JSON object a line")
            continue
        yield _item(row, raw, source=source, name=name, number=number)


def csv_rows(first: bytes, file: BinaryIO, *, source: str, name: str) -> Iterator[Item | Failure]:
    """Yield one item, or one failure, for each row of a CSV table of any delimiter, whose header comes first.

    ``first`` is what was already read of ``file``. A row's number is that of the line that it ends on.
    """
    csv.field_size_limit(SIZE_LIMIT)  # the module has one limit for all; its own is too small for long reports
    begun = first + file.read(_SAMPLE)
    what = not_text(begun) if begun.strip() else "empty; give a table with a header"
    if what:
        yield failure(source, f"{source}: {what}")
        return
    text = _lines(begun, file)
    start = next(text)
    reader = csv.reader(itertools.chain((start,), text), delimiter=delimiter(start))
    header: list[str] | None = None
    filled = False
    for number, cells in _rows(reader, source):
        if isinstance(cells, Failure):
            yield cells
        elif header is None:
            header = [cell.strip() for cell in cells]
            if "text" not in guess(header):
                yield failure(source, f'{source}: no column is a text (columns: {_some(header)}); call one "text"')
                return
        else:
            row = dict(zip(header, cells, strict=False))
            filled = True
            raw = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            yield _item(row, raw, source=source, name=name, number=number)
    if header is not None and not filled:
        yield failure(source, f"{source}: a header without rows; give one report a row")


def delimiter(header: str) -> str:
    """Return the mark that a header line uses most outside quotation marks: a comma, semicolon, tab or bar."""
    bare = "".join(header.split('"')[::2])
    return max(",;\t|", key=lambda mark: (bare.count(mark), mark == ","))


def _long_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines of at most ``SIZE_LIMIT`` bytes; what is over the limit is read past, never held."""
    while line := file.readline(SIZE_LIMIT):
        more = line
        while len(more) >= SIZE_LIMIT and not more.endswith(b"\n"):
            more = file.readline(SIZE_LIMIT)
        yield line


def _lines(begun: bytes, file: BinaryIO) -> Iterator[str]:
    """Yield the lines of a table as text, line ends kept for the quoted cells that hold some."""
    encoding = encoding_of(begun)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    chunk = begun
    while chunk:
        *whole, rest = (rest + decoder.decode(chunk).replace("\x00", "")).split("\n")
        yield from (line + "\n" for line in whole)
        chunk = file.read(_SAMPLE)
    yield rest + decoder.decode(b"", final=True)


def _rows(reader: _Reader, source: str) -> Iterator[tuple[int, list[str] | Failure]]:
    """Yield the rows that hold something, with the line that each ends on; a row that cannot be read is a failure."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{source} line {reader.line_num}"
            yield reader.line_num, failure(source, f"{where}: not a CSV row ({error}); quote its fields")
            continue
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _item(row: Mapping[str, object], raw: bytes, *, source: str, name: str, number: int) -> Item | Failure:
    columns = guess(row)
    if "text" not in columns:
        return failure(
            source, f'{source} line {number}: no field of this row is a text ({_some(row)}); name one "text"'
        )
    fields: dict[str, str] = {field: _plain(row[column]) for field, column in columns.items()}
    if not fields["text"].strip():
        return failure(
            source, f'{source} line {number}: the field "{columns["text"]}" is empty; give the report\'s text'
        )
    url = fields.get("url", "").strip()
    return Item(source=source, origin=url or f"{name}#{number}", data=raw, kind="row", fields=fields)


def _plain(value: object) -> str:
    """Return a cell as text: a list joined, an object by its name, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)
    if isinstance(value, dict):
        return _plain(value.get("name") or value.get("title") or value.get("url"))
    return str(value)


def _some(names: Iterable[str], most: int = 8) -> str:
    """Return the first few names of columns for a message."""
    names = list(names)
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
