"""Texts that once took the cube or the square of their length are read in linear time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from detente.intake import header, lexisnexis, outlets
from detente.intake.agencies import _SLASHES, _SPLIT
from detente.intake.markdown import read_markdown
from detente.intake.markup import _AFTER_NAME, _SUFFIX
from detente.intake.xmltree import root_of
from detente.language.parse import DATELINE
from detente.language.transcripts import SPEAKER

CASES: dict[str, Callable[[int], object]] = {
    "heading": lambda n: read_markdown("# a" + " " * n + "b\n\nTalks begin in Geneva.\n"),
    "slashes": lambda n: _SLASHES.match(("/ aa" + " " * n + "\x01").strip()),
    "after a name": lambda n: _AFTER_NAME.sub("", "Ann" + " " * n + "\x01"),
    "suffix": lambda n: _SUFFIX.split("Talks" + " " * n + "\x01"),
    "names": lambda n: _SPLIT.split("AP" + " " * n + "\x01"),
    "header": lambda n: header._LINE.match("Title: Talks" + " " * n + "\x01"),
    "export": lambda n: lexisnexis.is_lexisnexis("\n" * n + "\x01"),
    "dateline": lambda n: DATELINE.match("AA" + "A." * (n // 20) + "\x01"),
    "speaker": lambda n: SPEAKER.match("A" * n + "\x01"),
    "breadcrumb": lambda n: outlets._SEPARATOR.split("Talks" + " " * n + "\x01"),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_long_run_of_blanks_takes_linear_time(name: str) -> None:
    begun = time.process_time()
    CASES[name](20_000)
    assert time.process_time() - begun < 2.0


def test_headings_are_read_as_before() -> None:
    for line in ("# Talks begin", "## Talks begin ##", "#  Talks begin  # ", " ### Talks begin"):
        assert read_markdown(f"{line}\n\nThe ministers met in Geneva on Thursday.\n").title == "Talks begin"


def test_a_file_that_is_no_end_of_instructions_and_comments_is_told_at_once() -> None:
    begun = time.process_time()
    assert root_of(b"<??>" * 16_000) is None
    assert root_of(b"<!---->" * 9_000) is None
    assert root_of(b"<??> ?>" * 9_000) is None
    assert time.process_time() - begun < 2.0
    assert root_of(b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- a --> <!DOCTYPE rss>\n<?b c?><rss>") == "feed"
