"""Write a page per event type, and their index, out of the codebook's data.

With --check nothing is written, and a page that differs from its data is an error.

    python scripts/build_codebook_pages.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from detente.codebook import Codebook, EventType, Example, Frame

PAGES = Path(__file__).resolve().parents[1] / "docs" / "codebook"
# Examples shown of each mode; the data has them all.
SHOWN = 8
WORDS_SHOWN = 60
# What each type is most often taken for, and what decides.
NOT = {
    "AGREE": {
        "SUPPORT": "the treaty is signed, ratified or approved, not only agreed on or promised",
        "CONSULT": "the parties meet or talk now, they do not only agree to",
        "AID": "the help is given, not promised",
        "CONCEDE": "what is promised is to give way: to withdraw, free, ease or stop",
    },
    "CONSULT": {
        "AGREE": "the talk or visit is only agreed on, offered or invited to",
        "REQUEST": "one side asks for talks",
        "COOPERATE": "the parties do more than talk: they trade, train or share",
    },
    "SUPPORT": {
        "AGREE": "what is said is a promise or readiness for later",
        "AID": "the support is money, goods, weapons or people",
        "CONSULT": "the parties only talk",
    },
    "CONCEDE": {
        "RETREAT": "troops have left, captives are free, sanctions are lifted: something has been done",
        "AGREE": "what is promised gives nothing up",
        "REJECT": "the demand is refused",
    },
    "COOPERATE": {
        "AID": "the good is on one side only",
        "AGREE": "the cooperation is only agreed on",
        "SUPPORT": "a treaty is signed, but nothing moves yet",
    },
    "AID": {
        "AGREE": "the help is promised or offered",
        "COOPERATE": "both sides gain",
        "REQUEST": "the help is asked for",
    },
    "RETREAT": {
        "CONCEDE": "giving way is only said or promised",
        "SANCTION": "what is withdrawn from is a treaty, a body or an embassy",
        "REQUEST": "one side asks that the other withdraw or release",
    },
    "REQUEST": {
        "THREATEN": "the demand comes with what happens otherwise",
        "ACCUSE": "blame is laid and nothing is asked",
        "PROTEST": "a crowd demands it in the street",
    },
    "ACCUSE": {
        "REJECT": "a claim, demand or offer is turned down",
        "REQUEST": "the other is told to change",
        "SANCTION": "a court has found guilty, or ties are cut",
    },
    "REJECT": {
        "ACCUSE": "the other is blamed, no demand or offer of theirs is refused",
        "SANCTION": "what exists already is ended",
        "COERCE": "somebody is stopped by force or by law",
    },
    "THREATEN": {
        "REQUEST": "there is no threat beside the demand",
        "MOBILIZE": "troops or weapons move",
        "SANCTION": "the measure is in force",
    },
    "PROTEST": {
        "ACCUSE": "a state or person criticises in words",
        "ASSAULT": "an armed group attacks",
        "REQUEST": "the demand is not made by a crowd, a strike or a boycott",
    },
    "SANCTION": {
        "THREATEN": "the measure is only threatened",
        "COERCE": "people are arrested, deported or restricted by an authority",
        "RETREAT": "a measure is lifted, or troops leave",
    },
    "MOBILIZE": {
        "ASSAULT": "the forces are used against somebody",
        "COOPERATE": "two states exercise together",
        "AID": "the forces are sent to help the other",
    },
    "COERCE": {
        "ASSAULT": "people are hurt or things destroyed",
        "SANCTION": "a state reduces its own ties with another",
        "MOBILIZE": "the forces stand ready and do nothing yet",
    },
    "ASSAULT": {
        "COERCE": "people are arrested or restricted, not hurt",
        "MOBILIZE": "the forces only move or exercise",
        "THREATEN": "the attack is only threatened",
    },
}


def main() -> None:
    """Write the pages, or compare them with the data."""
    wanted = pages(Codebook.load(), Codebook.examples())
    if "--check" in sys.argv:
        wrong = [name for name, text in wanted.items() if not _same(PAGES / name, text)]
        if wrong:
            sys.exit(f"{', '.join(wrong)}: not what the codebook says; run this script without --check")
        return
    PAGES.mkdir(exist_ok=True)
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} pages in {PAGES}")


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def pages(book: Codebook, examples: tuple[Example, ...]) -> dict[str, str]:
    """Return the text of every page by file name."""
    found = {"index.md": "\n".join(_index(book, examples)) + "\n"}
    for kind in book.types.values():
        own = [e for e in examples if e.type == kind.name]
        frames = [f for f in book.frames() if f.type == kind.name]
        found[f"{kind.name}.md"] = "\n".join(_page(kind, frames, own, book)) + "\n"
    return found


def _index(book: Codebook, examples: tuple[Example, ...]) -> Iterator[str]:
    yield "# Event types\n"
    yield "Made from the codebook's data by `scripts/build_codebook_pages.py`; `docs/codebook.md` tells how it works.\n"
    yield "| type | quad class | CAMEO | score | frames | examples | in short |\n|---|---|---|---|---|---|---|"
    for kind in book.types.values():
        frames = sum(f.type == kind.name for f in book.frames())
        shown = sum(e.type == kind.name for e in examples)
        yield (
            f"| [{kind.name}]({kind.name}.md) | {kind.quad} | {kind.cameo} | {kind.score:g} | {frames} | {shown} "
            f"| {kind.definition} |"
        )


def _page(kind: EventType, frames: list[Frame], examples: list[Example], book: Codebook) -> Iterator[str]:
    yield f"# {kind.name}\n\n{kind.definition}\n"
    goldstein = book.goldstein(kind.cameo)
    yield f"Quad class: {kind.quad}. PLOVER score: {kind.score:g}. CAMEO: {kind.cameo} (Goldstein {goldstein:g}).\n"
    if kind.modes:
        yield "## Modes\n\n| mode | what | CAMEO | Goldstein | score | quad class |\n|---|---|---|---|---|---|"
        for mode in kind.modes.values():
            goldstein = book.goldstein(mode.cameo)
            yield f"| {mode.name} | {mode.definition} | {mode.cameo} | {goldstein:g} | {mode.score:g} | {kind.quad} |"
        yield ""
    yield "## What it is not\n"
    yield from (f"- [{other}]({other}.md), where {what}." for other, what in NOT.get(kind.name, {}).items())
    yield "\n## Words that name it\n"
    for pos, name in (("verb", "Verbs"), ("noun", "Nouns"), ("adjective", "Adjectives")):
        words = sorted({_words(frame) for frame in frames if frame.pos == pos})
        if words:
            rest = f", and {len(words) - WORDS_SHOWN} more" if len(words) > WORDS_SHOWN else ""
            yield f"{name}: {', '.join(words[:WORDS_SHOWN])}{rest}.\n"
    yield f"## Examples\n\n{len(examples)} sentences of our own; **who acts** and *who is acted on* are marked.\n"
    for mode_name, group in _by_mode(examples).items():
        if mode_name:
            yield f"{mode_name}:\n"
        yield from (f"- {_shown(example)}" for example in group[:SHOWN])
        yield ""


def _words(frame: Frame) -> str:
    """Return a frame in short: its first word, what stands with it, and one object for others like it."""
    said = [frame.lemmas[0], frame.particle, frame.preposition]
    text = " ".join(word for word in said if word)
    return f"{text} ({sorted(frame.objects)[0]}, ...)" if frame.objects else text


def _by_mode(examples: list[Example]) -> Mapping[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for example in examples:
        found.setdefault(example.mode or "", []).append(example)
    return found


def _shown(example: Example) -> str:
    """Return an example with its parties marked, and its status where the event did not simply happen."""
    text = example.sentence
    marks = [(example.source, "**")] + ([(example.target, "*")] if example.target else [])
    for (start, end), mark in sorted(marks, reverse=True):
        text = f"{text[:start]}{mark}{text[start:end]}{mark}{text[end:]}"
    return text if example.status == "happened" else f"{text} ({example.status})"


if __name__ == "__main__":
    main()
