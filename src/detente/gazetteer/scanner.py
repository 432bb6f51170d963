"""Finds names and titles in a text: the longest phrase from left to right, case and neighbours respected.

Plain Python over one regular expression and one dictionary, since every word of every report passes through here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.gazetteer.lexicon import Entry, Lexicon
from detente.gazetteer.model import Name, Title
from detente.gazetteer.spelling import WORD, fold, plain
from detente.gazetteer.tables import OrganKindRow

# What may stand between two words of one phrase.
_JOINTS = frozenset({" ", " & ", "-", "\u2010", "\u2011", "'", "’", "\xa0", "\n", "/", ".", "  ", " \n"})
_SPACES = (" ", "\xa0")
# Words that a full stop does not end a sentence after, folded.
_SHORTENED = frozenset("st gen lt col maj brig adm sen rep capt sgt no jr mr mrs ms dr n s".split())
# Capitalised words that may stand before or after a name without belonging to it, folded.
_OUTSIDE = frozenset(
    fold(word)
    for word in (
        "mr mrs ms dr sir lord lady the a an and or but on in at by for from with as after before when while if since "
        "because that this he she it they we i his her its their our what why how who where is are was were has have "
        "had will would can could may might should must does do did not no monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october november december today "
        "yesterday also then meanwhile however former ex new interview says said tells told"
    ).split()
)
# Characters before which a sentence, a heading or a quotation has begun.
_OPENINGS = frozenset('.!?:;\n"“„«‘([—–•|')
# First words of titles that can have an adjective inside: "Chief of the Russian General Staff".
_OFFICES = frozenset(
    fold(w)
    for w in "chief chairman chairwoman chair head commander director secretary speaker minister ministry member "
    "spokesman spokeswoman spokesperson governor prosecutor ambassador".split()
)


@dataclass(slots=True)
class Match:
    """A phrase found: words ``first`` to ``last`` (exclusive) of the text, and what it can mean."""

    first: int
    last: int
    names: list[Name]
    titles: list[Title]
    organs: list[OrganKindRow]


class Words:
    """The words of one text: where they stand, how they are written, and their folded forms."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(WORD.finditer(text))
        self.starts = [m.start() for m in found]
        self.ends = [m.end() for m in found]
        self.written = [m.group().replace(".", "") for m in found]
        self.dotted = {i for i, m in enumerate(found) if m.end() - m.start() > len(self.written[i])}
        self.folded = [fold(word) for word in self.written]
        self._lower: set[str] | None = None

    def gap(self, index: int) -> str:
        """Return what stands between the word at ``index`` and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def seen_in_lower_case(self, index: int) -> bool:
        """Tell whether the text has the word in lower case too: then its capital is a heading's or a sentence's."""
        if self._lower is None:
            self._lower = {word for word in self.written if word[0].islower()}
        return self.written[index].lower() in self._lower

    def opens(self, index: int) -> bool:
        """Tell whether the word begins a sentence, a heading or a quotation."""
        before = self.text[max(0, self.starts[index] - 3) : self.starts[index]].rstrip(" \xa0")
        return not before or (before[-1] in _OPENINGS and not (index and self.folded[index - 1] in _SHORTENED))


def matches(text: Words, lexicon: Lexicon) -> list[Match]:
    """Return what the lexicon finds, from left to right, the longest phrase at each place, blocked phrases left out."""
    found: list[Match] = []
    capital, lower, written = lexicon.capital, lexicon.lower, text.written
    begin = 0
    for index, first in enumerate(text.folded):
        if first not in capital or index < begin:
            continue
        counts = capital[first] if written[index][0].isupper() else lower.get(first)
        match = _at(index, counts, text, lexicon, found) if counts else None
        if match is not None:
            begin = match.last
            if match.names or match.titles or match.organs:
                found.append(match)
    return found


def _at(index: int, counts: tuple[int, ...], text: Words, lexicon: Lexicon, before: list[Match]) -> Match | None:
    """Return the longest phrase of some number of words that begins at a word.

    None when there is none; a match without meanings when it is a blocked phrase.
    """
    folded = text.folded
    if folded[index] in _OFFICES:
        parted = _with_adjective(index, text, lexicon)
        if parted is not None:
            return parted
    for count in counts:
        last = index + count
        phrase = folded[index] if count == 1 else " ".join(folded[index:last])
        entries = lexicon.entries(phrase)
        if entries and last <= len(folded) and _joined(text, index, last, comma=any(e.comma for e in entries)):
            match = _chosen(entries, range(index, last), text, lexicon, before)
            if match is not None:
                return match
    middle = index + 1
    if middle + 1 < len(folded) and len(folded[middle]) == 1 and text.written[middle].isupper():
        return _past_initial(index, counts, text, lexicon, before)
    return None


def _joined(text: Words, first: int, last: int, *, comma: bool = False) -> bool:
    """Tell whether nothing that parts sentences or, without ``comma``, clauses stands between the words."""
    for index in range(first, last - 1):
        gap = text.gap(index)
        if gap in _JOINTS or (comma and gap == ", "):
            continue
        if gap != ". " or (len(text.written[index]) > 1 and text.folded[index] not in _SHORTENED):
            return False
    return True


def _past_initial(
    index: int, counts: tuple[int, ...], text: Words, lexicon: Lexicon, before: list[Match]
) -> Match | None:
    """Return the person whose name stands at a word with an initial after it: "Joseph F. Dunford"."""
    beyond = index + 2
    for count in counts:
        last = beyond + count - 1
        if count > 1 and last <= len(text.folded) and _joined(text, index, last):
            entries = lexicon.entries(" ".join([text.folded[index], *text.folded[beyond:last]]))
            people = [e for e in entries if e.name is not None and e.name.actor.kind == "person"]
            match = _chosen(people, (index, *range(beyond, last)), text, lexicon, before) if people else None
            if match is not None:
                return match
    return None


def _chosen(
    entries: list[Entry], places: range | tuple[int, ...], text: Words, lexicon: Lexicon, before: list[Match]
) -> Match | None:
    """Return the match of the entries whose case and neighbours fit, None when none does."""
    written = [text.written[i] for i in places]
    fitting = [e for e in entries if _fits(e.shape, written)]
    if text.dotted and not text.dotted.isdisjoint(places):  # "R.I." is no Ri: an initialism means only itself
        fitting = [
            e for e in fitting if all(e.shape[n] == text.written[i] for n, i in enumerate(places) if i in text.dotted)
        ]
    if any(e.own for e in fitting):
        fitting = [e for e in fitting if e.own]
    first, last = places[0], places[-1] + 1
    if any(e.rule and e.rule != "blocked" for e in fitting):
        fitting = [e for e in fitting if not _belongs_elsewhere(e, first, last, text, lexicon, before)]
    if not fitting:
        return None
    if any(e.rule == "blocked" for e in fitting):
        return Match(first, last, [], [], [])
    return Match(
        first,
        last,
        _names(fitting, written),
        list({(t.role, t.country, t.organ): t for e in fitting if (t := e.title) is not None}.values()),
        [e.organ for e in fitting if e.organ is not None],
    )


def _names(entries: list[Entry], written: list[str]) -> list[Name]:
    """Return the names of entries, each actor once a way, metonyms before capitals ("Brussels" is the EU first).

    Of two surnames that transliteration makes one, that which is spelled as in the text is meant: Milley is no Milei.
    """
    names: dict[tuple[str, str], Name] = {}
    for entry in entries:
        if entry.name is not None:
            names.setdefault((entry.name.actor.id, entry.name.how), entry.name)
    if len(names) > 1 and all(name.how == "surname" for name in names.values()):
        exact = [name for name in names.values() if plain(name.text) == plain(" ".join(written))]
        return exact or list(names.values())
    return sorted(names.values(), key=lambda name: name.how == "capital") if len(names) > 1 else list(names.values())


def _fits(shape: tuple[str, ...], written: list[str]) -> bool:
    """Tell whether words have the case that a phrase asks for."""
    for asked, word in zip(shape, written, strict=True):
        if asked not in ("-", word) and not (asked == "A" and word[0].isupper()):
            return False
    return True


def _belongs_elsewhere(entry: Entry, first: int, last: int, text: Words, lexicon: Lexicon, before: list[Match]) -> bool:
    """Tell whether the words beside a name or title whose rule asks for it show that it is part of another name."""
    if not text.written[last - 1][0].isupper():
        return False
    if first > 0 and not (before and before[-1].last == first) and _taken_by_before(entry, first, text, lexicon):
        return True
    if last < len(text.written) and text.gap(last - 1) in _SPACES:
        word, folded = text.written[last], text.folded[last]
        wary = entry.rule == "wary" or (entry.rule == "surname" and text.folded[first] in lexicon.given_names)
        if not wary or not word[0].isupper() or folded in _OUTSIDE or text.seen_in_lower_case(last):
            return False
        counts = lexicon.capital.get(folded)
        return counts is None or _at(last, counts, text, lexicon, []) is None
    return False


def _taken_by_before(entry: Entry, first: int, text: Words, lexicon: Lexicon) -> bool:
    """Tell whether the word before a name is a first name of somebody else: a known one or, before a surname, any."""
    gap, word, folded = text.gap(first - 1), text.written[first - 1], text.folded[first - 1]
    if not word[0].isupper() or (gap not in _SPACES and gap != "-"):
        return False
    if gap == "-":
        return entry.rule == "surname"
    if folded in lexicon.given_names and folded not in _OUTSIDE:
        return True
    common = folded in _OUTSIDE or text.opens(first - 1) or text.seen_in_lower_case(first - 1)
    return entry.rule == "surname" and not common


def _with_adjective(index: int, text: Words, lexicon: Lexicon) -> Match | None:
    """Return the title that begins at a word and has a state inside: "Chief of the Russian General Staff"."""
    folded = text.folded
    if "of" not in folded[index + 1 : index + 3]:
        return None
    place = folded.index("of", index + 1) + 1
    if folded[place : place + 1] == ["the"]:
        place += 1
    for count in lexicon.capital.get(folded[place], ()) if place < len(folded) else ():
        written = text.written[place : place + count]
        entries = lexicon.entries(" ".join(folded[place : place + count]))
        names = [e.name for e in entries if e.name is not None and e.rule != "surname" and _fits(e.shape, written)]
        states = [n for n in names if n.actor.kind == "state" and n.how in ("name", "adjective")]
        if states:
            return _around(index, place, place + count, states[0].actor.id, text, lexicon)
    return None


def _around(index: int, place: int, after: int, country: str, text: Words, lexicon: Lexicon) -> Match | None:
    """Return the longest title made of the words before and after a state's name, as a title of that state."""
    folded = text.folded
    heads = (place, place - 1) if folded[place - 1] == "the" else (place,)  # "speaker of the ... parliament" has both
    for head, count in ((head, count) for head in heads for count in lexicon.capital[folded[index]]):
        last = after + count - (head - index)
        if not after < last <= len(folded) or not _joined(text, index, last):
            continue
        written = text.written[index:head] + text.written[after:last]
        for entry in lexicon.entries(" ".join(folded[index:head] + folded[after:last])):
            if entry.title is not None and _fits(entry.shape, written):
                words = text.text[text.starts[index] : text.ends[last - 1]]
                organ = entry.title.organ.replace("*", country) if entry.title.organ else None
                title = replace(entry.title, text=words, country=country, organ=organ)
                return Match(index, last, [], [title], [])
    return None
