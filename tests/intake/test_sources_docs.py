"""What docs/sources.md says of kinds, limits and messages is so."""

import re
from pathlib import Path

from detente.intake import Fetching, docx, fetching, folders, opening, pdf, streams, unpacking, warc
from detente.intake.columns import COLUMNS
from detente.intake.item import SIZE_LIMIT

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "sources.md").read_text("utf-8")
CODE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "src" / "detente").rglob("*.py")))


def row(name: str) -> str:
    return next(line for line in TEXT.split("\n") if line.startswith(f"| {name}"))


def test_every_suffix_is_documented() -> None:
    said = set(re.findall(r"`(\.[a-z0-9.]+)`", TEXT.partition("### Folders")[0]))
    assert said >= folders.KNOWN
    assert {".gz", ".bz2", ".xz", ".tgz", ".tar.gz"} <= said


def test_every_field_is_documented() -> None:
    line = next(line for line in TEXT.split("\n") if line.startswith("Fields: "))
    assert set(re.findall(r"`(\w+)`", line)) == set(COLUMNS)


def test_the_limits_are_those_of_the_code() -> None:
    how = Fetching()
    assert f"{SIZE_LIMIT // 1_000_000} MB" in row("one report")
    assert f"{streams.RATIO} times its size, from {streams.FLOOR // 1_000_000} MB on" in row(
        "what an archive unpacks to"
    )
    assert f"{unpacking.DEEPEST} deep" in row("archives in archives")
    assert f"{pdf._PAGES} " in row("pages of a PDF")
    assert f"{docx._LIMIT // 1_000_000} MB" in row("text part")
    assert f"{opening._STEPS + unpacking.DEEPEST} deep" in row("sitemaps that name sitemaps")
    assert f"{how.delay:g} second" in row("pause")
    assert f"up to {fetching._LONGEST_PAUSE:g} seconds" in row("pause")
    assert f"{how.size // 1_000_000} MB" in row("size of an answer")
    assert f"{how.seconds:g} seconds" in row("time for an answer")
    assert f"at most {fetching._REDIRECTS}," in row("redirects")
    assert fetching.AGENT.partition(" ")[2] in row("user agent")


def test_the_messages_stand_in_the_code() -> None:
    table = TEXT.partition("## Failure messages")[2].partition("## Speed")[0]
    messages = re.findall(r"`([^`]+)`", "\n".join(line.split(" | ")[0] for line in table.split("\n")))
    assert len(messages) > 25
    bare = re.sub(r"[^a-z]+", " ", CODE.lower())
    for message in messages:
        pieces = [
            re.sub(r"[^a-z]+", " ", piece.lower()).strip() for piece in re.split(r"\.\.\.|[0-9]+|\"|;|:", message)
        ]
        assert all(piece in bare for piece in pieces), message


def test_the_extras_are_named_with_their_mend() -> None:
    for mend in (pdf.MEND, warc.MEND):
        assert re.search(r"`(pip install [^`]+)`", mend)[1] in TEXT  # type: ignore[index]  # every mend has its command
