"""Acts and certainty: what a statement does, and how sure it claims to be, from its cue and the words of its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.nouns import FIRST_PERSONS
from detente.records import Act, Certainty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.language.tree import Token

ORDER: tuple[Act, ...] = (
    "claim", "denial", "accusation", "demand", "offer", "promise", "threat", "prediction", "condition", "red_line",
    "praise", "apology", "question",
)  # fmt: skip
WILL = frozenset(("will", "'ll", "’ll", "shall", "wo"))
WOULD = frozenset(("would", "'d", "’d"))
CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|providing|as long as|so long as|on (?:the )?condition|only when|until|depends? (?:up)?on|"
    r"in (?:the )?(?:case|event) of|otherwise)\b", re.IGNORECASE)  # fmt: skip
RED_LINE = re.compile(
    r"\bred[- ]lines?\b|\b(?:un|in)(?:accept|admiss|toler)\w*ab?i\w+|\bunacceptable\b|\binadmissible\b|"
    r"\b(?:will|would|can|shall) (?:never|not) (?:accept|allow|permit|tolerate|stand by)\b", re.IGNORECASE)  # fmt: skip
THREAT = re.compile(
    r"\b(?:retaliat\w+|consequences|respond|response|answer in kind|pay (?:a|the|dearly|for)|price|regret|crush\w*|destroy|"
    r"punish\w*|counter-?measures?|hit back|strike back|all options)\b", re.IGNORECASE)  # fmt: skip
OFFER = re.compile(
    r"\b(?:ready|willing|prepared|open|readiness|willingness|offer(?:s|ed|ing)?|propos(?:e|es|ed|al))\b", re.IGNORECASE
)
DEMAND = re.compile(
    r"\b(?:must|have to|has to|need(?:s)? to|should|ought to|demands?|insists? (?:on|that)|calls? (?:on|for)|urges?)\b",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\b(?:accus\w+|blam\w+|to blame|guilty|aggress\w+|illegal\w*|violat\w+|meddl\w+|interfer\w+|provocat\w+|provok\w+|breach\w*|"
    r"lies|lied|lying|cheat\w*|reckless|undermin\w+|hostile|hysteria|unlawful|crimes?|barbaric|"
    r"terroris\w+)\b", re.IGNORECASE)  # fmt: skip
PRAISE = re.compile(
    r"\b(?:thank\w*|grateful|gratitude|applaud\w*|commend\w*|congratulat\w+|welcom\w+|prais\w+|hail\w*|proud of)\b",
    re.IGNORECASE,
)
APOLOGY = re.compile(r"\b(?:apologi[sz]\w+|apolog(?:y|ies)|sorry|regret(?:s|ted)? (?:the|that|any))\b", re.IGNORECASE)
FORETELLING = re.compile(
    r"\b(?:likely|unlikely|expect\w*|inevitabl[ey]|forecast\w*|predict\w*|sooner or later|possib(?:le|ility)|destined)\b",
    re.IGNORECASE,
)
DOUBTFUL = re.compile(
    r"\b(?:unlikely|doubt\w*|hardly|improbable|question whether|not sure|no guarantee)\b", re.IGNORECASE
)
POSSIBLE = re.compile(
    r"\b(?:may|might|could|possib(?:le|ly|ility)|perhaps|maybe|potential(?:ly)?|not (?:completely )?(?:exclude|rule out))\b",
    re.IGNORECASE,
)
PROBABLE = re.compile(
    r"\b(?:likely|probabl[ey]|apparent(?:ly)?|presumabl[ey]|seem(?:s|ed|ingly)?|appear(?:s|ed)? to|most likely|"
    r"high probability|suspect\w*|believe[sd]?)\b",
    re.IGNORECASE,
)
NO_DOUBT = re.compile(
    r"\b(?:no doubt|undoubtedly|without (?:a )?doubt|certainly|of course|beyond doubt)\b", re.IGNORECASE
)


def acts_of(
    text: str, cue_acts: Iterable[str], tokens: Iterable[Token], own: Callable[[Token], bool] | None = None
) -> tuple[Act, ...]:
    """Return the acts of a statement, in the order of :data:`ORDER`; a plain assertion is a claim.

    ``text`` is the content, ``tokens`` its tokens where they were parsed with the statement, ``cue_acts`` what the
    cue says by itself ("demanded": demand). ``own`` tells in reported speech whether a noun or pronoun is the speaker or
    the speaker's side: there "would" is what "will" was, and "had to" what "must" was; None for direct words.
    """
    found: set[str] = set(cue_acts)
    tokens = list(tokens)
    future_own, future_other = _futures(tokens, own)
    if text.rstrip().endswith("?"):
        found.add("question")
    if CONDITION.search(text):
        found.add("condition")
    if RED_LINE.search(text):
        found.add("red_line")
    if future_other or FORETELLING.search(text):
        found.add("prediction")
    if future_own:
        found.add("threat" if THREAT.search(text) else "promise")
    elif future_other and THREAT.search(text) and BLAME.search(text):
        found.add("threat")
    if OFFER.search(text) and "denial" not in found:
        found.add("offer")
    if DEMAND.search(text) or (own is not None and any(_had_to(t, own) for t in tokens)):
        found.add("demand")
    for pattern, act in ((BLAME, "accusation"), (PRAISE, "praise"), (APOLOGY, "apology")):
        if pattern.search(text):
            found.add(act)
    if not found or (found <= {"condition", "prediction", "accusation", "praise"} and "claim" in set(cue_acts)):
        found.add("claim")
    if "denial" in found:
        found.discard("claim")
    return tuple(a for a in ORDER if a in found)


def _futures(tokens: Iterable[Token], whose: Callable[[Token], bool] | None) -> tuple[bool, bool]:
    """Whether the content says what the speaker's own side will do, and what others will."""
    own = other = False
    for token in tokens:
        reported = whose is not None and token.lower_ in WOULD and not _unreal(token.head)
        if token.pos_ == "AUX" and (reported or token.lower_ in WILL):
            subject = clauses.surface_subject(token.head)
            mine = subject is not None and (
                subject.lower_ in FIRST_PERSONS
                or any(c.lower_ in ("my", "our") for c in subject.children)
                or (whose is not None and whose(subject))
            )
            own, other = own or mine, other or not mine
    return own, other


def _unreal(verb: Token) -> bool:
    """Whether "would" speaks of what is not: "would have gone", "would like", "would go if"."""
    words = {c.lower_ for c in verb.children}
    return (
        verb.lemma_ in ("like", "prefer", "love", "be") or "have" in words or "if" in {t.lower_ for t in verb.subtree}
    )


def _had_to(token: Token, own: Callable[[Token], bool]) -> bool:
    """Whether others "had to" do something, as the speaker told: "said that Quito had to pay"."""
    verb = clauses.child(token, "xcomp") if token.lower_ == "had" else None
    if verb is None or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    subject = clauses.surface_subject(token)
    return subject is not None and subject.lower_ not in FIRST_PERSONS and not own(subject)


def certainty_of(text: str, cue_certainty: str, acts: tuple[Act, ...]) -> Certainty:
    """Return how sure the statement is, the strongest hedge winning: denied, doubtful, possible, probable, certain."""
    if "denial" in acts or cue_certainty == "denied":
        return "denied"
    if NO_DOUBT.search(text):
        return "certain"
    if DOUBTFUL.search(text) or cue_certainty == "doubtful":
        return "doubtful"
    if POSSIBLE.search(text) or cue_certainty == "possible":
        return "possible"
    if PROBABLE.search(text) or cue_certainty == "probable":
        return "probable"
    return "certain"
