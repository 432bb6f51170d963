"""The phrases that a text is searched for, written out of the tables and stored as an index, which makes loading quick."""

from __future__ import annotations

import re
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
        loose = {key(text) for text in full_names(row) if re.search(r"-[a-z]", text)}
        for folded, text in person_texts(row).items():
            form = shape(text)
            if folded in loose:  # "Kim Jong-un" and "Kim Jong Un": the last syllable may have a small letter
                form = f"{form[:-1]}-" if form[-1] == "A" else form
            yield PhraseRow(folded, form, _person_rule(folded), "person", row.id, text)


def person_texts(row: PersonRow) -> dict[str, str]:
    """Return what texts call a person, by folded key: the spelling given first stands for all of one key."""
    names = full_names(row)
    forms = dict.fromkeys(names) if row.alone else {text: None for text in names if text != row.name or " " in text}
    if row.alone:
        forms |= dict.fromkeys(row.surname.split("|"))
    texts: dict[str, str] = {}
    for text in forms:
        texts.setdefault(key(text), text)
    return texts


def full_names(row: PersonRow) -> list[str]:
    """Return the full names of a person: as written, the aliases, and what rules make of them.

    The rules: the first word with the surname ("Jose Barroso" for one with more names), a name without its article
    ("Bashar Assad"), an apostrophe dropped ("Sanaa" for "Sana'a"), a surname written first set last ("Jinping Xi"), and
    two given syllables in one ("Kim Jongun").
    """
    names = [row.name, *filter(None, row.aliases.split("|"))]
    first, forms = row.name.split()[0], row.surname.split("|") if row.surname else []
    for form in forms:
        if row.name.endswith(f" {form}"):
            names.append(f"{first} {form}")
        elif row.name.startswith(f"{form} "):
            names += _surname_first(form, row.name.removeprefix(f"{form} "))
    names += [text.replace(mark, "") for text in names for mark in "'’" if mark in text]
    names += [bare for text in names if (bare := _ARTICLE.sub(" ", text)) != text and " " in bare]
    return list(dict.fromkeys(names))


# The Arabic article inside a name.
_ARTICLE = re.compile(r" (?:al|el|as|ash|an|ar)[- ](?=[A-Z])", re.IGNORECASE)


def _surname_first(surname: str, given: str) -> list[str]:
    """Return a name that begins with its surname the other way round, and with the syllables of its given name joined."""
    syllables = given.replace("-", " ").split()
    orders = [f"{given} {surname}"]
    if len(syllables) == 2:
        joined = syllables[0] + syllables[1].lower()
        orders += [f"{surname} {joined}", f"{joined} {surname}", f"{surname} {syllables[0]}-{syllables[1].lower()}"]
    return orders


def _person_rule(phrase: str) -> str:
    """Return the rule for a person's phrase: that for surnames where it is one word."""
    return "" if " " in phrase else "surname"


def packed(rows: Iterable[PhraseRow]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the two tables of the index: every phrase with its meanings, parted by tabs, and their first words.

    A meaning is "kind|ref|rule|shape"; only the id where it is a person whose words all begin with a capital. A first
    word has the numbers of words of its phrases, the longest first; after a "|" those that may begin in lower case.
    """
    meanings: dict[str, list[str]] = {}
    firsts: dict[str, tuple[set[int], set[int]]] = {}
    for row in rows:
        usual = row.kind == "person" and set(row.shape) <= {"A", " "} and row.rule == _person_rule(row.phrase)
        meaning = row.ref if usual else f"{row.kind}|{row.ref}|{row.rule}|{row.shape}"
        meanings.setdefault(row.phrase, []).append(meaning)
        if row.rule != "never":
            first, count = row.phrase.partition(" ")[0], row.phrase.count(" ") + 1
            capital, lower = firsts.setdefault(first, (set(), set()))
            capital.add(count)
            if row.shape[0] == "-":
                lower.add(count)
    return (
        {phrase: "\t".join(dict.fromkeys(refs)) for phrase, refs in meanings.items()},
        {first: "|".join(map(_counts, both)) for first, both in firsts.items()},
    )


def unpacked(phrase: str, line: str) -> list[PhraseRow]:
    """Return the meanings of a phrase of the index; their text is left empty, since their rows have it."""
    rows = []
    for meaning in line.split("\t"):
        kind, bar, rest = meaning.partition("|")
        if bar:
            ref, rule, form = rest.split("|")
            rows.append(PhraseRow(phrase, form, rule, kind, ref, ""))
        else:
            form = " ".join("A" for _ in phrase.split(" "))
            rows.append(PhraseRow(phrase, form, _person_rule(phrase), "person", meaning, ""))
    return rows


def _counts(numbers: set[int]) -> str:
    """Return numbers of words as text, the longest first."""
    return " ".join(str(number) for number in sorted(numbers, reverse=True))


def shape(text: str, *, loose: bool = False) -> str:
    """Return what case each word of a text must have, one space between.

    An initialism must be written so, "A" asks for a capital at the front, "-" for nothing. With ``loose`` (titles and
    nouns) only initialisms bind.
    """
    written = words(text)
    return " ".join(w if w.isupper() and len(w) > 1 else "A" if w[0].isupper() and not loose else "-" for w in written)
