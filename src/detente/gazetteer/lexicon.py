"""Everything that a text can be searched for, as one tree of words: names, titles, nouns for organs, blocked phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from detente.gazetteer.model import Name, Title
from detente.gazetteer.people import People
from detente.gazetteer.roster import Roster
from detente.gazetteer.spelling import fold, words
from detente.gazetteer.tables import OrganKindRow, Tables

# A node maps a folded word to the next node; the phrases that end at it hang under the empty word.
Node = dict[str, "Node | list[Entry]"]


class Entry(NamedTuple):
    """A phrase of the tree.

    ``shape`` says per word what the text must have: the word itself (initialisms), "A" for a capital, "" for any case.
    ``make`` gives the name when it is first met: most are never met.
    """

    shape: tuple[str, ...]
    rule: str  # "", "wary", "surname" or "blocked"
    make: Callable[[], Name] | None
    title: Title | None
    organ: OrganKindRow | None
    own: bool  # the user's: it hides ours


def shape(written: list[str], *, loose: bool = False) -> tuple[str, ...]:
    """Return what case each word must have: capitals stay capitals, a capital at the front stays one.

    With ``loose`` (titles, nouns) only initialisms bind.
    """
    out = []
    for word in written:
        if word.isupper() and len(word) > 1:
            out.append(word)
        else:
            out.append("A" if word[0].isupper() and not loose else "")
    return tuple(out)


def tree(tables: Tables, roster: Roster, people: People) -> Node:
    """Return the tree of all phrases."""
    root: Node = {}
    for text, entry in _entries(tables, roster, people):
        written = words(text)
        if not written:
            continue
        node = root
        for word in written:
            node = node.setdefault(fold(word), {})  # type: ignore[assignment]  # only the empty word holds a list
        node.setdefault("", []).append(entry)  # type: ignore[union-attr]  # and the empty word always does
    return root


def _entries(tables: Tables, roster: Roster, people: People) -> Iterator[tuple[str, Entry]]:
    """Yield every phrase with its entry, blocked phrases and the user's own rows among them."""
    for number, row in enumerate(tables.names):
        if row.rule != "never":
            make = roster.maker(number)
            own = number in tables.own_names
            yield row.text, Entry(shape(words(row.text)), row.rule, make, None, None, own)
    for title in tables.titles:
        written = words(title.text)
        form = shape(written) if title.case == "capital" else shape(written, loose=True)
        meant = Title(
            text=title.text,
            role=title.role,
            country=title.country or None,
            sector=title.sector,
            organ=title.organ or None,
        )
        yield title.text, Entry(form, "", None, meant, None, False)
    for kind in tables.organ_kinds:
        if kind.code:
            yield kind.text, Entry(shape(words(kind.text), loose=True), "", None, None, kind, False)
    for blocked in tables.blocked:
        yield blocked.text, Entry(shape(words(blocked.text)), "blocked", None, None, None, False)
    for text, make, alone, own in people.phrases():
        yield text, Entry(shape(words(text)), "surname" if alone else "", make, None, None, own)
