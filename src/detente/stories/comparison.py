"""A story told side by side: what each outlet has, lacks, words or names otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.gazetteer import Gazetteer
from detente.records import Difference, Published, Records, Report, Story
from detente.stories.across import Across, Occurrence, Utterance
from detente.stories.differences import compared
from detente.stories.repeating import Repeat, repeats
from detente.stories.told import story_called

if TYPE_CHECKING:
    from detente.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One report of the story, with those that copy it and what it has from others."""

    report: str
    outlet: str | None
    title: str | None
    url: str | None
    published: Published
    words: int
    copies: tuple[str, ...]
    repeats: tuple[Repeat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A story with a column for each of its reports that is no copy, in the order of their appearance.

    ``utterances`` and ``occurrences`` are in the columns' reports alone; ``differences`` lie between these reports, which
    ``reports`` holds.
    """

    story: Story
    columns: tuple[Column, ...]
    utterances: tuple[Utterance, ...]
    occurrences: tuple[Occurrence, ...]
    differences: tuple[Difference, ...]
    reports: tuple[Report, ...]


def compare(archive: Archive, story: str, *, gazetteer: Gazetteer | None = None) -> Comparison:
    """Return a story side by side; ``story`` is its id, the beginning of one, or words of its title.

    ``gazetteer`` says who holds which office, the shipped one where it is None. Raises UsageError where that is not
    one story.
    """
    asked = story_called(archive, story)
    return side_by_side(asked, archive.records_of(asked.reports), gazetteer=gazetteer)


def side_by_side(asked: Story, held: Sequence[Records], *, gazetteer: Gazetteer | None = None) -> Comparison:
    """Return a story side by side out of all that was read from its reports; ``gazetteer`` as in :func:`compare`."""
    who_is_who = gazetteer or Gazetteer.load()
    reports = [records.report for records in held]
    own = [records for records in held if records.report.copy_of not in asked.reports]
    originals = [records.report for records in own]
    mentions = [mention for records in own for mention in records.mentions]
    statements = [statement for records in own for statement in records.statements]
    events = [event for records in own for event in records.events]
    across = Across(originals, mentions, who_is_who)
    found = repeats(reports, statements)
    return Comparison(
        story=asked,
        columns=tuple(_column(report, reports, found) for report in originals),
        utterances=tuple(across.utterances(statements)),
        occurrences=tuple(across.occurrences(events)),
        differences=tuple(
            compared(
                originals, mentions, statements, events, who_is_who, stories=dict.fromkeys(asked.reports, asked.id)
            )
        ),
        reports=tuple(originals),
    )


def _column(report: Report, reports: list[Report], found: list[Repeat]) -> Column:
    """Return the column of a report."""
    return Column(
        report=report.id,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published,
        words=len(report.body.split()),
        copies=tuple(other.id for other in reports if other.copy_of == report.id),
        repeats=tuple(repeat for repeat in found if repeat.report == report.id),
    )
