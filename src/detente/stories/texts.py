"""Stories and copies among texts that come without an archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from detente.stories.copies import copies
from detente.stories.copies_texts import Text, moment
from detente.stories.grouping import grouped
from detente.stories.traits import LONGEST, Dated, traits

_DAY = 10  # characters of a day in ISO 8601


def _no_further(_copied: Collection[int]) -> Mapping[int, int]:
    """Return no further copies."""
    return {}


def stories_of(
    texts: Iterable[Text], *, further: Callable[[Collection[int]], Mapping[int, int]] = _no_further
) -> list[tuple[int, int | None]]:
    """Return for each text the place of its story's first text that is no copy, and of its source if it is a copy.

    The ids of the texts are their places in the order given, as numbers written out. ``further`` is told the copies and
    gives those among the rest that have another source, as translations do.
    """
    told: list[Text] = []
    source = {int(copy.id): int(copy.source) for copy in copies(_noted(texts, told))}
    source |= further(source)
    for place in source:
        while source[place] in source and source[source[place]] != place:
            source[place] = source[source[place]]
    originals = [place for place in range(len(told)) if place not in source]
    first = [originals[n] for n in grouped([dated_of(told[place]) for place in originals])]
    story = dict(zip(originals, first, strict=True))
    return [(story[source.get(place, place)], source.get(place)) for place in range(len(told))]


def _noted(texts: Iterable[Text], told: list[Text]) -> Iterator[Text]:
    """Yield the texts as they come; what of them may count for a story is noted on the way.

    Which are copies is known at the end alone, and copies count for no story. The words take no more memory than their
    traits would, and more than half of the work is spared where most texts are copies.
    """
    for text in texts:
        told.append(replace(text, body=text.body[:LONGEST]))
        yield text


def dated_of(text: Text) -> Dated:
    """Return what a text is grouped by."""
    return Dated(traits=traits(text.title, text.body), day=_day(text.published))


def _day(published: str | None) -> int | None:
    """Return the ordinal of a day, None where the day is left open."""
    when = moment(published)
    if when is None or len(when) < _DAY:
        return None
    try:
        return date.fromisoformat(when[:_DAY]).toordinal()
    except ValueError:
        return None
