"""Amounts: figures with their units and roles, what is left out, and what holds for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.amount_units import singular
from detente.language.amounts import quantities
from detente.language.numerals import spelled

Read = tuple[float, str, str | None, str]
READ: list[tuple[str, list[Read]]] = [
    # money
    ("The fund holds 100 million dollars.", [(1e8, "USD", None, "100 million dollars")]),
    ("It paid $1.5bn and €40m.", [(1.5e9, "USD", None, "$1.5bn"), (4e7, "EUR", None, "€40m")]),
    ("A loan of 3 billion euros was signed.", [(3e9, "EUR", None, "3 billion euros")]),
    ("The $60-billion package passed.", [(6e10, "USD", None, "$60-billion")]),
    ("A 100-million-dollar deal fell through.", [(1e8, "USD", None, "100-million-dollar")]),
    (
        "Gas worth 2 trillion rubles, 5 million Swiss francs.",
        [(2e12, "RUB", None, "2 trillion rubles"), (5e6, "CHF", None, "5 million Swiss francs")],
    ),
    ("It cost half a billion dollars.", [(5e8, "USD", None, "half a billion dollars")]),
    ("It cost RUB 500m or USD 7 million.", [(5e8, "RUB", None, "RUB 500m"), (7e6, "USD", None, "USD 7 million")]),
    ("London froze 3 million pounds.", [(3e6, "GBP", None, "3 million pounds")]),
    ("They found 20 pounds of explosives.", [(20, "pound", None, "20 pounds")]),
    # from and to
    (
        "Holdings fell from US$96.1 billion to US$14.9 billion.",
        [(96.1e9, "USD", "from", "US$96.1 billion"), (14.9e9, "USD", "to", "US$14.9 billion")],
    ),
    (
        "Sales rose to $5 billion from $3 billion.",
        [(5e9, "USD", "to", "$5 billion"), (3e9, "USD", "from", "$3 billion")],
    ),
    (
        "Aid fell from $9 million in March to $4 million in May.",
        [(9e6, "USD", "from", "$9 million"), (4e6, "USD", "to", "$4 million")],
    ),
    ("It grew from 5 to 10 percent.", [(5, "percent", "from", "5"), (10, "percent", "to", "10 percent")]),
    ("Between 50 and 60 ships took part.", [(50, "ship", "at least", "50"), (60, "ship", "up to", "60 ships")]),
    ("They need 10-12 aircraft.", [(10, "aircraft", "at least", "10"), (12, "aircraft", "up to", "12 aircraft")]),
    ("It costs $1-2 billion.", [(1e9, "USD", "at least", "$1"), (2e9, "USD", "up to", "2 billion")]),
    # people
    ("Expelled 60 diplomats.", [(60, "diplomat", None, "60 diplomats")]),
    ("Britain sent home 23 Russian diplomats.", [(23, "diplomat", None, "23 Russian diplomats")]),
    ("Will 120 thousand American soldiers do?", [(120_000, "soldier", None, "120 thousand American soldiers")]),
    (
        "It holds 24 sailors and two Canadians.",
        [(24, "sailor", None, "24 sailors"), (2, "canadian", None, "two Canadians")],
    ),
    ("Twenty-four sailors were freed.", [(24, "sailor", None, "Twenty-four sailors")]),
    ("Two hundred and five officials are listed.", [(205, "official", None, "Two hundred and five officials")]),
    ("There are 13 US service members there.", [(13, "member", None, "13 US service members")]),
    ("It will send 500 million more doses.", [(5e8, "dose", None, "500 million more doses")]),
    (
        "He met 1,500 people, 12 women and 30 children.",
        [(1500, "person", None, "1,500 people"), (12, "woman", None, "12 women"), (30, "child", None, "30 children")],
    ),
    ("The first 20 of its diplomats left.", [(20, "diplomat", None, "20 of its diplomats")]),
    ("At least 13 were killed and 40 wounded.", [(13, "person", "at least", "13"), (40, "person", None, "40")]),
    ("The blast killed 12.", [(12, "person", None, "12")]),
    ("One soldier was shot.", [(1, "soldier", None, "One soldier")]),
    (
        "A dozen men and two dozen boats came.",
        [(12, "man", None, "A dozen men"), (24, "boat", None, "two dozen boats")],
    ),
    ("The crowd counted 2017 people.", [(2017, "person", None, "2017 people")]),
    ("In Moscow 60 diplomats packed.", [(60, "diplomat", None, "60 diplomats")]),
    # things
    (
        "They seized three vessels, 40 tanks and six ballistic missiles.",
        [
            (3, "vessel", None, "three vessels"),
            (40, "tank", None, "40 tanks"),
            (6, "missile", None, "six ballistic missiles"),
        ],
    ),
    ("Ankara bought four S-400 systems.", [(4, "system", None, "four S-400 systems")]),
    ("The EU has three sanctions packages.", [(3, "package", None, "three sanctions packages")]),
    ("Both houses voted, 98 votes to 2.", [(98, "vote", None, "98 votes")]),
    # percent and measures
    (
        "Turnout fell 19 percent, or 5 %, by 2.5 percentage points.",
        [
            (19, "percent", None, "19 percent"),
            (5, "percent", None, "5 %"),
            (2.5, "percentage point", None, "2.5 percentage points"),
        ],
    ),
    (
        "It flies 500 km, or 5,500 kilometers.",
        [(500, "kilometre", None, "500 km"), (5500, "kilometre", None, "5,500 kilometers")],
    ),
    ("The deal lasts six months.", [(6, "month", None, "six months")]),
    ("He began a two-day visit, 48 hours late.", [(2, "day", None, "two-day"), (48, "hour", None, "48 hours")]),
    # limits
    (
        "Some 100 troops and more than 100 officers came.",
        [(100, "troop", "about", "100 troops"), (100, "officer", "more than", "100 officers")],
    ),
    ("Up to 90,000 soldiers stand there.", [(90_000, "soldier", "up to", "90,000 soldiers")]),
    (
        "At least 13 civilians and fewer than 5 guards died.",
        [(13, "civilian", "at least", "13 civilians"), (5, "guard", "less than", "5 guards")],
    ),
    ("Nearly 40 states agree.", [(40, "state", "about", "40 states")]),
    ("As many as 20 ships turned.", [(20, "ship", "up to", "20 ships")]),
    ("It massed up to 90,000 along the border.", [(90_000, "", "up to", "90,000")]),
    ("The figure was revised up to 371,000.", []),
]

LEFT_OUT = [
    "The SS-27 and the RS-24 can be fitted to Boeing 737 planes.",
    "G20 leaders, P5+1 countries and Five Eyes partners met.",
    "Nord Stream 2 pipes; Channel One viewers; Article 5 members; Resolution 2202.",
    "On 9 May, on May 3, on 10-12 January and in 2014 Russian soldiers came.",
    "At 10:00 GMT, 5 p.m. and 7 o'clock.",
    "A 45-year-old man, aged 45, is 30 years old.",
    "Dozens of ships, hundreds of men, several hundred officers, a few thousand soldiers, tens of thousands of people.",
    "The 20th anniversary of the third round in the 1990s.",
    "It left two days ago, three weeks later, in the last three years, two weeks' time.",
    "A two-thirds majority won 2-1 in six-party talks of ten-point plans.",
    "One of the ships, one more, one day, no one.",
    "The two countries agreed, and the three leaders of these two states left.",
    "He lives at 10 Downing Street, reads 24/7 and is five times richer.",
    "The score was 3:16 and the ratio 1/3.",
    "COVID-19 cases and the flight 752 victims.",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_figure_is_read_with_its_unit_and_role(text: str, expected: list[Read]) -> None:
    assert [(q.value, q.unit, q.role, q.text) for q in quantities(text)] == expected


@pytest.mark.parametrize("text", LEFT_OUT)
def test_vague_amounts_names_dates_and_ages_are_left_out(text: str) -> None:
    assert quantities(text) == []


def test_spans_index_the_body_that_the_text_stands_in() -> None:
    body = "A first line.\nBritain sent home 23 Russian diplomats."
    (found,) = quantities(body[14:], offset=14)
    assert body[slice(*found.span)] == found.text == "23 Russian diplomats"


def test_numbers_in_words_have_their_value() -> None:
    assert spelled("two thousand five hundred") == 2500
    assert spelled("nine hundred ninety-nine thousand") == 999_000
    assert spelled("a million") == 1_000_000
    assert spelled("a handful") is None


def test_plurals_have_their_singular() -> None:
    pairs = {"embassies": "embassy", "losses": "loss", "servicemen": "serviceman", "houses": "house", "Iraqis": "iraqi"}
    assert {plural: singular(plural) for plural in pairs} == pairs
    assert [singular(word) for word in ("US", "various", "crisis", "soldier", "times")] == [None] * 5


PIECES = (
    "5|1,500|3.7|2014|twenty-four|two|a|half a|hundred|million|dozen|bn|m|%|$|US$|€|from|to|between|and|-|more than"
    "|up to|diplomats|Russian|ships|of|its|dollars|pounds|killed|percent|May|Article|thouſand|mİllion|-day|km|.|’s"
).split("|")
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


def test_every_example_of_the_page_is_read_as_it_says() -> None:
    page = (Path(__file__).parents[2] / "docs/dates.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")
    ]
    assert len(rows) >= 10
    for texts, values, units, roles in (row for row in rows if len(row) == 4):
        found = quantities(texts.replace("`, `", "; ").strip("`"))
        assert [q.value for q in found] == [float(value) for value in values.split(" and ")], texts
        names = units.split(", ")
        assert [q.unit or "(none)" for q in found] == names * (len(found) // len(names)), texts
        assert ", ".join(q.role for q in found if q.role) == roles, texts


@given(TEXTS, st.integers(0, 1000))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_ordered_spans_of_itself_and_positive_values(text: str, offset: int) -> None:
    end = offset
    for found in quantities(text, offset):
        start, stop = found.span
        assert end <= start < stop
        assert text[start - offset : stop - offset] == found.text
        assert found.value > 0
        end = stop


@pytest.mark.parametrize("piece", ["one ", "two hundred ", "5 ", "from 5 to ", "$5bn ", "a dozen ", "5 a b c d "])
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        start = time.process_time()
        quantities(text)
        return time.process_time() - start

    cost(10)  # compiles the patterns
    short, long = min(cost(300) for _ in range(3)), min(cost(1200) for _ in range(3))
    # Quadratic cost would give 16; the rest is room for a busy machine.
    assert long < 9 * short + 0.05
