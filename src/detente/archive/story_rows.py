"""What is kept of stories, as rows of the tables and back: joins, traits, and people's judgements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.records import Join, Judgement, Part

Row = Mapping[str, Any]  # values of a row have the shape of their column, which only the Arrow schema knows

PARTS = ("text", "names", "numbers", "time")
"""The parts of a join's score, a column each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitRow:
    """What a report is grouped by: ``number`` is its place among the reports grouped, from 0, ``day`` an ordinal.

    ``keys`` stand for its words, names and figures, ``counts`` says how often each stands in it.
    """

    report: str
    number: int
    day: int | None
    keys: Sequence[int]
    counts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRows:
    """What a batch says of stories."""

    joins: tuple[Join, ...] = ()
    traits: tuple[TraitRow, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.joins or self.traits or self.judgements)

    def without(self, known: Collection[str]) -> StoryRows:
        """Return what is not known: joins and judgements by id, traits by report."""
        return StoryRows(
            joins=tuple(join for join in self.joins if join.id not in known),
            traits=tuple(traits for traits in self.traits if traits.report not in known),
            judgements=tuple(judgement for judgement in self.judgements if judgement.id not in known),
        )

    def known_by(self) -> set[str]:
        """Return what joins, traits and judgements are known by."""
        ids = {join.id for join in self.joins} | {judgement.id for judgement in self.judgements}
        return ids | {traits.report for traits in self.traits}

    def rows(self) -> dict[str, list[dict[str, object]]]:
        """Return the rows for each table."""
        return {
            "joins": [_join_row(join) for join in self.joins],
            "traits": [
                {"report": t.report, "number": t.number, "day": t.day, "keys": t.keys, "counts": t.counts}
                for t in self.traits
            ],
            "judgements": [_judgement_row(judgement) for judgement in self.judgements],
        }


def join(row: Row) -> Join:
    """Return the join of a row."""
    return Join(
        id=row["id"],
        report=row["report"],
        story=row["story"],
        number=row["number"],
        others=row["others"],
        source=row["source"],
        score=row["score"],
        parts=tuple(Part(name=name, value=row[name]) for name in PARTS if row[name] is not None),
        reader=row["reader"],
        version=row["version"],
    )


def judgement(row: Row) -> Judgement:
    """Return the judgement of a row."""
    return Judgement(
        id=row["id"],
        kind=row["kind"],
        reports=tuple(row["reports"]),
        others=tuple(row["others"]),
        undoes=row["undoes"],
        who=row["who"],
        why=row["why"],
        made=row["made"],
    )


def _join_row(join: Join) -> dict[str, object]:
    """Return the row of a join."""
    return {
        "id": join.id,
        "report": join.report,
        "story": join.story,
        "number": join.number,
        "others": join.others,
        "source": join.source,
        "score": join.score,
        **{part.name: part.value for part in join.parts},
        "reader": join.reader,
        "version": join.version,
    }


def _judgement_row(judgement: Judgement) -> dict[str, object]:
    """Return the row of a judgement."""
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "reports": list(judgement.reports),
        "others": list(judgement.others),
        "undoes": judgement.undoes,
        "who": judgement.who,
        "why": judgement.why,
        "made": judgement.made,
    }
