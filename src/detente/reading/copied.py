"""Reports that reprint an earlier one say so, from the moment they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import tee
from typing import TYPE_CHECKING

from detente.records import Published, Records, Report

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.stories.copies import Text

REPRINTED = 0.5
"""Least share of a report that stands in the earlier one. A report that only holds a shorter one among its own words
counts for itself."""

_HELD = ("id", "title", "body", "url", "published_from", "published_to", "published_precision", "copy_of")


def nothing() -> Iterable[Text]:
    """Give no texts."""
    return ()


def marked_records(found: Iterable[Records], held: Callable[[], Iterable[Text]] = nothing) -> Iterator[Records]:
    """Do as :func:`marked` with reports whose records are read already."""
    ahead, found = tee(found)
    for records, report in zip(found, marked((one.report for one in ahead), held), strict=True):
        yield records if report is records.report else replace(records, report=report)


def marked(reports: Iterable[Report], held: Callable[[], Iterable[Text]] = nothing) -> Iterator[Report]:
    """Yield reports as they come, those that reprint one before them with its id in ``copy_of``.

    ``held`` gives the sources that came before the first, and is asked when the first report comes. What a report
    reprints depends on the reports before it alone, not on how they are parted into batches or runs.
    """
    from detente.stories.copies import CopyIndex, text_of

    index: CopyIndex | None = None
    for report in reports:
        if index is None:
            index = CopyIndex()
            index.extend(held())
        copy = index.place(text_of(report), least_share=REPRINTED)
        yield report if copy is None else replace(report, copy_of=copy.source)


def held_by(archive: Archive) -> Iterator[Text]:
    """Yield the reports of an archive that are no copies."""
    from detente.stories.copies import Text, known_date

    for row in archive.columns("reports", _HELD):
        if row["copy_of"] is None:
            published = Published(
                start=row["published_from"], end=row["published_to"], precision=row["published_precision"]
            )
            yield Text(
                id=row["id"], body=row["body"], title=row["title"], published=known_date(published), address=row["url"]
            )
