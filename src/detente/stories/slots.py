"""Slots: figures and days that two reports on one matter give in the same words around them.

Much that reports differ in stands in no statement and no event that was read: "Three Ukrainian servicemen were
wounded", "entered into force on Feb. 5". A slot is such a figure or day with the words that touch it. Two slots are the
same where the touching words match one by one from the figure outwards and say enough, and all the words of the reports
show that they are on one matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from detente.gazetteer.spelling import fold
from detente.language.amounts import quantities
from detente.language.times import dates
from detente.records import Date, Part, Quantity, Report, Span
from detente.stories.alignment import Pair, Piece, Weights
from detente.stories.figures import agree, other_day, same_unit
from detente.stories.nearness import DAYS_APART, apart, days, near
from detente.stories.wording import EMPTY, stem, stems, words, written

# Least likeness of two reports' words for being on one matter. In the samples two reports on one event have .17 to .46;
# two of the five reports on one relation but on different events have .22 at most.
ON_ONE_MATTER = 0.25
# The same where the day of a report is not known: two earthquakes, years apart, are told in much the same words. Of nine
# figures that undated reports on look-alike events (ECB+) differ in at .25, seven are of different events; .4 leaves none.
ON_ONE_MATTER_UNDATED = 0.4
# Words on each side of a figure that can belong to its slot, and how many telling ones must match ("entered", "force").
REACH = 6
LEAST_TELLING = 2

# Stems of what a page says of itself: "last updated at".
_OF_THE_PAGE = frozenset(stem(word) for word in ("updated", "published", "posted", "modified", "printed", "edited"))

# Where the words around a figure stop belonging to it.
_STOP = re.compile(r"[.;:!?]\s|[\"“”\n]|[,(–—]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A figure or a day in a report, with the words that touch it, in lower case: ``left`` outwards, ``inner``, ``right``."""

    report: str
    value: Quantity | Date
    text: str
    span: Span
    left: tuple[str, ...]
    inner: frozenset[str]
    right: tuple[str, ...]


def slots(report: Report) -> Iterator[Slot]:
    """Yield the figures, and the days that are known to the day, of a report with the words around them."""
    start = 0
    for line in report.body.split("\n"):
        figures = quantities(line)
        for figure in figures:
            yield _slot(report, line, start, figure.span, figure, stems(words(figure.text)) - {_counted(figure)})
        for span, when in dates(line, report.published):
            if when.precision == "day" and when.start == when.end:
                yield _slot(report, line, start, span, when, frozenset())
        start += len(line) + 1


def same_slots(reports: Mapping[str, Report], copies: Callable[[str, str], bool]) -> Iterator[tuple[Pair, Slot, Slot]]:
    """Yield the slots that two reports on one matter have in common and fill differently."""
    found = {report.id: tuple(slots(report)) for report in reports.values()}
    likeness = _Likeness(reports)
    for a, b in _candidates(found, reports):
        telling = _telling(a, b)
        if len(telling) < LEAST_TELLING or telling & _OF_THE_PAGE or not _differ(a.value, b.value):
            continue
        if _gives(found[a.report], b.value) or _gives(found[b.report], a.value) or copies(a.report, b.report):
            continue
        alike = likeness(a.report, b.report)
        dated = apart(reports[a.report].published, reports[b.report].published) is not None
        if alike >= (ON_ONE_MATTER if dated else ON_ONE_MATTER_UNDATED):
            yield _pair(a, b, alike, telling), a, b


def _slot(report: Report, line: str, start: int, span: Span, value: Quantity | Date, inner: frozenset[str]) -> Slot:
    """Return a slot with the words that touch it inside its clause."""
    before, after = line[: span[0]], line[span[1] :]
    stops = [m.end() for m in _STOP.finditer(before)]
    stop = _STOP.search(after)
    return Slot(
        report=report.id,
        value=value,
        text=line[slice(*span)],
        span=(start + span[0], start + span[1]),
        left=written(before[stops[-1] if stops else 0 :])[::-1][:REACH],
        inner=inner,
        right=written(after[: stop.start()] if stop else after)[:REACH],
    )


def _counted(figure: Quantity) -> str:
    """Return the stem of what a figure counts, which need not be the same word in both reports."""
    said = words(figure.text)
    return stem(said[-1]) if said else ""


def shared(a: Slot, b: Slot) -> tuple[str, ...]:
    """Return the words of the first slot that match the second's from the figure outwards, in their order; … is the figure."""
    left, right = (_run(first, second) for first, second in ((a.left, b.left), (a.right, b.right)))
    return (*left[::-1], "…", *right)


def _run(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """Return the words of ``a`` up to the first whose stem is not that of the word at its place in ``b``."""
    pairs = zip(a, b, strict=False)
    return [first for first, _ in takewhile(lambda pair: stem(fold(pair[0])) == stem(fold(pair[1])), pairs)]


def _root(word: str) -> str:
    """Return the stem of a word of whatever spelling, "" for one that says nothing on its own."""
    folded = fold(word)
    return "" if folded in EMPTY else stem(folded)


def _telling(a: Slot, b: Slot) -> frozenset[str]:
    """Return the telling stems in which two slots match, inside and from the figure outwards."""
    return (a.inner & b.inner) | frozenset(_root(word) for word in shared(a, b) if word != "…") - {""}


def _differ(a: Quantity | Date, b: Quantity | Date) -> bool:
    """Say whether two values are of one sort and cannot both be true."""
    if isinstance(a, Date) and isinstance(b, Date):
        return other_day(a, b)
    return isinstance(a, Quantity) and isinstance(b, Quantity) and same_unit(a, b) and not agree(a, b)


def _gives(held: Sequence[Slot], value: Quantity | Date) -> bool:
    """Say whether a report gives a value somewhere: then it knows both, and they are of different things."""
    return any(_equal(slot.value, value) for slot in held)


def _equal(a: Quantity | Date, b: Quantity | Date) -> bool:
    """Say whether two values are one day, or one figure of the same."""
    if isinstance(a, Date) and isinstance(b, Date):
        return apart(a, b) == 0
    return isinstance(a, Quantity) and isinstance(b, Quantity) and same_unit(a, b) and a.value == b.value


def _candidates(found: Mapping[str, Sequence[Slot]], reports: Mapping[str, Report]) -> Iterator[tuple[Slot, Slot]]:
    """Yield the slots of different reports, near in time, that have a telling word nearest to the figure in common."""
    index: dict[tuple[str, str, int | None], list[Slot]] = defaultdict(list)
    for report in sorted(reports.values(), key=lambda r: (not r.published.start, r.published.start or "", r.id)):
        when = days(report.published)
        place = when[0].toordinal() // (2 * DAYS_APART + 1) if when else None
        places = (None,) if place is None else (place - 1, place, place + 1)
        for slot in found[report.id]:
            keys = _keys(slot)
            met = {id(o): o for key in keys for p in places for o in index.get((*key, p), ()) if o.report != report.id}
            for other in met.values():
                if near(reports[other.report], report):
                    yield other, slot
            for key in keys:
                for p in {None, place}:
                    index[(*key, p)].append(slot)


def _keys(slot: Slot) -> list[tuple[str, str]]:
    """Return what a slot is looked up by: its sort and the first telling stem on each side."""
    sort = "day" if isinstance(slot.value, Date) else "figure"
    nearest = (next((_root(w) for w in side if _root(w)), None) for side in (slot.left, slot.right))
    return [(sort, word) for word in nearest if word is not None]


class _Likeness:
    """How alike all the words of two reports are; what it has read of a report it remembers."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._stems = {report.id: stems(words(report.body)) for report in reports.values()}
        self._weights = Weights(self._stems.values())

    def __call__(self, a: str, b: str) -> float:
        """Return the likeness of the reports of two ids, from 0 to 1."""
        return self._weights.cosine(self._stems[a], self._stems[b])


def _pair(a: Slot, b: Slot, alike: float, telling: frozenset[str]) -> Pair:
    """Return two slots as an aligned pair: by the likeness of the reports, and the share of the words that match."""
    pieces = [Piece(id="", report=s.report, spans=(s.span,), words=(), voices=frozenset()) for s in (a, b)]
    around = [{stem(w) for side in (s.left, s.right) for w in side if w not in EMPTY} | s.inner for s in (a, b)]
    share = len(telling) / max(LEAST_TELLING, min(len(words_) for words_ in around))
    parts = (Part(name="reports", value=round(alike, 4)), Part(name="slot", value=round(min(1.0, share), 4)))
    return Pair(a=pieces[0], b=pieces[1], score=round((alike + min(1.0, share)) / 2, 4), parts=parts)
