"""The brief in short."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from detente.show import Brief, brief
from detente.show.terminal import summary
from tests.show.press import Press, Who


def printed(made: Brief, width: int, path: Path | None = None) -> str:
    console = Console(width=width, force_terminal=False, no_color=True)
    with console.capture() as captured:
        console.print(summary(made, width=width, path=path))
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_none_of_a_table_is_broken(made: Brief, width: int) -> None:
    lines = printed(made, width).splitlines()
    assert max(map(len, lines)) <= width
    assert sum("→" in line for line in lines) == 10


def test_it_has_the_state_the_last_deeds_speakers_warnings_predictions_and_the_page(made: Brief) -> None:
    text = " ".join(printed(made, 100, Path("seeds.html")).split())
    for words in (
        "Russia and the United States 16 Feb 2017 to 4 Dec 2018",
        "Conflict share 60 %",
        "29 Nov 2018 USA → RUS Reject, meet −2 Donald Trump called off",
        "Vladimir Putin 6 statements",
        "Red lines and threats",
        "Vladimir Putin, as reported 4 Dec 2018: For Moscow, NATO membership",
        "a senior American official, as reported 11 Nov 2017: “Moscow will not meet us",
        "Page: seeds.html",
    ):
        assert words in text


def test_an_empty_brief_says_why(who: Who) -> None:
    press = Press()
    press.report("X", "2018-01-10", "t", "China met NATO.")
    text = printed(brief(press, "RUS", "USA", gazetteer=who), 100)
    assert "No report names both Russia and the United States" in text
    assert "CHN" in text
