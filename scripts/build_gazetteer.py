"""Build the gazetteer's tables: ``python scripts/build_gazetteer.py FACTS [--out FOLDER]``.

FACTS is the folder of public facts (with ``actors/`` in it); the hand-kept lists stand beside the tables.
"""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from detente.gazetteer import phrases
from detente.gazetteer.tables import BlockedRow, NameRow, OrganKindRow, PersonRow, PhraseRow, TitleRow
from gazetteer_build import bodies, experts, institutions, naming, offices, people, places
from gazetteer_build.cells import read, table

DATA = Path(__file__).parents[1] / "src/detente/gazetteer/data"


def build(facts: Path, hand: Path) -> dict[str, str]:
    """Return the text of every table by file name."""
    rules = institutions.rules(hand) | {row["text"]: row["rule"] for row in read(hand / "name_rules.csv")}
    names = [*places.state_names(facts, hand), *bodies.names(hand), *institutions.names(hand)]
    persons = people.collect(
        [
            *offices.by_hand(hand),
            *offices.of_britain(facts),
            *offices.of_america(facts),
            *offices.of_congress(facts),
            *offices.of_wikidata(facts, hand),
            *offices.of_leaders(facts, hand),
            *offices.of_factbook(facts, hand),
            *offices.of_2019(facts, hand),
        ]
    )
    experts.add(persons, hand)
    taken = [*(row[1] for row in names), *(row["text"] for row in read(hand / "titles.csv"))]
    given = people.given_names(persons, read(hand / "given_names.csv"), taken)
    alone = naming.StandAlone(read(hand / "surname_rules.csv"), [*given, *(row[1] for row in names)])
    surnames = {row["person"]: row["surname"] for row in read(hand / "surnames.csv")}
    person_rows, spell_rows = people.tables(persons, alone, surnames)
    valid = ("start", "end", "source")
    tables = {
        "actors.csv": table(
            ("id", "name", "kind", "country", "sector", *valid),
            [*places.states(hand), *bodies.actors(hand), *institutions.actors(hand)],
        ),
        "names.csv": table(
            ("actor", "text", "how", "rule", *valid), [(*row[:3], rules.get(row[1], ""), *row[3:]) for row in names]
        ),
        "outlets.csv": table(("id", "name", "country", "ownership", "domains", *valid), bodies.outlets(hand)),
        "titles.csv": table(("text", "role", "country", "sector", "organ", "case", *valid), bodies.titles(hand)),
        "organ_kinds.csv": table(("text", "code", "name", "sector", *valid), bodies.organ_kinds(hand)),
        "blocked.csv": table(("text", *valid), bodies.blocked(hand)),
        "persons.csv": table(("id", "name", "surname", "alone", "aliases", *valid), person_rows),
        "spells.csv": table(("person", "country", "role", "title", "organ", *valid), spell_rows),
        "given_names.csv": table(("name",), [(name,) for name in given]),
        "members.csv": table(("organisation", "member", "status", *valid), bodies.members(hand)),
        "sources.csv": (hand / "sources.csv").read_text(encoding="utf-8"),
    }
    index, first_words = phrases.packed(phrases_of(tables))
    return tables | {"index.tsv": _lines(index), "first_words.tsv": _lines(first_words)}


def _lines(pairs: dict[str, str]) -> str:
    """Return a file's text: a line for each pair, a tab between its parts."""
    return "".join(f"{one}\t{other}\n" for one, other in pairs.items())


def phrases_of(tables: dict[str, str]) -> list[PhraseRow]:
    """Return the phrases of the text of the other tables."""

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(tables[name])))[1:]

    return [
        *phrases.of_names(enumerate(map(NameRow._make, rows("names.csv")))),
        *phrases.of_titles(map(TitleRow._make, rows("titles.csv"))),
        *phrases.of_organ_kinds(map(OrganKindRow._make, rows("organ_kinds.csv"))),
        *phrases.of_blocked(map(BlockedRow._make, rows("blocked.csv"))),
        *phrases.of_persons(map(PersonRow._make, rows("persons.csv"))),
    ]


def main() -> None:
    """Write the tables that differ from what stands there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="the folder of public facts")
    parser.add_argument("--out", type=Path, default=DATA, help="where the tables go (default: into the package)")
    given = parser.parse_args()
    for name, text in build(given.facts, DATA / "hand").items():
        path = given.out / name
        same = path.exists() and path.read_text(encoding="utf-8") == text
        if not same:
            path.write_text(text, encoding="utf-8")
        lines = text.count("\n") - name.endswith(".csv")
        print(f"{name}: {lines} rows{' (unchanged)' if same else ''}")


if __name__ == "__main__":
    main()
