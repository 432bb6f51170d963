"""Spells in office out of each source of facts, in one form."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer_build.cells import day_of_words, read
from gazetteer_build.roles import role_of

# Spells that ended before this year are left out of the large sources: reports before it are not read.
FIRST_YEAR = "1990"
# The same for offices whose role is read from their title alone.
FIRST_YEAR_OF_DERIVED = "2000"


@dataclass(frozen=True, slots=True)
class Office:
    """One person's time in one office, as one source has it; dates ISO 8601, empty when unknown."""

    person: str
    country: str
    role: str
    title: str
    organ: str
    start: str
    end: str
    source: str
    item: str = ""  # the Wikidata item, if the source names it
    aliases: tuple[str, ...] = field(default=())
    surname: str = ""  # where the source marks it
    derived: bool = False  # the role was read from the title, by no hand-kept list


def by_hand(hand: Path) -> Iterator[Office]:
    """Yield the hand-kept offices."""
    aliases: dict[tuple[str, str], list[str]] = {}
    for row in read(hand / "person_aliases.csv"):
        aliases.setdefault((row["person"], row["country"]), []).append(row["alias"])
    for row in read(hand / "offices.csv"):
        also = tuple(aliases.get((row["person"], row["country"]), ()))
        yield Office(**row, source="hand", aliases=also)


def of_wikidata(facts: Path, hand: Path) -> Iterator[Office]:
    """Yield the offices of Wikidata whose positions the hand-kept map gives a role."""
    roles = {row["position"]: row for row in read(hand / "wikidata_positions.csv")}
    for row in read(facts / "actors/wikidata_offices/offices_21c_all.csv"):
        position, country = row["position"], row["iso3"]
        known = roles.get(position)
        start, end = _iso(row["start"]), _iso(row["end"])
        if end and (
            end < FIRST_YEAR or end < start[: len(end)]
        ):  # before our time, or dates that contradict each other
            continue
        if _not_latin(row["person"]):
            continue
        if known and _holds_in(known["states"], country):
            organ = known["organ"].replace("*", country)
            place = organ.split(".")[0] if country == "IGO" else country
            role = known["role"]
        else:
            role, organ = role_of(position, country)
            place = organ.split(".")[0] if country == "IGO" else country
            if not role or not place or (end and end < FIRST_YEAR_OF_DERIVED):
                continue
        name = re.sub(r" of Spain$|,? Jr\.$| \(.*\)$", "", row["person"])
        yield Office(
            name, place, role, position, organ, start, end, "wikidata-2022", row["personID"], derived=not known
        )


def _holds_in(states: str, country: str) -> bool:
    """Tell whether a rule for the states of a list, or with "!" before it for all others, holds in a state."""
    return country not in states[1:].split() if states.startswith("!") else not states or country in states.split()


def _iso(day: str) -> str:
    """Return a date that is a year, a month or a day as it is, anything else ("2014s") as unknown."""
    return day if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", day) else ""


def _not_latin(name: str) -> bool:
    """Tell whether a label has letters of another script."""
    return any(ord(letter) > 0x24F and letter.isalpha() and not 0x1E00 <= ord(letter) < 0x1F00 for letter in name)


_BRITISH = {
    "Prime Minister": ("head_of_government", "GBR.PMO"),
    "Deputy Prime Minister": ("deputy_head_of_government", ""),
    "Secretary of State for Foreign and Commonwealth Affairs": ("foreign_minister", "GBR.MFA"),
    "Secretary of State for Foreign, Commonwealth and Development Affairs": ("foreign_minister", "GBR.MFA"),
    "Secretary of State for Defence": ("defence_minister", "GBR.MOD"),
    "Secretary of State for the Home Department": ("interior_minister", "GBR.MOI"),
    "Chancellor of the Exchequer": ("finance_minister", "GBR.MOF"),
}


def of_britain(facts: Path) -> Iterator[Office]:
    """Yield the ministers of the United Kingdom from the IfG Ministers Database."""
    folder = facts / "actors/uk_ifg_ministers"
    posts = {row["id"]: row["name"] for row in read(folder / "post.csv")}
    people: dict[str, list[dict[str, str]]] = {}
    for row in read(folder / "person.csv"):
        people.setdefault(row["id"], []).append(row)
    for row in read(folder / "appointment.csv"):
        title = posts[row["post_id"]]
        first_year = FIRST_YEAR if title in _BRITISH else FIRST_YEAR_OF_DERIVED
        role, organ = _BRITISH.get(title) or role_of(title, "GBR")
        if not role or (row["end_date"] and row["end_date"] < first_year):
            continue
        forms = people[row["person_id"]]
        names = [
            f["display_name"] for f in forms if (f["start_date"] or "0") <= row["start_date"] < (f["end_date"] or "9")
        ] or [forms[0]["display_name"]]
        others = tuple(f["display_name"] for f in forms if f["display_name"] != names[0])
        yield Office(
            names[0],
            "GBR",
            role,
            title,
            organ,
            row["start_date"],
            row["end_date"] if row["end_date"] > row["start_date"] else "",
            "ifg-2026",
            aliases=others,
            derived=title not in _BRITISH,
        )


def of_america(facts: Path) -> Iterator[Office]:
    """Yield presidents and vice presidents of the United States (the file's few lines of YAML are read as lines)."""
    text = (facts / "actors/us_congress_legislators/executive.yaml").read_text(encoding="utf-8")
    for block in re.split(r"^- id:\n", text, flags=re.MULTILINE)[1:]:
        cells = dict(re.findall(r"^ +(first|middle|last|nickname|wikidata): (.+)$", block, flags=re.MULTILINE))
        terms = re.findall(r"type: (\w+)\n +start: '([\d-]+)'\n +end: '([\d-]+)'", block)
        for kind, start, end in terms:
            if end < FIRST_YEAR:
                continue
            role, title = {
                "prez": ("head_of_state", "President"),
                "viceprez": ("deputy_head_of_state", "Vice President"),
            }[kind]
            given = cells.get("nickname") or " ".join(filter(None, (cells["first"], cells.get("middle"))))
            name = f"{given} {cells['last']}"
            done = "" if end > "2026-06-15" else end
            yield Office(name, "USA", role, title, "", start, done, "us-executives-2026", cells.get("wikidata", ""))


_CHAMBERS = {"rep": ("representative", "Representative", "USA.HOUSE"), "sen": ("senator", "Senator", "USA.SENATE")}


def of_congress(facts: Path) -> Iterator[Office]:
    """Yield the time in Congress of its members of June 2026, terms that follow each other as one."""
    text = (facts / "actors/us_congress_legislators/legislators-current.yaml").read_text(encoding="utf-8")
    for block in re.split(r"^- id:\n", text, flags=re.MULTILINE)[1:]:
        cells = dict(re.findall(r"^ +(first|middle|last|nickname|official_full|wikidata): (.+)$", block, re.MULTILINE))
        cells = {field: value.strip("'\"") for field, value in cells.items()}
        usual = f"{cells.get('nickname') or cells['first']} {cells['last']}"
        aliases = tuple(dict.fromkeys((f"{cells['first']} {cells['last']}", cells.get("official_full", usual))))
        spells: list[tuple[str, str, str]] = []
        terms = block.partition("  terms:\n")[2].partition("leadership_roles:")[0]
        for kind, start, end in re.findall(r"type: (\w+)\n +start: '([\d-]+)'\n +end: '([\d-]+)'", terms):
            if spells and spells[-1][0] == kind and _year(start) - _year(spells[-1][2]) <= 0:
                spells[-1] = (kind, spells[-1][1], end)
            else:
                spells.append((kind, start, end))
        for kind, start, end in spells:
            role, title, organ = _CHAMBERS[kind]
            done = "" if end > _CONGRESS_AS_OF else end
            item = cells.get("wikidata", "")
            yield Office(
                usual, "USA", role, title, organ, start, done, "us-legislators-2026", item, aliases, derived=True
            )


# The day of the file of members of Congress.
_CONGRESS_AS_OF = "2026-06-15"


def _year(day: str) -> int:
    """Return the year of a day."""
    return int(day[:4])


def of_leaders(facts: Path, hand: Path) -> Iterator[Office]:
    """Yield the heads of state and government of G20 and ASEAN members as of August 2026."""
    iso3 = {row["iso2"]: row["iso3"] for row in read(hand / "state_codes.csv")}
    for region in ("asean", "g20"):
        for row in read(facts / f"actors/world_leaders_current/data_by-region_{region}_leaders.csv"):
            country = row["ISO"] if row["ISO"] in iso3.values() else iso3.get(row["ISO"], "")
            for role, short in (("head_of_government", "HoG"), ("head_of_state", "HoS")):
                name = row["Head of Government" if short == "HoG" else "Head of State"]
                title = row[f"{short} Title"]
                presidential = short == "HoG" and "President" in title
                if country and name and not presidential and not (short == "HoS" and "Monarch" in title):
                    yield Office(name, country, role, title, "", row[f"{short} Since"], "", "leaders-2026")


_TITLE_WORDS = frozenset(
    "president prime minister king queen emir amir sultan chancellor premier acting interim transition transitional "
    "caretaker grand duke prince princess emperor captain regent co-prince pope supreme leader federal taoiseach dr. "
    "mr. mrs. ms. col. gen. sr. capt. chairman chairperson of the state council sovereign cabinet ministers and "
    "affairs commission foreign gnu cnsp".split()
)


# Heads of several states at once, and the state that the press means by them.
_HOMES = {"CHARLES III": "uk", "MACRON": "fr"}


def _elsewhere(gec: str, name: str) -> bool:
    """Return whether a person heads this state only beside the one that they are known for."""
    return any(home != gec for surname, home in _HOMES.items() if surname in name)


def of_factbook(facts: Path, hand: Path) -> Iterator[Office]:
    """Yield chiefs of state and heads of government as the Factbook of May 2026 names them."""
    iso3 = {row["gec"]: row["iso3"] for row in read(hand / "state_codes.csv") if row["independent"] == "yes"}
    roles = {"chief of state": "head_of_state", "head of government": "head_of_government"}
    for row in read(facts / "actors/country_names/factbook_executives.csv"):
        found = re.match(r"([^(;,]+) \(since ([^)]+)\)", row["text"])
        if row["gec"] not in iso3 or not found or _elsewhere(row["gec"], found[1]):
            continue
        words = found[1].split()
        count = next((i for i, w in enumerate(words) if w.lower() not in _TITLE_WORDS), len(words))
        title, name = " ".join(words[:count]), _written(words[count:])
        role = roles[row["role"]]
        if title and name and not (role == "head_of_government" and "President" in title):
            since = day_of_words(found[2])
            yield Office(
                name, iso3[row["gec"]], role, title, "", since, "", "factbook-2026", surname=_in_capitals(words[count:])
            )


def _written(words: list[str]) -> str:
    """Return a name whose surname is in capitals as it is usually written; empty when no word is in capitals."""
    if not any(len(w) > 1 and w.isupper() for w in words):
        return ""
    plain = [w for w in words if not re.fullmatch(r"[\"“(].*[\"”)]", w)]
    return " ".join("-".join(_capital(part) for part in w.split("-")) for w in plain)


def _in_capitals(words: list[str]) -> str:
    """Return the part of a name that is in capitals, as it is usually written."""
    marked = [w for w in words if w.isupper() and len(w) > 1 and not re.fullmatch(r"[IVX]+", w)]
    return " ".join("-".join(_capital(part) for part in w.split("-")) for w in marked)


def _capital(word: str) -> str:
    """Return a word in capitals as it is usually written; an initial and a ruler's number stay."""
    return word.capitalize() if word.isupper() and len(word) > 1 and not re.fullmatch(r"[IVX]+", word) else word


_IN_2019 = (
    (r"(?:Acting )?President|King|Emir|Sultan|Queen|Amir|Emperor|Grand Duke", "head_of_state", ""),
    (r"(?:Acting )?Prime Minister|(?:Federal )?Chancellor|Premier", "head_of_government", ""),
    (r"(?:First )?Vice President", "deputy_head_of_state", ""),
    (r"(?:First )?Deputy Prime Minister", "deputy_head_of_government", ""),
    (
        r"(?:Federal )?Minister (?:of|for) (?:Foreign|External) (?:Affairs|Relations)(?: & .*)?",
        "foreign_minister",
        "MFA",
    ),
    (r"Minister (?:of|for) (?:National )?Defen[sc]e(?: & .*)?", "defence_minister", "MOD"),
    (r"Minister (?:of|for) (?:the )?(?:Interior|Internal Affairs|Home Affairs)(?: & .*)?", "interior_minister", "MOI"),
    (r"Minister (?:of|for) (?:Economy & )?Finance(?: & .*)?", "finance_minister", "MOF"),
    (r"Permanent Representative to the UN, New York", "un_ambassador", "UN"),
    (r"Ambassador to the US", "ambassador", ""),
)
# Roles that the 2019 list has too many of to be told apart without dates.
_VAGUE = frozenset({"minister", "deputy_minister", "health_minister", "aide", "governor"})
_ONTOLOGY = "http://williamrobertfunk.com/ontologies/"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def of_2019(facts: Path, hand: Path) -> Iterator[Office]:
    """Yield the main offices of the CIA's World Leaders of June 2019; it has no dates."""
    codes = read(hand / "state_codes.csv")
    with zipfile.ZipFile(facts / "actors/cia_world_leaders_2019/json.zip") as archive:
        offices = json.loads(archive.read("dist/json/government-offices.json"))
        countries = json.loads(archive.read("dist/json/countries.json"))
    iso3 = {row["gec"]: row["iso3"] for row in codes if row["independent"] == "yes"}
    gec_of = {
        c[_LABEL]: c["datatypeProperties"].get("http://williamrobertfunk.com/ontologies/country#countryCodeGEC", "")
        for c in countries.values()
    }
    for office in offices.values():
        title = office["datatypeProperties"].get(_ONTOLOGY + "world-leaders#title", "")
        role, organ = next(((r, o) for pattern, r, o in _IN_2019 if re.fullmatch(pattern, title)), ("", ""))
        derived = not role
        parts = [(key, value[_LABEL]) for links in office["objectProperties"] for key, value in links.items()]
        country = next((iso3.get(gec_of.get(v, ""), "") for k, v in parts if k.endswith("hasCountry")), "")
        holders = [v for k, v in parts if k.endswith("hasGovernmentOfficial")]
        if derived and country:
            role, organ = role_of(_spelled_out(title), country)
            organ = organ.partition(".")[2]
            role = "" if role in _VAGUE else role
        for holder in holders if role and country else ():
            words = re.sub(r",.*| \(.*", "", holder).split()
            name = _written(words)
            place = organ if organ in ("", "UN") else f"{country}.{organ}"
            if name and not (country == "GBR" and role == "head_of_state"):
                yield Office(
                    name,
                    country,
                    role,
                    _spelled_out(title),
                    place,
                    "",
                    "",
                    "cia-2019",
                    surname=_in_capitals(words),
                    derived=derived,
                )


def _spelled_out(title: str) -> str:
    """Return a title of the 2019 list without its shortenings."""
    return (
        title.replace(" & ", " and ")
        .replace("the UN, New York", "the United Nations")
        .replace("the US", "the United States")
    )
