import pytest

from detente.intake import clock
from detente.intake.stated import is_date_line, read_line


@pytest.mark.parametrize(
    ("line", "published", "changed"),
    [
        ("Published 3 March 2021, 14:05 GMT", "2021-03-03T14:05+00:00", None),
        ("14:05 GMT, 3 March 2021", "2021-03-03T14:05+00:00", None),
        (
            "PUBLISHED: 10:48, Wed, Mar 3, 2021 | UPDATED: 11:05, Thu, Mar 4, 2021",
            "2021-03-03T10:48",
            "2021-03-04T11:05",
        ),
        ("Last updated: 4 March 2021", None, "2021-03-04"),
        ("Updated 4 March 2021, first published 3 March 2021", "2021-03-03", "2021-03-04"),
        ("Stand: 3. März 2021, 14:05 Uhr", "2021-03-03T14:05", None),
        ("Mis à jour le 4 mars 2021 à 9h30", None, "2021-03-04T09:30"),
        ("Обновлено 4 марта 2021 г., 09:30 (МСК)", None, "2021-03-04T09:30+03:00"),
        ("Event: 12 June 2031", None, None),
        ("3 March, 14:05", None, None),
        ("2 hours ago", None, None),
        ("© 2021 The Harbor Ledger", None, None),
    ],
)
def test_each_date_of_a_line_is_told_by_the_words_before_it(
    line: str, published: str | None, changed: str | None
) -> None:
    found = read_line(line)
    assert (found.published and found.published.start, found.changed and found.changed.start) == (published, changed)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("3 March 2021, 2:05 p.m. EST", "14:05-05:00"),
        ("3 March 2021, 12:05 am", "00:05"),
        ("3 March 2021, 12:05 pm", "12:05"),
        ("3 March 2021 14:05 BST", "14:05"),
        ("3 March 2021 14:05 UTC+5:30", "14:05+05:30"),
        ("3 March 2021 14:05 +0300", "14:05+03:00"),
        ("3 March 2021, 13:65", None),
        ("3 March 2021, 14:05 pm", None),
        ("3 March 2021 00:00", None),
        ("3 March 2021 1:0 to the guests", None),
        ("3 March 2021 and 14:05 of another day", None),
    ],
)
def test_a_time_beside_a_date_keeps_a_zone_that_means_one_thing(text: str, time: str | None) -> None:
    assert clock.beside(text, 0, len("3 March 2021"), day="2021-03-03") == time


def test_moscow_time_tells_no_offset_while_it_changed() -> None:
    assert clock.beside("x 14:05 MSK", 0, 1, day="2012-03-03") == "14:05"
    assert clock.beside("x 14:05 MSK", 0, 1, day="2021-03-03") == "14:05+03:00"


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2021",
        "Ann Lee, 3 March 2021 14:05",
        "02 Ago 2017",
        "기사입력 :[ 2018-08-25 15:24 ]",
        "Berlin, 3. März 2021",
    ],
)
def test_a_date_and_little_else_is_a_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "— Ann Lee (@annlee) March 3, 2021",
        "29 November 2018 | 20 January 2019",
        "The treaty that both had signed on 3 March 2021 was dead by the summer of the year",
        "3 March",
        "Retrieved 3 March 2021",
    ],
)
def test_a_signature_a_span_and_a_sentence_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)
