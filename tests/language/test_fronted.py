"""What is said before "its minister said" and what is asked of somebody with a time to do it in."""

from __future__ import annotations

import pytest

from detente.language import Reader
from detente.records import Published, Report, Statement

DAY = Published(start="2021-09-06", end="2021-09-06", precision="day", known_from="table")


@pytest.fixture(scope="module")
def said() -> dict[str, list[Statement]]:
    texts = (
        "Algeria will send wheat to Mali before the end of May, Algerian Foreign Minister Mourad Medelci promised on Monday.",
        "Pakistan reserves the right to strike back at militants on Afghan soil, the foreign office said.",
        "Mexico will not let the caravan pass without papers, its ambassador in Washington said, while thousands slept.",
        "Japan protested; its prime minister, Shinzo Abe, pledged help.",
        "Germany gave Russia until Friday to release the pilot.",
        "Germany gave Russia a bridge to cross the river.",
        "They should hand over the fugitives, the governor demanded.",
    )
    rows = [
        Report(
            id=text, origin="o", digest="d", source="s", outlet="x", title=None, byline=None, url=None, language="en",
            body=text, reader="t", version="1", published=DAY,
        )
        for text in texts
    ]  # fmt: skip
    return {r.report.body: list(r.statements) for r in Reader().read(rows)}


@pytest.mark.parametrize(
    ("start", "contents"),
    [
        ("Algeria", ["Algeria will send wheat to Mali before the end of May"]),
        ("Pakistan", ["Pakistan reserves the right to strike back at militants on Afghan soil"]),
        ("Mexico", ["Mexico will not let the caravan pass without papers"]),
        ("Japan", ["help"]),
        ("Germany gave Russia until", ["Russia until Friday to release the pilot"]),
        ("Germany gave Russia a", []),
        ("They", ["They should hand over the fugitives"]),
    ],
)
def test_what_is_said_is_read_whole(said: dict[str, list[Statement]], start: str, contents: list[str]) -> None:
    (found,) = (statements for text, statements in said.items() if text.startswith(start))
    assert [s.content.text for s in found] == contents


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Poland will suspend trade talks with Belarus, the Polish foreign minister, Radoslaw Sikorski, warned.",
            "the Polish foreign minister, Radoslaw Sikorski",
            "Poland will suspend trade talks with Belarus",
        ),
        (
            "Oman would be the first to leave the customs union, predicted the economist Salim Harthy.",
            "the economist Salim Harthy",
            "Oman would be the first to leave the customs union",
        ),
        (
            "Venezuela threatened on Monday to expel the Spanish consul.",
            "Venezuela",
            "to expel the Spanish consul",
        ),
    ],
)
def test_a_speaker_set_behind_what_is_said_and_a_day_before_it_are_known(text: str, speaker: str, content: str) -> None:
    made = Report(
        id="r", origin="o", digest="d", source="s", outlet="x", title=None, byline=None, url=None, language="en",
        body=text, reader="t", version="1", published=DAY,
    )  # fmt: skip
    (found,) = next(iter(Reader().read([made]))).statements
    assert found.speaker is not None
    assert (found.speaker.text, found.content.text) == (speaker, content)
