"""Scores the alignment of statements: `python -m tests.golden.utterances_told` prints the table, `-v` what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from detente.gazetteer import Gazetteer
from detente.records import Content, Cue, Date, Party, Published, Report, Statement
from detente.stories.across import Across

PAIRS = Path(__file__).with_name("utterances.tsv")
SECOND = Path(__file__).with_name("utterances_2.tsv")
# What the speaker says beside it, the same in no two reports.
BESIDE = (
    ("The road through the hills will be mended in the summer.", "I thank the doctors of the capital for their work."),
    ("Our team won the cup, and I am proud of it.", "The price of bread has not been raised this year."),
)


def load(file: Path = PAIRS) -> Iterator[tuple[str, str, str]]:
    """Yield the pairs: "same" or "other", and two wordings."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, first, second = line.split("\t")
            yield kind, first, second


def aligned(first: str, second: str, gazetteer: Gazetteer) -> bool:
    """Say whether two wordings of one speaker in reports of one day are found to be one utterance."""
    held = [_report(name, [text, *BESIDE[n]]) for n, (name, text) in enumerate((("Argus", first), ("Bugle", second)))]
    across = Across([report for report, _ in held], (), gazetteer)
    found = across.utterances(s for _, statements in held for s in statements)
    return any({w.text for w in u.wordings} == {first, second} for u in found)


def _report(name: str, texts: list[str]) -> tuple[Report, list[Statement]]:
    """Return a report that is made of what one speaker says, and its statements."""
    body = " ".join(texts)
    day = Published(start="2031-03-04", end="2031-03-04", precision="day", known_from="table")
    report = Report(
        id=name, origin=name, digest=name, source=name, outlet=name, title=None, byline=None, url=None, language="en",
        published=day, body=body, reader="test", version="1",
    )  # fmt: skip
    speaker = Party(actor=None, name="Anna Kovac", text="Anna Kovac")
    return report, [_statement(name, speaker, text, body.index(text)) for text in texts]


def _statement(report: str, speaker: Party, text: str, start: int) -> Statement:
    """Return a direct statement."""
    span = (start, start + len(text))
    return Statement(
        id=f"{report}:{start}", report=report, kind="direct", form="prose", speaker=speaker, cue=Cue(text="said", lemma="say"),
        content=Content(text=text, spans=(span,)), said=Date(), passage=span, rule="test", reader="test", version="1",
    )  # fmt: skip


def scores(file: Path = PAIRS) -> tuple[dict[str, int], list[str]]:
    """Return how many of each kind were aligned, and what is wrong."""
    gazetteer = Gazetteer.load()
    counts = {"same": 0, "other": 0, "same aligned": 0, "other aligned": 0}
    wrong = []
    for kind, first, second in load(file):
        found = aligned(first, second, gazetteer)
        counts[kind] += 1
        counts[f"{kind} aligned"] += found
        if found != (kind == "same"):
            wrong.append(f"{kind}: {first} | {second}")
    return counts, wrong


def main() -> None:
    """Print the table."""
    for file in (PAIRS, SECOND):
        counts, wrong = scores(file)
        right, claimed = counts["same aligned"], counts["same aligned"] + counts["other aligned"]
        out = [f"{file.stem}: precision {right}/{claimed}, recall {right}/{counts['same']}"]
        sys.stdout.write("\n".join([*out, *(wrong if "-v" in sys.argv else [])]) + "\n")


if __name__ == "__main__":
    main()
