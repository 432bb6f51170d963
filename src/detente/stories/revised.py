"""Revisions in an archive: reports that were read more than once from one address, and what was changed in between.

They are found when they are asked for; nothing is stored but the versions themselves. Versions follow each other by the
time of their last change, else of their publication; where dates leave the order open, as they were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente import wire
from detente.archive import Query
from detente.intake.stated import CHANGED
from detente.records import Revision
from detente.stories.copies_revisions import Rewriting, revisions
from detente.stories.copies_texts import Text, plain_address

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.archive import Archive

READER = "stories"
VERSION = "1"
_HELD = ("id", "url", "title", "body", "outlet", "published_from", "published_precision", "changed_from")


def revised(archive: Archive, query: Query | None = None) -> list[Revision]:
    """Return the revisions in an archive, address by address in the order in which these were first read.

    Those are kept of which the query finds a version; ``limit`` counts revisions. Raises UsageError where the query asks
    for what no report has.
    """
    asked = query or Query()
    texts, rows = _versions(archive)
    found = [_revision(one, rows) for one in revisions(texts)]
    everything = replace(asked, limit=None)
    if found and everything != Query():
        kept = {report.id for report in archive.reports(everything)}
        found = [one for one in found if one.report in kept or one.of in kept]
    return found[: asked.limit]


def table(found: list[Revision]) -> pa.Table:
    """Return revisions as Arrow, a row for each line that was removed or added; the rows of one share its ``id``."""
    import pyarrow as pa

    names = ("id", "report", "of", "outlet", "url", "silent", "change", "side", "text", "span_start", "span_end")
    kinds = {"silent": pa.bool_(), **dict.fromkeys(("change", "span_start", "span_end"), pa.int32())}
    rows = [
        {
            **{name: getattr(one, name) for name in names[:6]},
            "change": number,
            "side": side,
            "text": line.text,
            "span_start": line.span[0] if line.span else None,
            "span_end": line.span[1] if line.span else None,
        }
        for one in found
        for number, change in enumerate(one.changes)
        for side, lines in (("removed", change.removed), ("added", change.added))
        for line in lines
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, kinds.get(name, pa.string())) for name in names]))


def _versions(archive: Archive) -> tuple[list[Text], dict[str, Mapping[str, Any]]]:
    """Return the reports whose address others have as well, as they were read, and their rows; only their bodies are held."""
    addresses = Counter(plain_address(row["url"]) for row in archive.columns("reports", ["url"]))
    several = {address for address, number in addresses.items() if address is not None and number > 1}
    rows: dict[str, Mapping[str, Any]] = {}
    if several:
        for row in archive.written("reports", _HELD):
            if plain_address(row["url"]) in several:
                rows[row["id"]] = row
    return list(_texts(rows)), rows


def _texts(rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Text]:
    """Yield rows of reports as texts, dated by their last change."""
    for row in rows.values():
        known = row["published_from"] if row["published_precision"] in {"minute", "day"} else None
        when = row["changed_from"] or known
        yield Text(id=row["id"], body=row["body"], title=row["title"], published=when, address=row["url"])


def _revision(one: Rewriting, rows: Mapping[str, Mapping[str, Any]]) -> Revision:
    """Return a rewriting as a record."""
    before, after = rows[one.of], rows[one.id]
    dated = after["changed_from"] is not None and after["changed_from"] != before["changed_from"]
    worded = any(CHANGED.search(line.text) for change in one.changes for line in change.added)
    return Revision(
        id=wire.digest("revision", one.id, one.of),
        report=one.id,
        of=one.of,
        outlet=after["outlet"],
        url=after["url"],
        silent=not (dated or worded),
        changes=one.changes,
        reader=READER,
        version=VERSION,
    )
