"""Stories of an archive: reports placed as they are read, and people's judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from detente.archive import StoryRows, TraitRow
from detente.errors import UsageError
from detente.records import Join, Judgement, Published, Report
from detente.stories.closeness import day_of
from detente.stories.placing import Held, Placed, Placing
from detente.stories.standing import joined, standing
from detente.stories.traits import Dated, Traits, traits
from detente.wire import digest

if TYPE_CHECKING:
    from detente.archive import Archive

READER, VERSION = "stories", "1"

_COLUMNS = ("id", "date", "title", "body", "published_from", "published_to", "published_precision", "copy_of")


class Keeper:
    """Places the reports that a reading adds to an archive, and those that were read before there were stories."""

    def __init__(self, archive: Archive) -> None:
        self._stories = joined(archive.joins())
        self._placing = Placing(_held(archive, self._stories), archive.judgements())
        self._number = archive.count("traits")
        self._late = list(_left_out(archive, self._stories))

    def add(self, reports: Iterable[Report]) -> StoryRows:
        """Return the rows of further reports, after those that are late."""
        return self._rows([*self._taken_late(), *((r.id, r.copy_of, _dated(r)) for r in reports)])

    def _taken_late(self) -> list[tuple[str, str | None, Dated]]:
        """Return the late reports, none the second time."""
        late, self._late = self._late, []
        return late

    def _rows(self, reports: Iterable[tuple[str, str | None, Dated]]) -> StoryRows:
        """Return the rows of some reports: id, source if it is a copy, and what it is grouped by."""
        joins: list[Join] = []
        rows: list[TraitRow] = []
        for report, source, dated in reports:
            if report in self._stories:
                continue
            if source is not None and source in self._stories:
                self._stories[report] = self._stories[source]
                joins.append(_copied(report, source, self._stories[source], self._number))
                continue
            rows.append(_trait_row(report, self._number, dated))
            self._number += 1
            for placed in self._placing.place(report, dated):
                self._stories[placed.report] = placed.story
                joins.append(_join(placed))
        return StoryRows(joins=tuple(joins), traits=tuple(rows))


def judge(
    archive: Archive,
    kind: Literal["together", "apart"],
    reports: Sequence[str],
    *,
    who: str,
    why: str,
) -> Judgement:
    """Store that the stories of reports are one ("together"), or that reports belong to no story of others ("apart").

    Those that reports are kept apart from are the rest of their stories as they stand now. Raises UsageError where the
    judgement would change nothing, or names a report that the archive has not.
    """
    stories = standing(joined(archive.joins()), archive.judgements())
    missing = [report for report in reports if report not in stories]
    if missing:
        raise UsageError(f"no report {missing[0]!r} in a story; `detente reports` lists ids")
    held = {stories[report] for report in reports}
    others = (
        tuple(r for r, story in stories.items() if story in held and r not in set(reports)) if kind == "apart" else ()
    )
    if (kind == "apart" and not others) or (kind == "together" and len(held) == 1):
        raise UsageError("the reports stand so already; see `detente stories`")
    return _store(archive, kind=kind, reports=tuple(reports), others=others, undoes=None, who=who, why=why)


def undo(archive: Archive, judgement: str, *, who: str, why: str) -> Judgement:
    """Store that a judgement counts no more. Raises UsageError where there is none of that id, or it is undone."""
    known = {one.id: one for one in archive.judgements()}
    if judgement not in known or known[judgement].kind == "undo":
        raise UsageError(f"no judgement {judgement!r}; see `detente stories --judgements`")
    if any(one.undoes == judgement for one in known.values()):
        raise UsageError(f"judgement {judgement!r} is undone already")
    return _store(archive, kind="undo", reports=(), others=(), undoes=judgement, who=who, why=why)


def _store(
    archive: Archive,
    *,
    kind: Literal["together", "apart", "undo"],
    reports: tuple[str, ...],
    others: tuple[str, ...],
    undoes: str | None,
    who: str,
    why: str,
) -> Judgement:
    """Write a judgement and return it."""
    made = datetime.now(UTC).isoformat(timespec="microseconds")
    own = digest("judgement", kind, *reports, *others, undoes, made)
    judgement = Judgement(id=own, kind=kind, reports=reports, others=others, undoes=undoes, who=who, why=why, made=made)
    with archive.writer(word=True) as writer:
        writer.write([], stories=StoryRows(judgements=(judgement,)))
    return judgement


def _held(archive: Archive, stories: dict[str, str]) -> list[Held]:
    """Return the reports that are placed already, in their order."""
    import numpy as np

    table = archive.table("traits")
    keys, counts = table["keys"].combine_chunks(), table["counts"].combine_chunks()
    all_keys, all_counts = (column.flatten().to_numpy() for column in (keys, counts))
    ends = np.cumsum(keys.value_lengths().to_numpy(zero_copy_only=False)).tolist() if len(keys) else []
    found: list[Held] = []
    begin = 0
    for report, day, end in zip(table["report"].to_pylist(), table["day"].to_pylist(), ends, strict=True):
        own = Traits(keys=all_keys[begin:end], counts=all_counts[begin:end].astype(np.float64))
        found.append(Held(id=report, dated=Dated(traits=own, day=day), story=stories[report]))
        begin = end
    return found


def _left_out(archive: Archive, stories: dict[str, str]) -> Iterable[tuple[str, str | None, Dated]]:
    """Yield the reports that are in no story, by day and id, the originals before the copies."""
    if archive.count("reports") == len(stories):
        return
    rows = [row for row in archive.columns("reports", _COLUMNS) if row["id"] not in stories]
    rows.sort(key=lambda row: (row["copy_of"] is not None, str(row["date"] or "~"), row["id"]))
    for row in rows:
        when = Published(start=row["published_from"], end=row["published_to"], precision=row["published_precision"])
        yield row["id"], row["copy_of"], Dated(traits=traits(row["title"], row["body"]), day=day_of(when))


def _dated(report: Report) -> Dated:
    """Return what a report is grouped by."""
    return Dated(traits=traits(report.title, report.body), day=day_of(report.published))


def _trait_row(report: str, number: int, dated: Dated) -> TraitRow:
    """Return the row of what a report is grouped by."""
    counts = [int(count) for count in dated.traits.counts.tolist()]
    return TraitRow(report=report, number=number, day=dated.day, keys=dated.traits.keys.tolist(), counts=counts)


def _join(placed: Placed) -> Join:
    """Return the judgement that a report was put in a story."""
    return Join(
        id=digest("join", placed.report, placed.number, placed.story),
        report=placed.report,
        story=placed.story,
        number=placed.number,
        others=placed.others,
        source=None,
        score=placed.score,
        parts=placed.parts,
        reader=READER,
        version=VERSION,
    )


def _copied(report: str, source: str, story: str, number: int) -> Join:
    """Return the judgement that a copy goes where its source is."""
    return Join(
        id=digest("join", report, number, story),
        report=report,
        story=story,
        number=number,
        others=1,
        source=source,
        score=None,
        parts=(),
        reader=READER,
        version=VERSION,
    )
