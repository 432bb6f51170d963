"""Which story each report stands in: what was judged when it was read, and over it what people have said since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.records import Join, Judgement
from detente.wire import digest


def story_id(first: str) -> str:
    """Return the id of the story whose first report, in the order of reading, is given."""
    return digest("story", first)


def joined(joins: Iterable[Join]) -> dict[str, str]:
    """Return the story of each report by the last judgement on it; a copy's is that of its source."""
    last: dict[str, Join] = {}
    for join in joins:
        known = last.get(join.report)
        if known is None or join.number > known.number:
            last[join.report] = join
    stories = {report: join.story for report, join in last.items()}
    return {
        report: stories.get(join.source, join.story) if join.source is not None else join.story
        for report, join in last.items()
    }


def standing(stories: Mapping[str, str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the story of each report after people's judgements, one after another as they were made.

    Those undone count no more. What was said of a report that is not there is passed over.
    """
    ordered = sorted(judgements, key=lambda one: (one.made, one.id))
    undone = {one.undoes for one in ordered if one.kind == "undo"}
    found = dict(stories)
    for judgement in ordered:
        if judgement.kind == "together" and judgement.id not in undone:
            _put_together(found, judgement.reports)
        elif judgement.kind == "apart" and judgement.id not in undone:
            _put_apart(found, judgement)
        elif judgement.kind == "apart":
            _put_back(found, judgement)
    return found


def _put_together(stories: dict[str, str], reports: Sequence[str]) -> None:
    """Make one story of those that reports stand in, under the id of the first report's."""
    held = [stories[report] for report in reports if report in stories]
    merged = set(held)
    for report, story in stories.items():
        if story in merged:
            stories[report] = held[0]


def _put_apart(stories: dict[str, str], judgement: Judgement) -> None:
    """Take reports out of every story that holds one of the others too; they stay together."""
    others = {stories[report] for report in judgement.others if report in stories}
    own = _split_off(judgement)
    for report in judgement.reports:
        if stories.get(report) in others:
            stories[report] = own


def _put_back(stories: dict[str, str], judgement: Judgement) -> None:
    """Give what has joined a part that was split off, before that was undone, back to the story of its first report."""
    own = _split_off(judgement)
    home = stories.get(judgement.reports[0])
    if home is not None and home != own:
        for report, story in stories.items():
            if story == own:
                stories[report] = home


def _split_off(judgement: Judgement) -> str:
    """Return the id of the story that a judgement makes of the reports it takes out."""
    return digest("story", judgement.id)
