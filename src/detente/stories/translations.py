"""Translations: which texts say in another language what an earlier one says, told by names and numbers.

A translation shares no words with its source, but names and numbers, and has them in the same order. Rare ones find the
texts worth comparing; then what both have is weighed, and its order compared. Two reports of one event share some names,
seldom most of them and in one order. Only texts whose languages are known and differ are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING

from detente.stories.copies_texts import Copy, Text, later, moment, text_of
from detente.stories.translation_marks import Marks, marks_of

if TYPE_CHECKING:
    from detente.records import Report

SHARE = 0.6
"""Least weight of the shared names and numbers, as a part of those of the text that has less. Translations written for the
tests have .65 to .80: the rest are names that languages make anew (Germany, Alemania, Deutschland) and titles."""

NUMBERS = 0.75
"""Least part of the numbers of the text that has fewer that the other has as well: translators keep numbers, other reports
of an event choose others."""

IN_ORDER = 0.8
"""Least part of the shared names and numbers, repeats counted, that follow each other as in the source."""

LEAST_NAMES = 4
LEAST_NUMBERS = 2
LEAST_MARKS = 10
"""Least number of different names, of numbers, and of both together, that both texts have. With the shares above: of 1,479 dated
summaries of the news in English, every other one called foreign, 1 was taken for a translation of another of its event."""

DAYS = 3
"""Most days between two days of publication."""

LENGTHS = 2.5
"""Most times that one text has the words of the other."""

_RARE = 32  # a name or number that more texts have finds none of them
_FINDING = 3  # rare ones that two texts worth comparing share
_COMPARED = 400  # names and numbers whose order is compared: a report of 3,000 words


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text and the ISO 639-1 code of its language, None where it is unknown."""

    text: Text
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a text: everything but its words; ``moment`` is as in :func:`detente.stories.copies_texts.moment`."""

    id: str
    language: str
    moment: str | None
    marks: Marks


def written(report: Report) -> Written:
    """Return a report as a text with its language."""
    return Written(text=text_of(report), language=report.language)


def translations(given: Iterable[Written]) -> Iterator[Copy]:
    """Yield the texts that are translations of others, with their sources: :func:`translations_of` what is kept of them."""
    return translations_of(kept for one in given if (kept := kept_of(one)))


def kept_of(one: Written) -> Kept | None:
    """Return what is kept of a text, None where it has no known language or too few names to be compared."""
    marks = marks_of(one.text.body) if one.language else None
    if marks is None or one.language is None or len(marks.names) < LEAST_NAMES:
        return None
    return Kept(id=one.text.id, language=one.language, moment=moment(one.text.published), marks=marks)


def translations_of(given: Iterable[Kept]) -> Iterator[Copy]:
    """Yield the texts that are translations of others, with their sources, in the order of publication.

    The earliest published is the source; texts without a date come last, and where dates are the same the one given
    first. A translation is never a source. ``share`` is the weight of the translation's names and numbers that its
    source has as well, ``share_of_source`` the reverse. Bodies are not kept.
    """
    found = list(given)
    if len({one.language for one in found}) < 2:
        return
    found.sort(key=lambda one: one.moment or "~")
    known = Counter(mark for one in found for mark in set(one.marks.order))
    weights = {mark: log(1 + len(found) / number) for mark, number in known.items()}
    held: dict[str, list[Kept]] = defaultdict(list)
    for entry in found:
        best = max(
            (copy for source in _candidates(entry, held) if (copy := _compared(entry, source, weights))),
            key=lambda copy: copy.share + copy.share_of_source,
            default=None,
        )
        if best is not None:
            yield best
            continue
        for mark in set(entry.marks.order):
            if known[mark] <= _RARE:
                held[mark].append(entry)


def translation_of(entry: Kept, near: Sequence[Kept]) -> Copy | None:
    """Return of which of the texts near it in time a text is a translation, None if of none.

    A source is not known to be published later. How rare names and numbers are is counted over the text and those near
    it. Of several sources it is the one with the largest shares, then the earliest.
    """
    own = set(entry.marks.order)
    likely = [
        source
        for source in near
        if _comparable(entry, source)
        and not later(source.moment, entry.moment)
        and len(own.intersection(source.marks.order)) >= LEAST_MARKS
    ]
    if not likely:
        return None
    known = Counter(mark for one in (entry, *near) for mark in set(one.marks.order))
    weights = {mark: log(1 + (len(near) + 1) / number) for mark, number in known.items()}
    rare = {mark for mark in own if known[mark] <= _RARE}
    moments = {source.id: source.moment or "~" for source in likely}
    found = [
        copy
        for source in likely
        if len(rare.intersection(source.marks.order)) >= _FINDING and (copy := _compared(entry, source, weights))
    ]
    return min(found, key=lambda c: (-(c.share + c.share_of_source), moments[c.source], c.source), default=None)


def _candidates(entry: Kept, held: Mapping[str, Sequence[Kept]]) -> list[Kept]:
    """Return the sources in other languages that share rare names and numbers, near in time and length."""
    sharing: Counter[str] = Counter()
    sources: dict[str, Kept] = {}
    for mark in set(entry.marks.order):
        for source in held.get(mark, ()):
            sharing[source.id] += 1
            sources[source.id] = source
    return [source for own, source in sources.items() if sharing[own] >= _FINDING and _comparable(entry, source)]


def _comparable(a: Kept, b: Kept) -> bool:
    """Say whether two texts may be one text in two languages, as far as languages, lengths and days tell."""
    fewer, more = sorted((a.marks.words, b.marks.words))
    return a.language != b.language and more <= LENGTHS * fewer and _near(a.moment, b.moment)


def _near(a: str | None, b: str | None) -> bool:
    """Say whether two moments are near, or one of them is not known to the day."""
    if a is None or b is None or len(a) < len("2000-01-01") or len(b) < len("2000-01-01"):
        return True
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= DAYS
    except ValueError:  # no day of any calendar
        return False


def _compared(entry: Kept, source: Kept, weights: Mapping[str, float]) -> Copy | None:
    """Return what a text is of a source: a translation, or None."""
    ours, theirs = set(entry.marks.order), set(source.marks.order)
    both = ours & theirs
    numbers = len(both & entry.marks.numbers)
    fewer = min(len(entry.marks.numbers), len(source.marks.numbers))
    if len(both) < LEAST_MARKS or len(both) - numbers < LEAST_NAMES:
        return None
    if numbers < LEAST_NUMBERS or numbers < NUMBERS * fewer:
        return None
    common = sum(weights[mark] for mark in sorted(both))
    share = common / sum(weights[mark] for mark in sorted(ours))
    of_source = common / sum(weights[mark] for mark in sorted(theirs))
    if max(share, of_source) < SHARE or not _in_order(entry.marks, source.marks, both):
        return None
    return Copy(id=entry.id, source=source.id, kind="translation", share=share, share_of_source=of_source)


def _in_order(a: Marks, b: Marks, both: set[str]) -> bool:
    """Say whether what two texts share follows in one as in the other: the longest common run of it, gaps allowed."""
    first = [mark for mark in a.order if mark in both][:_COMPARED]
    second = [mark for mark in b.order if mark in both][:_COMPARED]
    lengths = [0] * (len(second) + 1)
    for mark in first:
        before = 0
        for place, other in enumerate(second, 1):
            above = lengths[place]
            lengths[place] = before + 1 if mark == other else max(above, lengths[place - 1])
            before = above
    return lengths[-1] >= IN_ORDER * min(len(first), len(second))
