"""Headlines: verbs that the parse takes for nouns, as in "Norway sanctions Belarus" or "Russia bombs Kyiv hospital"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.parties import party_at

if TYPE_CHECKING:
    from detente.codebook import Codebook, Frame
    from detente.language.refs import Ref, Refs
    from detente.language.tree import Token


def act(token: Token, refs: Refs, codebook: Codebook) -> tuple[Frame, Ref, Ref] | None:
    """Return the frame, the doer and whom it is done to, where a noun between two actors heads a sentence without a verb."""
    if token.dep_ != "ROOT" or token.pos_ not in ("NOUN", "PROPN") or token.i + 1 >= token.sent.end or not token.i:
        return None
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "relcl", "advcl", "pcomp") for t in token.sent):
        return None
    before, after = token.nbor(-1), _head_after(token)
    if before.pos_ != "PROPN" or before.dep_ not in ("compound", "nmod", "nsubj") or after is None:
        return None
    doer, target = refs.at(before), party_at(after, refs)
    if doer is None or target is None or not doer.country or not target.country or doer.country == target.country:
        return None
    for frame in codebook.verbs.get(token.lemma_.lower(), ()):
        if frame.particle or frame.preposition or frame.complement or "object" not in frame.target:
            continue
        if frame.objects is None or after.lemma_.lower() in frame.objects:
            return None if frame.silent else (frame, doer, target)
    return None


def _head_after(token: Token) -> Token | None:
    """The head of the phrase that starts right after a token."""
    following = token.nbor(1)
    if following.pos_ not in ("PROPN", "ADJ", "NOUN", "NUM"):
        return None
    while following.dep_ in ("compound", "amod", "nmod", "nummod", "poss") and following.head.i > following.i:
        following = following.head
    return following if following.i > token.i and following.head.i == token.i else None
