"""Lists: what somebody sets out point by point: "Putin outlined the red lines. Those are: ...; ...; ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.drafts import Draft, tidy
from detente.language.parties import parties_at, phrase
from detente.language.refs import Ref, Refs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.parse import Paragraph
    from detente.language.tree import Span as Sentence
    from detente.language.tree import Token

# What is listed, and what naming it does.
TOPICS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bred[- ]lines?\b", re.IGNORECASE), "red_line"),
    (re.compile(r"\b(?:demands?|requirements?|ultimatums?)\b", re.IGNORECASE), "demand"),
    (re.compile(r"\b(?:pre)?conditions?\b|\bterms\b", re.IGNORECASE), "condition"),
    (re.compile(r"\b(?:proposals?|offers?|initiatives?)\b", re.IGNORECASE), "offer"),
    (re.compile(r"\b(?:promises?|pledges?|commitments?)\b", re.IGNORECASE), "promise"),
    (re.compile(r"\b(?:accusations?|charges?|grievances?|complaints?)\b", re.IGNORECASE), "accusation"),
)
# How a sentence takes up what the one before named.
TAKES_UP = re.compile(r"^(?:those|these|they|among them|here they|the list)\b[^:]{0,30}:", re.IGNORECASE)
PARTS = re.compile(r"[^;]+")
# Fewest words of a point.
FEWEST_WORDS = 2


def points(paragraph: Paragraph, refs: Refs) -> Iterator[Draft]:
    """Yield a draft for each point of a list after a colon, said by the one who sets it out."""
    text = paragraph.text
    if ":" not in text or ";" not in text:
        return
    before: Sentence | None = None
    for sentence in paragraph.doc.sents:
        colon = sentence.text.find(":")
        if colon >= 0 and ";" in sentence.text[colon:]:
            lead = before if before is not None and TAKES_UP.match(sentence.text) else sentence
            yield from _points(lead, sentence, colon, refs)
        before = sentence


def _points(lead: Sentence, sentence: Sentence, colon: int, refs: Refs) -> Iterator[Draft]:
    stop = sentence.start_char + colon
    words = refs.text[lead.start_char : stop if lead is sentence else lead.end_char]
    act = next((a for pattern, a in TOPICS if pattern.search(words)), None)
    setting = _who_sets_out(lead, stop, refs)
    if act is None or setting is None:
        return
    verb, speaker, span = setting
    for part in PARTS.finditer(refs.text, stop + 1, sentence.end_char):
        start, end = tidy(refs.start + part.start(), refs.start + part.end(), refs.text, refs.start)
        while end > start and refs.text[end - 1 - refs.start] in ". ":
            end -= 1
        if len(refs.text[start - refs.start : end - refs.start].split()) < FEWEST_WORDS:
            continue
        yield Draft(
            kind="indirect",
            form="list",
            content=[(start, end)],
            speaker=speaker,
            speaker_span=span,
            cue=[refs.span_of(verb.i, verb.i)],
            cue_token=verb.i,
            lemma=verb.lemma_.lower(),
            cue_acts=(act,),
            rule="list/point",
        )


def _who_sets_out(lead: Sentence, stop: int, refs: Refs) -> tuple[Token, Ref, tuple[int, int]] | None:
    """The verb of the lead whose object is what is listed, and its subject."""
    for token in lead:
        if token.pos_ != "VERB" or token.idx >= max(stop, lead.end_char):
            continue
        listed = clauses.direct_object(token)
        subject = clauses.subject(token)
        if listed is None or subject is None:
            continue
        first, last = phrase(listed)
        if not any(pattern.search(lead.doc[first : last + 1].text) for pattern, _ in TOPICS):
            continue
        found = parties_at(subject, refs)
        if found:
            return token, found[0], refs.span_of(*phrase(subject))
    return None
