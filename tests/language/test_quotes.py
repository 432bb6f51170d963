from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.language.quotes import quotations

MARKS = st.text(alphabet="ab .,!?:\"'“”„«»‘’‹›「」\n-", max_size=200)


ODD_MARKS = st.text(
    alphabet="ab .,\n\"'`´“”„‟«»‹›‘’‚‛「」『』〝〞＂″′\u200b\u200d\u202e\u2066\u2069\u0301\ufeff\u2028🕊🇺", max_size=120
)


def inner(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We are ready."', ["We are ready."]),
        ("“We are ready,” he said.", ["We are ready,"]),
        ("„Wir sind bereit“, sagte er.", ["Wir sind bereit"]),
        ("« Nous sommes prêts », a-t-il dit.", ["Nous sommes prêts"]),
        ("The ‘position of strength’ is futile.", ["position of strength"]),
        ("It's the minister's plan, and they don't care.", []),
        ("'It is the minister's plan,' she said.", ["It is the minister's plan,"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("“He said ‘never’ to me,” she added.", ["He said ‘never’ to me,"]),
        ('She said: "This goes on', ["This goes on"]),
        ("No marks at all.", []),
        ('""', []),
    ],
)
def test_finds_what_stands_between_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_tells_an_unclosed_quotation_from_a_closed_one() -> None:
    assert not quotations('"This goes on in the next paragraph')[0].closed
    assert quotations('"This does not."')[0].closed


@given(st.one_of(MARKS, ODD_MARKS))
def test_no_mark_raises_and_every_span_holds(text: str) -> None:
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.open <= quotation.start < quotation.end <= quotation.close <= len(text)
        assert text[quotation.start : quotation.end].strip() == text[quotation.start : quotation.end]
        end = quotation.close


@pytest.mark.parametrize("mark", ["“", '"', "'", "‘", "«", "a'", ' "'])
def test_ten_thousand_marks_take_linear_time(mark: str) -> None:
    def seconds(times: int) -> float:
        text = f"{mark}a " * times
        best = 1e9
        for _ in range(3):
            started = time.process_time()
            quotations(text)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(20_000) < 50 * max(seconds(2_000), 0.001)
