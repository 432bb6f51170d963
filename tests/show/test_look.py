"""The colours can be read, in light and dark, and the chart's are turned with the page's."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from detente.show import charts

SHEET = files("detente.show").joinpath("static/brief.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", part)) for part in re.findall(r":root \{(.*?)\}", SHEET, re.S)
)
TEXT = [(ink, paper) for ink in ("ink", "soft", "a-ink", "b-ink", "other") for paper in ("paper", "panel")]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_has_a_contrast_of_four_and_a_half(mode: dict[str, str]) -> None:
    for ink, paper in (*TEXT, ("mark-ink", "mark")):
        assert contrast(mode[ink], mode[paper]) >= 4.5, (ink, paper)


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_have_a_contrast_of_three(mode: dict[str, str]) -> None:
    for mark in ("a", "b", "firm"):
        for paper in ("paper", "panel"):
            assert contrast(mode[mark], mode[paper]) >= 3, (mark, paper)


def test_both_modes_set_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_the_sides_are_the_blue_and_orange_of_the_chart() -> None:
    assert (LIGHT["a"], LIGHT["b"]) == (charts.SIDE_A, charts.SIDE_B) == ("#2364AA", "#C8551B")
    assert LIGHT["paper"] == charts.PAPER


@pytest.mark.parametrize("colour", [charts.SIDE_A, charts.SIDE_B, charts.INK, charts.RULE, charts.ZERO, charts.PAPER])
def test_each_colour_of_the_chart_is_turned_for_dark_mode(colour: str) -> None:
    assert f'="{colour}"]' in SHEET


def test_print_opens_what_is_folded() -> None:
    printed = SHEET[SHEET.index("@media print") :]
    assert "details::details-content" in printed
    assert "content-visibility: visible" in printed
