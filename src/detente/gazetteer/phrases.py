"""The phrases that a text is searched for, written out of the tables and stored, which makes loading quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.gazetteer.spelling import key, words
from detente.gazetteer.tables import BlockedRow, NameRow, OrganKindRow, PersonRow, PhraseRow, TitleRow


def of_names(rows: Iterable[tuple[int, NameRow]]) -> Iterator[PhraseRow]:
    """Yield the phrases of numbered rows of names."""
    for number, row in rows:
        yield PhraseRow(key(row.text), shape(row.text), row.rule, "name", str(number), row.text)


def of_titles(rows: Iterable[TitleRow]) -> Iterator[PhraseRow]:
    """Yield the phrases of titles."""
    for number, row in enumerate(rows):
        form = shape(row.text, loose=row.case == "any")
        rule = "title" if " " not in row.text else ""
        yield PhraseRow(key(row.text), form, rule, "title", str(number), row.text)


def of_organ_kinds(rows: Iterable[OrganKindRow]) -> Iterator[PhraseRow]:
    """Yield the phrases of nouns that make an organ beside a state's name; spellings with one key once."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row.code and key(row.text) not in seen:
            seen.add(key(row.text))
            yield PhraseRow(key(row.text), shape(row.text, loose=True), "", "organ", str(number), row.text)


def of_blocked(rows: Iterable[BlockedRow]) -> Iterator[PhraseRow]:
    """Yield the phrases that name no actor."""
    for row in rows:
        yield PhraseRow(key(row.text), shape(row.text), "blocked", "blocked", "", row.text)


def of_persons(rows: Iterable[PersonRow]) -> Iterator[PhraseRow]:
    """Yield what texts call persons: full names and, where they may stand alone, surnames."""
    for row in rows:
        names = full_names(row)
        forms = dict.fromkeys((key(text), text) for text in names if row.alone or text != row.name or " " in text)
        if row.alone:
            forms |= dict.fromkeys((key(text), text) for text in row.surname.split("|"))
        for folded, text in forms:
            rule = "" if " " in folded else "surname"
            yield PhraseRow(folded, shape(text), rule, "person", row.id, text)


def full_names(row: PersonRow) -> list[str]:
    """Return the full names of a person: as written, the aliases, and the first word with a telling surname."""
    names = [row.name, *filter(None, row.aliases.split("|"))]
    first = row.name.split()[0]
    if row.alone and row.name.count(" ") > 1:
        names += [f"{first} {form}" for form in row.surname.split("|") if row.name.endswith(form)]
    return list(dict.fromkeys(names))


def shape(text: str, *, loose: bool = False) -> str:
    """Return what case each word of a text must have, one space between.

    An initialism must be written so, "A" asks for a capital at the front, "-" for nothing. With ``loose`` (titles and
    nouns) only initialisms bind.
    """
    written = words(text)
    return " ".join(w if w.isupper() and len(w) > 1 else "A" if w[0].isupper() and not loose else "-" for w in written)
