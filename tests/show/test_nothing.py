"""Why a brief is empty, and what would help."""

from __future__ import annotations

from detente.show import brief, page
from tests.show.press import Press, Who


def test_an_empty_archive_says_so(who: Who) -> None:
    made = brief(Press(), "RUS", "USA", gazetteer=who)
    assert made.help is not None
    assert made.help.why == "There is no report to look at."


def test_a_pair_that_no_report_names_is_told_whom_the_archive_names(press: Press, who: Who) -> None:
    made = brief(press, "FRA", "USA", gazetteer=who)
    assert made.help is not None
    assert made.help.why.startswith("No report names both France and the United States: of 15 reports, 0 name France")
    assert made.help.present[:2] == (("RUS", "Russia", 14), ("USA", "United States", 14))
    assert "The archive’s dated reports are from 16 Feb 2017 to 4 Dec 2018." in made.help.mend


def test_failures_that_may_hold_what_is_missing_are_named(press: Press, who: Who) -> None:
    made = brief(press, "FRA", "USA", gazetteer=who)
    assert "1 input or stage of the archive failed and may hold what is missing: see what was not read." in (
        made.help.mend if made.help else ()
    )
    assert "reports/broken.html" in page(made)


def test_dates_that_leave_nothing_are_named_as_the_reason(press: Press, who: Who) -> None:
    made = brief(press, "RUS", "USA", since="2020", gazetteer=who)
    assert made.help is not None
    assert "since 2020" in made.help.why
    assert made.help.mend[0] == "Ask without dates: detente brief RUS USA"
