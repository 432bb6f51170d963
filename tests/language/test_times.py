"""Times: the golden expressions, what holds for any text, and the cost of reading them."""

from __future__ import annotations

import json
import re
import time
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.times import dates, resolve
from detente.records import Date, Published

ROOT = Path(__file__).parents[2]
GOLDEN = [json.loads(line) for line in (ROOT / "tests/golden/times.jsonl").read_text("utf-8").splitlines()]
THURSDAY = Published(start="2017-02-16", end="2017-02-16", precision="day", known_from="meta")
UNKNOWN = Published()
# Wordings and joints that rules are made of, so that made-up texts meet many of them.
Case = dict[str, Any]
PIECES = (
    "last|this|next|the|on|in|from|to|until|between|and|since|by|early|mid-|Monday|Thursday,|May|March 3|9 May|2014"
    "|2014-18|week|year|months|ago|later|two|20|31|10:00 GMT|3 p.m.|noon|the end of|first quarter of|spring|1990s|will"
    "|century|said|was|16/02/2017|2017-02-31|99|9999|days|after|ſpring|laſt|thİs|-|."
).split("|")
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
DAYS = st.dates().map(lambda d: Published(start=d.isoformat(), end=d.isoformat(), precision="day"))
PUBLISHED = st.one_of(st.just(UNKNOWN), st.just(THURSDAY), DAYS)


def published(text: str | None) -> Published:
    """A publication date from "2017-02-16", "2017-02" or nothing."""
    if text is None:
        return UNKNOWN
    if len(text) == 7:
        last = monthrange(int(text[:4]), int(text[5:]))[1]
        return Published(start=f"{text}-01", end=f"{text}-{last}", precision="month")
    return Published(start=text, end=text, precision="day")


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['published']} {case['text']}")
def test_every_golden_sentence_is_read_right(case: Case) -> None:
    found = [
        {"span": list(span), "text": d.text, "from": d.start, "to": d.end, "precision": d.precision}
        for span, d in dates(case["text"], published(case["published"]))
    ]
    assert found == case["dates"]


def test_the_golden_set_is_large_and_has_refusals() -> None:
    expressions = [expected for case in GOLDEN for expected in case["dates"]]
    assert len(expressions) >= 250
    assert sum(expected["precision"] == "unknown" for expected in expressions) >= 30
    assert sum(not case["dates"] for case in GOLDEN) >= 30


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['published']} {case['text']}")
def test_without_a_publication_date_only_what_the_words_settle_is_resolved(case: Case) -> None:
    for _, found in dates(case["text"], UNKNOWN):
        if found.start or found.end:
            named = re.findall(r"\d{2,4}|Sept\. 11|nineteenth|Jan\. 6", found.text)
            assert named, found


def test_the_reader_of_events_can_say_the_tense() -> None:
    assert resolve("Monday", THURSDAY) == Date(start="2017-02-13", end="2017-02-13", precision="day", text="Monday")
    assert resolve("Monday", THURSDAY, future=True).start == "2017-02-20"
    assert resolve("November", THURSDAY, future=False).start == "2016-11-01"
    assert resolve("September", THURSDAY, future=True).start == "2017-09-01"


def test_a_tense_does_not_carry_a_date_a_year_away() -> None:
    assert resolve("February 15", THURSDAY, future=True).start == "2017-02-15"
    assert resolve("February 20", THURSDAY, future=False).start == "2017-02-20"


def test_an_expression_alone_needs_no_licence() -> None:
    assert resolve("2003", UNKNOWN).start == "2003-01-01"
    assert resolve("May", THURSDAY, future=True).start == "2017-05-01"


def test_what_is_no_expression_stays_unknown_with_its_words() -> None:
    assert resolve("a handshake", THURSDAY) == Date(text="a handshake")
    assert resolve("Monday and a handshake", THURSDAY) == Date(text="Monday and a handshake")


def test_a_year_alone_as_publication_date_settles_only_years() -> None:
    year = Published(start="2017-01-01", end="2017-12-31", precision="year")
    assert resolve("last year", year).start == "2016-01-01"
    assert resolve("yesterday", year).precision == "unknown"
    assert resolve("last month", year).precision == "unknown"


def test_a_publication_date_that_is_no_date_counts_as_unknown() -> None:
    odd = Published(start="sometime", end="sometime", precision="day")
    assert resolve("yesterday", odd).precision == "unknown"


def test_the_minute_of_publication_counts_as_its_day() -> None:
    minute = Published(start="2017-02-16T23:50", end="2017-02-16T23:50", precision="minute")
    assert resolve("today", minute).start == "2017-02-16"


@given(TEXTS, PUBLISHED)
@settings(deadline=None, max_examples=150)
def test_any_text_gives_ordered_spans_of_itself_and_sound_dates(text: str, published: Published) -> None:
    end = 0
    for (start, stop), found in dates(text, published):
        assert end <= start < stop
        assert text[start:stop] == found.text
        end = stop
        if found.precision == "unknown":
            assert found.start is None
            assert found.end is None
            continue
        days = [date.fromisoformat(side[:10]) for side in (found.start, found.end) if side]
        assert days
        assert days == sorted(days)


@given(TEXTS, PUBLISHED)
@settings(deadline=None, max_examples=100)
def test_reading_twice_gives_the_same(text: str, published: Published) -> None:
    assert dates(text, published) == dates(text, published)


@given(text=TEXTS, published=PUBLISHED, future=st.sampled_from([None, True, False]))
@settings(deadline=None)
def test_resolving_never_fails(*, text: str, published: Published, future: bool | None) -> None:
    assert resolve(text, published, future=future).text == text


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['published']} {case['text']}")
def test_an_expression_resolved_alone_means_what_it_meant_in_its_sentence(case: Case) -> None:
    when = published(case["published"])
    for _, found in dates(case["text"], when):
        assert found in [resolve(found.text, when, future=future) for future in (None, True, False)]


@pytest.mark.parametrize(
    "piece", ["in the last ", "on Monday ", "2014-", "10-12 May ", "from May 3 to ", "12:00 ", "May "]
)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        start = time.process_time()
        dates(text, THURSDAY)
        return time.process_time() - start

    cost(10)  # compiles the patterns
    short, long = min(cost(300) for _ in range(3)), min(cost(1200) for _ in range(3))
    # Quadratic cost would give 16; the rest is room for a busy machine.
    assert long < 9 * short + 0.05


def rows(page: str) -> list[tuple[str, str, str, str]]:
    """The example rows of the page: wording, from, to, precision."""
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in page.splitlines() if line.startswith('| "')]
    return [(c[0].strip('"'), c[1], c[2], c[3]) for c in cells if len(c) == 4]


def test_every_example_of_the_page_on_dates_is_read_as_it_says() -> None:
    examples = rows((ROOT / "docs/dates.md").read_text("utf-8"))
    assert len(examples) >= 60
    for wording, start, end, precision in examples:
        found = resolve(wording, THURSDAY)
        assert (found.start or "", found.end or "", found.precision) == (start, end, precision), wording
