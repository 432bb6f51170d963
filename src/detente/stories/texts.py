"""Stories and copies among texts that come without an archive, however many."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from detente.stories.copies import copies_among
from detente.stories.copies_texts import Copy, Entry, Text, entries, moment
from detente.stories.grouping import grouped_held
from detente.stories.spool import Spool
from detente.stories.traits import LONGEST, Dated, traits
from detente.stories.traits_held import HeldTraits, columns_of

Tell = Callable[[str, int, int | None], None]

IN_MEMORY = 50_000
"""Texts that are grouped in memory, some 3 KB each; where there are more, what is kept of them lies in files in TMPDIR."""

_AT_ONCE = 5_000  # texts whose traits are written to files at once
_DAY = 10  # characters of a day in ISO 8601
_TOLD = 1_000  # texts after which is told how far the work is


def _no_further(_copied: Collection[int]) -> Mapping[int, int]:
    """Return no further copies."""
    return {}


def untold(_what: str, _done: int, _all: int | None) -> None:
    """Tell nobody."""


def stories_of(
    texts: Iterable[Text],
    *,
    further: Callable[[Collection[int]], Mapping[int, int]] = _no_further,
    tell: Tell = untold,
    in_memory: int = IN_MEMORY,
) -> list[tuple[int, int | None]]:
    """Return for each text the place of its story's first text that is no copy, and of its source if it is a copy.

    Args:
        texts: their ids are their places in the order given, as numbers written out.
        further: is told the copies and gives those among the rest that have another source, as translations do.
        tell: is told what is being done, how far it is, and of how many (None: unknown).
        in_memory: so many texts stay in memory; what comes out is the same.

    Raises:
        OSError: where there is no room for the files.
    """
    told = Spool()
    stream = entries(_noted(texts, told, tell))
    first = list(islice(stream, in_memory + 1))
    with ExitStack() as stack:
        many = len(first) > in_memory
        much = Path(stack.enter_context(TemporaryDirectory(prefix="detente-group-"))) if many else None
        found = _copies(first, stream, much, tell)
        del first  # by now they lie in files
        source = {int(copy.id): int(copy.source) for copy in found}
        source |= further(source)
        for place in source:
            while source[place] in source and source[source[place]] != place:
                source[place] = source[source[place]]
        originals = [place for place in range(len(told)) if place not in source]
        held = _held(_originals(told, source, tell), much)
        told.close()
        groups = grouped_held(held, tell=lambda done: tell("grouping", done, len(held)))
    story = {place: originals[first] for place, first in zip(originals, groups, strict=True)}
    return [(story[source.get(place, place)], source.get(place)) for place in range(len(originals) + len(source))]


def dated_of(text: Text) -> Dated:
    """Return what a text is grouped by."""
    return Dated(traits=traits(text.title, text.body), day=_day(text.published))


def _noted(texts: Iterable[Text], told: Spool, tell: Tell) -> Iterator[Text]:
    """Yield the texts as they come; what of them may count for a story is noted on the way.

    Which are copies is known at the end alone, and copies count for no story. The words take no more memory than their
    traits would, and more than half of the work is spared where most texts are copies.
    """
    for number, text in enumerate(texts):
        if number % _TOLD == 0:
            tell("taking in", number, None)
        fields = (text.title, text.body[:LONGEST], text.published)
        told.append(msgspec.msgpack.encode([f if f is None else f.encode("utf-8", "surrogatepass") for f in fields]))
        yield text


def _copies(first: list[Entry], rest: Iterator[Entry], folder: Path | None, tell: Tell) -> Iterator[Copy]:
    """Return the copies among texts, the first of which are given; ``folder`` is None where these are all."""
    if folder is None:
        tell("looking for copies", 0, len(first))
        return copies_among(first)

    from detente.stories.copies_gathered import copies_gathered  # loads the archive's files

    def given() -> Iterator[Entry]:
        """Yield all, and let those go that were given."""
        first.reverse()
        while first:
            yield first.pop()
        yield from rest

    return copies_gathered(given(), folder, tell=lambda done, number: tell("looking for copies", done, number))


def _originals(told: Spool, copied: Collection[int], tell: Tell) -> Iterator[Dated]:
    """Yield what the texts are grouped by that are no copies."""
    for place, noted in enumerate(told):
        if place % _TOLD == 0:
            tell("reading words, names and figures", place, len(told))
        if place not in copied:
            title, body, published = (
                field if field is None else field.decode("utf-8", "surrogatepass")
                for field in msgspec.msgpack.decode(noted, type=list[bytes | None])
            )
            yield dated_of(Text(id="", title=title, body=body or "", published=published))


def _held(reports: Iterator[Dated], folder: Path | None) -> HeldTraits:
    """Return what reports are grouped by, in files where there is a folder for them."""
    if folder is None:
        return HeldTraits(reports)
    from detente.archive.trait_store import TraitStore

    store = TraitStore(folder / "traits")
    while block := list(islice(reports, _AT_ONCE)):
        store.add(columns_of(block), "")
    return HeldTraits(store=store)


def _day(published: str | None) -> int | None:
    """Return the ordinal of a day, None where the day is left open."""
    when = moment(published)
    if when is None or len(when) < _DAY:
        return None
    try:
        return date.fromisoformat(when[:_DAY]).toordinal()
    except ValueError:
        return None
