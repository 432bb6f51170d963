"""What it costs to put further reports in stories, as an archive grows: CPU seconds and peak memory of a process of its own.

The reports are those of `bench/marking.py`, 500 a day, each four that follow each other put in one story; nothing is parsed
for it or grouped. Then 100 more of the next day are placed, as `detente read` places them: first where nothing is kept
beside the archive, then as every further reading does.

    python bench/joining.py 20000 200000
"""

from __future__ import annotations

import resource
import time
from datetime import date

from detente.archive import Archive, StoryRows, TraitRow, search_upkeep
from detente.records import Join, Records, Report
from detente.stories.keeping import Keeper
from detente.stories.standing import story_id
from detente.stories.traits import traits
from marking import A_BATCH, measure, reports  # type: ignore[import-not-found]  # the bench beside this one

JOINING, A_STORY = 100, 4


def hold(folder: str, number: int) -> None:
    """Write an archive of reports in stories."""
    search_upkeep.installed = lambda: False
    with Archive.open(folder, create=True).writer() as writer:
        for begin in range(0, number, A_BATCH):
            found = list(reports(begin, min(number, begin + A_BATCH)))
            rows = tuple(trait_row(one, begin + n) for n, one in enumerate(found))
            joins = tuple(join(one, begin + n) for n, one in enumerate(found))
            writer.write([Records(report=one) for one in found], stories=StoryRows(joins=joins, traits=rows))


def trait_row(report: Report, number: int) -> TraitRow:
    """Return the row of what a report is grouped by."""
    own, day = traits(report.title, report.body), date.fromisoformat(report.published.start or "").toordinal()
    return TraitRow(
        report=report.id, number=number, day=day, keys=own.keys.tolist(), counts=own.counts.astype(int).tolist()
    )


def join(report: Report, number: int) -> Join:
    """Return the row that puts a report in a story with those before it."""
    before = number % A_STORY
    return Join(
        id=f"join-{number}",
        report=report.id,
        story=story_id(f"{number - before:016x}"),
        number=number + 1,
        others=before,
        source=None,
        score=None,
        parts=(),
        reader="made",
        version="1",
    )


def place(folder: str, number: int, said: str) -> None:
    """Place the further reports and tell what that cost."""
    archive, new = Archive.open(folder), list(reports(number, number + JOINING))
    begun = time.process_time()
    keeper = Keeper(archive)
    opened = time.process_time() - begun
    keeper.add(new)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = time.process_time() - begun
    print(
        f"{number:,} held, {said}: {took:.1f} CPU s, {opened:.1f} of them to begin; {peak:,.0f} MB at most", flush=True
    )


if __name__ == "__main__":
    measure(hold, place)
