"""When a sentence of the ledger foretells: the words that do so without "will"."""

from __future__ import annotations

import re

FORETELLERS = frozenset(
    {"predict", "forecast", "foretell", "expect", "prophesy", "foresee", "reckon", "bet", "project"}
)
"""Cues that make a sentence a prediction whatever its tense."""

_AHEAD = re.compile(
    r"\b(?:un)?likely (?:to(?! (?:have|blame)\b)|that)|\b(?:is|are|was|were) (?:widely |now )?(?:expected"
    r"|forecast|predicted|projected) to\b"
    r"|\b(?:is|are|['’]s)(?: never| not| ever| really| certainly| almost certainly)? going to\b|\b(?:surprised"
    r"|shocked|astonished|amazed) if\b"
    r"|\b(?:is|are) set to (?:overtake|become|rise|fall|grow|shrink|win|lose|face|exceed|remain|worsen|improve"
    r"|double|collapse|continue)\b"
    r"|\b(?:bound|destined|poised|doomed|certain|sure|on course) to\b(?! (?:have|know)\b)|\bheading for (?:an? |the )?\w+"
    r"|\b(?:only|just) a (?:matter|question) of time\b|\bsooner or later\b|\binevitabl[ey]\b"
    r"|\bchances? (?:is|are|of|that)\b|\b(?:probability|likelihood|odds) (?:is|are|of|that)\b|\b(?:per ?cent"
    r"|%) (?:chance|probability)\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\b(?:could|may|might)\b(?! (?:have|be (?:right|wrong|true|the (?:cause|reason)))\b)", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:by|before|within|in|until|at) (?:the )?(?:end|next|coming|start|beginning|(?:a |two |three |five |ten "
    r"|\d+ )?(?:days|weeks?|months?|years?"
    r"|decade)|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|20\d\d)\b|\b(?:next|this|coming) (?:week|month|year|spring|summer|autumn|winter)\b|\bsoon\b",
    re.IGNORECASE,
)


def foretells(rest: str, cue: str) -> bool:
    """Say whether a sentence foretells without "will": by a phrase, or by "could" with a warning or a time to come.

    Args:
        rest: the sentence without its condition.
        cue: the lemma of the verb of saying.
    """
    if _AHEAD.search(rest):
        return True
    return bool(_PERHAPS.search(rest)) and (cue == "warn" or bool(_WHEN.search(rest)))
