"""Hyphened words that the pipeline's tokenizer cuts up although they name events: "cease-fire", "co-operated".

Cut in two, a verb loses its subject and a noun its head, so they are given to the tokenizer as wholes.
"""

from __future__ import annotations

from collections.abc import Iterator

# Verbs in their dictionary form; regular ones only.
VERBS = (
    "co-operate",
    "co-ordinate",
    "co-produce",
    "co-sponsor",
    "co-finance",
    "co-host",
    "re-establish",
    "re-impose",
    "re-elect",
    "re-enter",
    "re-export",
    "test-fire",
    "test-launch",
    "de-escalate",
    "green-light",
    "tear-gas",
    "court-martial",
    "fire-bomb",
    "carpet-bomb",
    "pre-empt",
)
NOUNS = (
    "cease-fire",
    "co-operation",
    "co-ordination",
    "re-establishment",
    "pull-out",
    "pull-back",
    "build-up",
    "sit-in",
    "walk-out",
    "stand-off",
    "call-up",
    "cut-off",
    "break-up",
    "go-ahead",
    "go-slow",
    "stay-away",
    "hand-over",
    "take-over",
    "shoot-out",
    "cyber-attack",
    "counter-attack",
    "counter-offensive",
    "counter-measure",
    "counter-sanction",
    "de-escalation",
    "air-strike",
    "air-raid",
    "hostage-taking",
    "saber-rattling",
    "sabre-rattling",
    "go-between",
    "u-turn",
    "coup-plotter",
    "no-fly",
)


def wholes() -> Iterator[str]:
    """Yield every form of these words, with and without a capital."""
    for form in (*(f for verb in VERBS for f in _forms(verb)), *(f for noun in NOUNS for f in (noun, noun + "s"))):
        yield form
        yield form.capitalize()


def _forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb: "co-operates", "co-operated", "co-operating"."""
    stem = verb.removesuffix("e")
    sibilant = verb.endswith(("sh", "s", "x", "ch"))
    double = verb[-1] if verb.endswith("tear-gas") else ""
    return (verb, verb + ("es" if sibilant else "s"), f"{stem}{double}ed", f"{stem}{double}ing")
