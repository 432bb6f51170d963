from __future__ import annotations

import csv
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from detente.gazetteer import Gazetteer, phrases
from detente.gazetteer.tables import DATA, SpellRow, Tables, parted

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "data"
TABLES = Tables()
DATE = re.compile(r"|\d{4}(-\d{2}(-\d{2})?)?")
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.skipif(not FACTS.is_dir(), reason="the public facts that the tables are made of are not here")
def test_the_tables_are_what_the_script_makes_of_the_facts(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_gazetteer.py"
    subprocess.run([sys.executable, script, FACTS, "--out", tmp_path], check=True, capture_output=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert made == {name: (DATA / name).read_text(encoding="utf-8") for name in made}
    assert set(made) == {path.name for path in DATA.iterdir() if path.is_file()}


def test_the_stored_index_is_that_of_the_other_tables() -> None:
    rows = [
        *phrases.of_names(enumerate(TABLES.names)),
        *phrases.of_titles(TABLES.titles),
        *phrases.of_organ_kinds(TABLES.organ_kinds),
        *phrases.of_blocked(TABLES.blocked),
        *phrases.of_persons(TABLES.persons),
    ]
    assert phrases.packed(rows) == (TABLES.index, TABLES.first_words)
    again = [row for phrase, line in TABLES.index.items() for row in phrases.unpacked(phrase, line)]
    assert set(again) == {row._replace(text="") for row in rows}


def test_no_cell_holds_a_line_end() -> None:
    assert {row.id for row in TABLES.persons} == set(TABLES.person_lines)
    assert [SpellRow._make(parted(line)) for line in TABLES.spell_lines] == TABLES.spells


@pytest.mark.parametrize(
    "name",
    [
        "actors.csv",
        "names.csv",
        "outlets.csv",
        "persons.csv",
        "spells.csv",
        "titles.csv",
        "organ_kinds.csv",
        "blocked.csv",
    ],
)
def test_every_row_has_a_known_source_and_dates_in_order(name: str) -> None:
    for row in rows(name):
        assert row["source"], row
        assert set(row["source"].split("|")) <= set(TABLES.sources), row
        assert DATE.fullmatch(row["start"]), row
        assert DATE.fullmatch(row["end"]), row
        assert not row["start"] or not row["end"] or row["start"][: len(row["end"])] <= row["end"], row


def test_rows_point_at_rows_that_are_there() -> None:
    gazetteer = Gazetteer.load()
    people = {row.id for row in TABLES.persons}
    assert {row.person for row in TABLES.spells} == people
    assert all(gazetteer.actor(row.actor) for row in TABLES.names)
    assert all(gazetteer.actor(row.organ) for row in TABLES.spells if row.organ)
    assert all(gazetteer.actor(row.organ) for row in TABLES.titles if row.organ and "*" not in row.organ)
    codes = {row.country for row in TABLES.actors}
    assert {row.country for row in TABLES.spells} <= codes


def test_ids_are_unique_and_sectors_are_of_plover() -> None:
    ids = [row["id"] for name in ("actors.csv", "outlets.csv", "persons.csv") for row in rows(name)]
    assert len(ids) == len(set(ids))
    sectors = {row["sector"] for name in ("actors.csv", "titles.csv", "organ_kinds.csv") for row in rows(name)}
    assert sectors <= SECTORS | {""}


def test_the_tables_cover_what_they_should() -> None:
    kinds = [row.kind for row in TABLES.actors]
    states = {row.id for row in TABLES.actors if row.kind == "state"}
    assert len(states & {row["iso3"] for row in rows("hand/state_codes.csv")}) == 250
    assert {"XKX", "TWN", "PSE", "SUN", "YUG"} <= states
    assert kinds.count("organisation") >= 100
    assert kinds.count("organ") >= 400
    assert sum((row.end or "9") >= "2000" and bool(row.start or row.end) for row in TABLES.spells) >= 12_000
    assert len(TABLES.outlets) >= 80


MOST_NAMED = (
    "USA RUS UKR CHN GBR FRA DEU ISR IRN SYR TUR KOR PRK JPN IND PAK IRQ SAU EGY AFG POL ITA VEN CAN AUS QAT LBN "
    "BLR GEO"
).split()
YEARS = range(2014, 2026)


def test_the_most_named_states_have_their_leaders_and_ministers() -> None:
    gazetteer = Gazetteer.load()
    known = asked = 0
    for role in ("leader", "foreign_minister", "defence_minister"):
        for country in MOST_NAMED:
            for year in YEARS:
                asked += 1
                known += any(spell.start for spell in gazetteer.holders(role, country, f"{year}-06-15"))
    assert known / asked > 0.95, f"{known} of {asked}"


def test_the_tables_are_small_in_a_wheel() -> None:
    files = [path for path in DATA.rglob("*") if path.is_file()]
    assert sum(len(zlib.compress(path.read_bytes())) for path in files) < 3_000_000
