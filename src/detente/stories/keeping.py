"""Stories of an archive: reports placed as they are read, and people's judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from detente.archive import StoryRows, TraitRow, questions, viewing
from detente.archive.trait_store import TraitStore
from detente.errors import UsageError
from detente.records import Join, Judgement, Published, Report
from detente.stories.closeness import day_of
from detente.stories.placing import HeldReports, Placed, Placing
from detente.stories.standing import joined, standing
from detente.stories.traits import UNDATED, Dated, Traits, traits
from detente.stories.traits_held import HeldTraits
from detente.wire import digest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from detente.archive import Archive

READER, VERSION = "stories", "1"

FOLDER = "traits-1"
"""Where what reports are grouped by is kept beside an archive; no part of it, and made anew where it is missing or damaged."""

LEAST = 1_000
"""So many reports that are not kept there yet are added."""

AT_ONCE = 20_000
"""Reports that are added there at once: their rows take 100 MB."""

_COLUMNS = ("id", "date", "title", "body", "published_from", "published_to", "published_precision", "copy_of")


class Keeper:
    """Places the reports that a reading adds to an archive, and those that were read before there were stories."""

    def __init__(self, archive: Archive) -> None:
        self._stories = _stories(archive)
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


def _stories(archive: Archive) -> dict[str, str]:
    """Return the story of each report by the last judgement on it, people's word aside."""
    found = archive.answer(viewing.joined())
    return dict(zip(found["report"].to_pylist(), found["story"].to_pylist(), strict=True))


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


def _held(archive: Archive, stories: dict[str, str]) -> HeldReports:
    """Return the reports that are placed already, in their order; what they are grouped by is kept beside the archive."""
    ids = archive.grouped()
    store = TraitStore(archive.root.sidecar / FOLDER)
    if len(store) and store.of != _whose(ids[: len(store)]):
        store.forget()  # they are of another archive, or of another state of this one
    if len(ids) - len(store) >= LEAST:
        with suppress(OSError):  # no room, or not ours to write: they stay in memory
            for begin in range(len(store), len(ids), AT_ONCE):
                end = min(len(ids), begin + AT_ONCE)
                store.add(_columns_of(archive.answer(questions.traits_between(begin, end))), _whose(ids[:end]))
    fresh = list(_dated_of(archive.answer(questions.traits_between(len(store), len(ids))))) if ids[len(store) :] else []
    return HeldReports(ids=ids, traits=HeldTraits(fresh, store=store), stories=[stories[one] for one in ids])


def _whose(ids: Sequence[str]) -> str:
    """Return what tells the reports of one archive, in one state, from those of another."""
    return sha256("\n".join(ids).encode("utf-8", "surrogatepass")).hexdigest()


def _columns_of(rows: pa.Table) -> dict[str, npt.NDArray[np.int64]]:
    """Return the arrays of rows of traits."""
    import numpy as np
    import pyarrow.compute as pc

    keys, counts = (rows[name].combine_chunks() for name in ("keys", "counts"))
    return {
        "keys": keys.flatten().to_numpy(zero_copy_only=False),
        "counts": counts.flatten().to_numpy(zero_copy_only=False),
        "ends": np.cumsum(keys.value_lengths().to_numpy(zero_copy_only=False)).astype(np.int64),
        "days": pc.fill_null(rows["day"], UNDATED).to_numpy(),
    }


def _dated_of(rows: pa.Table) -> Iterator[Dated]:
    """Yield what reports are grouped by, by their rows."""
    import numpy as np

    columns = _columns_of(rows)
    begin = 0
    for day, end in zip(rows["day"].to_pylist(), columns["ends"].tolist(), strict=True):
        keys, counts = columns["keys"][begin:end], columns["counts"][begin:end]
        yield Dated(traits=Traits(keys=keys, counts=counts.astype(np.float64)), day=day)
        begin = end


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
