"""The chart as data and as a drawing."""

from __future__ import annotations

import re

import pytest

from detente.show import Brief, brief, charts
from detente.show.drawing import svg
from detente.show.finding import finding
from tests.show.press import Press, Who


def rows(made: Brief) -> list[dict[str, object]]:
    return charts.spec(made.series, made.a, made.b)["data"]["values"]


def test_there_is_a_row_for_each_direction_and_period(made: Brief) -> None:
    points = made.series.lines[0].points
    assert len(rows(made)) == 2 * len(points)
    assert {r["direction"] for r in rows(made)} == {"Russia → United States", "United States → Russia"}


def test_missing_periods_have_no_figures_and_are_bands(made: Brief) -> None:
    for row in rows(made):
        if not row["seen"] and row["count"] is None:
            assert (row["mean"], row["negative"], row["drawn"]) == (None, None, None)
            assert str(row["label"]).endswith("no reports")
    bands = charts.gaps(made.series)
    missing = {p.start for p in made.series.lines[0].points if not p.seen}
    assert {b["start"][:10] for b in bands} <= missing
    assert len(bands) == 6


def test_one_side_is_counted_upward_and_the_other_downward(made: Brief) -> None:
    for row in rows(made):
        if row["drawn"] is not None:
            assert (row["drawn"] > 0) == (row["direction"] == "Russia → United States")
            assert abs(row["drawn"]) == row["count"]


def test_the_figures_of_a_period_stand_inside_it_the_sides_apart(made: Brief) -> None:
    for row in rows(made):
        assert row["start"] < row["left"] < row["point"] < row["right"] < row["after"]
    one, other = rows(made)[0], rows(made)[len(rows(made)) // 2]
    assert one["start"] == other["start"]
    assert one["right"] <= other["left"]


def test_no_strip_has_two_axes_of_value_and_none_smooths(made: Brief) -> None:
    spec = charts.spec(made.series, made.a, made.b)
    for strip in spec["vconcat"]:
        assert "resolve" not in strip
        assert {layer["encoding"]["y"].get("field") for layer in strip["layer"] if "y" in layer["encoding"]} - {
            None
        } in (
            {"mean"},
            {"drawn"},
            {"negative"},
        )
        assert "interpolate" not in str(strip)


def test_the_drawing_is_inert_and_the_same_each_time(made: Brief) -> None:
    spec = charts.spec(made.series, made.a, made.b)
    drawn = svg(spec, name="wide", label="a < b & c")
    assert drawn == svg(spec, name="wide", label="a < b & c")
    assert 'aria-label="a &lt; b &amp; c"' in drawn
    assert not re.findall(
        r"<(script|image|foreignObject|style|a)\b|\son\w+=|href=|https?://(?!www\.w3\.org/2000/svg)", drawn
    )
    assert 'fill="url(#hatch-wide)"' in drawn
    assert set(re.findall(r'id="([^"]*)"', drawn)) == {"hatch-wide"}


def test_a_spec_that_asks_for_something_from_outside_gets_nothing(made: Brief) -> None:
    spec = charts.spec(made.series, made.a, made.b)
    spec["data"] = {"url": "https://x.example/data.json"}
    with pytest.raises(ValueError, match=r"(?i)not allowed|x\.example"):
        svg(spec, name="wide", label="")


def test_the_finding_tells_both_directions_the_worst_month_and_what_is_missing(made: Brief) -> None:
    assert finding(made.series, made.a, made.b) == (
        "Russia and the United States, 16 Feb 2017 to 4 Dec 2018. "
        "Russia toward the United States: 5 deeds, mean score −2, most negative in Jul 2017 (sum −6). "
        "United States toward Russia: 8 deeds, mean score −3.1, most negative in Jul 2017 (sum −9). "
        "15 of 23 months have no reports."
    )


def test_a_direction_without_deeds_is_said_to_have_none(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Moscow will answer Washington.")
    press.says(r, None, "said", "Moscow will answer Washington", kind="indirect")
    made = brief(press, "RUS", "USA", gazetteer=who)
    assert "No dated deed of Russia toward the United States" in finding(made.series, made.a, made.b)
