"""The stories of an archive as records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.archive import Query
from detente.errors import UsageError
from detente.gazetteer.spelling import fold
from detente.records import Date, Party, Report, Story
from detente.stories.standing import joined, standing

if TYPE_CHECKING:
    from detente.archive import Archive

MOST_PARTIES = 6
"""Parties that a story is said to be about, at most."""

_COLUMNS = ("id", "title", "published_from", "published_to", "copy_of")
_SHOWN = 5  # stories named where words or the beginning of an id mean several
_DAY = 10  # characters of a day in ISO 8601


def stories(archive: Archive, query: Query | None = None) -> list[Story]:
    """Return the stories of which a query finds at least one report, the latest first; ``limit`` counts stories."""
    asked = query or Query()
    unlimited = replace(asked, limit=None)
    stands = standing(joined(archive.joins()), archive.judgements())
    reports = {row["id"]: row for row in archive.columns("reports", _COLUMNS)}
    found_by = None if unlimited == Query() else archive.table("reports", unlimited)["id"].to_pylist()
    wanted = None if found_by is None else {stands.get(report) for report in found_by}
    members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for report, story in stands.items():
        if report in reports and (wanted is None or story in wanted):
            members[story].append(reports[report])
    named: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in archive.parties():
        named[str(row["report"])].append(row)
    found = [story_of(own, held, named) for own, held in members.items()]
    found.sort(key=lambda story: (story.when.end or "", len(story.reports), story.id), reverse=True)
    return found[: asked.limit]


def story_called(archive: Archive, name: str) -> Story:
    """Return the story of an id, the beginning of one, or words of its title. Raises UsageError where not just one is."""
    every = stories(archive)
    words = fold(name).split()
    found = [story for story in every if story.id.startswith(name)] or [
        story for story in every if all(word in fold(story.title or "") for word in words)
    ]
    if len(found) == 1 and name:
        return found[0]
    if not found:
        raise UsageError(
            f"no story {name!r}; give an id, its beginning, or words of a title: `detente stories` lists them"
        )
    # Of several that the words fit, one alone may have been told by more than one outlet.
    shared = [story for story in found if len(story.reports) > 1]
    if len(shared) == 1 and name:
        return shared[0]
    near = "; ".join(f"{story.id} ({story.title or 'no title'})" for story in found[:_SHOWN])
    raise UsageError(f"{len(found)} stories are called {name!r}; give more of an id: {near}")


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Return reports by the day they appeared on, unknown ones last."""
    return sorted(reports, key=lambda report: (report.published.start or "~", report.id))


def story_of(own: str, held: Sequence[Mapping[str, Any]], named: Mapping[str, Sequence[Mapping[str, Any]]]) -> Story:
    """Return a story of the rows of its reports and, by report, of how often each names whom."""
    reports = sorted(held, key=lambda row: (row["published_from"] or "~", row["id"]))
    originals = [row for row in reports if row["copy_of"] is None] or reports
    return Story(
        id=own,
        reports=tuple(row["id"] for row in reports),
        title=next((row["title"] for row in originals if row["title"]), None),
        when=_when(reports),
        parties=_parties([named.get(row["id"], ()) for row in originals]),
    )


def _when(reports: Sequence[Mapping[str, Any]]) -> Date:
    """Return the days from the first report's to the last one's, as far as they are known."""
    starts = [row["published_from"][:_DAY] for row in reports if row["published_from"]]
    ends = [row["published_to"][:_DAY] for row in reports if row["published_to"]]
    return Date(start=min(starts), end=max(ends), precision="day") if starts and ends else Date()


def _parties(reports: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[Party, ...]:
    """Return the actors that at least half of the reports name, the most named first."""
    in_reports: Counter[str] = Counter()
    times: Counter[str] = Counter()
    rows: dict[str, Mapping[str, Any]] = {}
    for named in reports:
        for row in named:
            actor = row["actor"]
            in_reports[actor] += 1
            times[actor] += row["times"]
            rows.setdefault(actor, row)
    kept = [actor for actor in times if 2 * in_reports[actor] >= len(reports)]
    kept.sort(key=lambda actor: (-in_reports[actor], -times[actor], actor))
    return tuple(
        Party(actor=actor, name=rows[actor]["name"], country=rows[actor]["country"], sector=rows[actor]["sector"])
        for actor in kept[:MOST_PARTIES]
    )
