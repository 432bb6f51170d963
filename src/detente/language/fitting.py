"""Fitting: whether the words that a frame asks for stand with a verb, noun or adjective, whoever its parties are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.codebook import Frame
    from detente.language.tree import Token

# Nouns that only measure or group what the next noun names: "several rounds of sanctions", "a wave of attacks".
MEASURES = frozenset(
    """
    planeload shipload truckload lorryload load consignment shipment crate bag sack
    array batch bout bunch campaign flurry group host kind number package part raft range round series set sort
    spate string type wave lot dozen hundred thousand million billion majority rest most exchange act form session
    hour minute day week year couple percent pct half third quarter part portion bulk fraction number
    dollar euro pound yen mark franc rouble ruble tonne ton worth instalment installment tranche batch member
    """.split()
)
# Nouns after "on", "in" and "at" that only say when.
TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december day week month year morning afternoon evening night weekend eve anniversary midnight
    """.split()
)
SPANS = frozenset("hour day week month".split())
# Verbs that answer one deed with another: "responded with tariffs", "hit back with an embargo".
ANSWERING = frozenset("answer respond retaliate counter reply react reciprocate hit strike".split())
# Verbs that give a name to something, what is charged, and names that say that it is not so.
NAMING = frozenset("term style characterise characterize call brand label term dub describe".split())
CHARGES = frozenset(
    "claim charge accusation allegation report suggestion assertion complaint rumour rumor story version notion contention".split()
)
FALSE = frozenset(
    """
    absurd baseless slander slanderous lie nonsense nonsensical false fake fabrication fabricated groundless untrue
    rubbish propaganda disinformation unfounded ridiculous ludicrous preposterous invention hoax fiction fantasy libel
    """.split()
)
BAD = frozenset(
    """
    aggression aggressive barbaric blackmail brazen cowardly crime criminal cruel cynical dangerous deplorable despicable
    disgrace disgraceful escalation hostile hypocritical illegal illegitimate immoral insult insulting irrational
    irresponsible manic mistake outrage outrageous piracy provocation provocative reckless shameful slap terrorism
    discriminatory offensive insensitive unwelcome farce sham mockery betrayal humiliation hypocrisy hypocrite meddling
    interference diatribe defamatory colonial imperialist racist lawless inflammatory heinous vile odious abhorrent
    appalling shocking scandalous scandal disproportionate excessive undemocratic repressive one-sided biased
    backward counterproductive counter-productive misguided short-sighted shortsighted dishonest duplicitous treacherous
    treachery perfidy plunder robbery pirate bully bullying harassment intimidation abuse persecution massacre butchery
    bloodbath genocide apartheid fascist nazi dictator tyrant pariah rogue dagger escalatory breach
    affront destabilising destabilizing disappointing inadmissible inhumane intolerable menace nest hotbed regrettable threat unfair
    unfriendly unhelpful terrorist theft unacceptable unjust unjustified unlawful unprovoked unwarranted violation
    """.split()
)
# Verbs of judging that take a name in the same way.
FINDING = frozenset(
    "dismiss reject find consider deem judge declare pronounce slam condemn denounce blast decry".split()
)
# Lists, and those on them whom it is good to be one of.
LISTS = frozenset("list lists whitelist register club scheme".split())
FRIENDLY = frozenset(
    "trusted white whitelist favoured favored preferred preferential privileged safe friendly partners allies".split()
)
# So many words after the verb the name is looked for.
NAMED_WITHIN = 16
# How the parse hangs a frame's particle on its verb: "turn down", "said no", "sent packing".
PARTICLES = frozenset("prt advmod prep advcl npadvmod oprd intj xcomp ccomp acomp".split())
# Longest chain from an event noun up to the verb that makes it happen.
CHAIN = 3


def may_fit(frame: Frame, words: set[str], heads: dict[str, int]) -> bool:
    """Return whether the words that a frame asks for stand below its verb at all: most frames fail here, and soonest.

    ``words`` are those below the verb in lower case, ``heads`` as in :func:`verb_fits`.
    """
    if frame.particle is not None and frame.particle not in words:
        return False
    if frame.preposition is not None:
        return frame.preposition.rpartition(" ")[2] in words
    return frame.particle is not None or frame.objects is None or not frame.objects.isdisjoint(heads)


def verb_fits(frame: Frame, verb: Token, heads: dict[str, int]) -> tuple[int, ...] | None:
    """Return the nouns that a frame uses up if all that it asks for stands with the verb, else None.

    ``heads`` gives the place of each lemma of the verb's object, as :func:`object_heads` finds them.
    """
    if frame.particle is not None and not _particle(verb, frame.particle):
        return None
    if frame.complement is not None and not complemented(verb, frame.complement):
        return None
    if frame.preposition is not None:
        deep = frame.objects is not None or "object" in frame.target
        nouns = [n for p, n in clauses.prepositional(verb, deep=deep) if p == frame.preposition and not _timed(p, n)]
        clause = clauses.complement(verb) if not nouns else None
        if clause is not None:  # "calls for the governor to resign"
            nouns += [c for c in clause.children if c.dep_ == "mark" and c.lower_ == frame.preposition]
        if not nouns:  # "accused of shelling": no noun follows
            nouns += [c for c in verb.children if c.dep_ == "prep" and c.lower_ == frame.preposition and not _dating(c)]
        if not nouns:
            return None
        if frame.objects is None:
            return ()
        heads = {**heads, **{lemma: i for noun in nouns for lemma, i in object_heads(noun)}}
    if frame.objects is None:
        return ()
    if frame.particle is not None and frame.preposition is None:
        heads = {**heads, **_under(verb, frame.particle)}
    found = frame.objects & heads.keys()
    return tuple(heads[lemma] for lemma in found) if found else None


def _dating(preposition: Token) -> bool:
    return any(_timed(preposition.lower_, noun) for noun in preposition.children)


def _timed(preposition: str, noun: Token) -> bool:
    """Whether a phrase only says when: "called the king on Sunday" calls on nobody."""
    return preposition in ("on", "in", "at", "for") and noun.lemma_.lower() in TIMES


def _particle(verb: Token, particle: str) -> bool:
    return any(c.lower_ == particle and c.dep_ in PARTICLES for c in verb.children)


def _under(verb: Token, particle: str) -> dict[str, int]:
    """The object where the parse has hung it on the particle as on a preposition: "voted down the request"."""
    nouns = (clauses.child(c, "pobj") for c in verb.children if c.lower_ == particle and c.dep_ == "prep")
    return {lemma: i for noun in nouns if noun is not None for lemma, i in object_heads(noun)}


def object_heads(noun: Token | None, depth: int = 2) -> Iterator[tuple[str, int]]:
    """Yield the lemmas that can meet a frame's objects: the head, with its compound, what it measures, what is joined to it."""
    if noun is None:
        return
    for head in clauses.coordinated(clauses.antecedent(noun)):
        lemma = head.lemma_.lower()
        yield lemma, head.i
        for c in head.children:
            if c.dep_ in ("compound", "amod", "nmod"):
                yield f"{c.lemma_.lower()} {lemma}", head.i
                yield f"{c.lower_} {lemma}", head.i
                if head.pos_ == "PROPN":  # "summoned Ambassador Burns"
                    yield c.lower_, head.i
        if depth and (lemma in MEASURES or head.pos_ == "NUM" or head.tag_ in ("CD", "DT", "JJR")):
            inner = next((n for p, n in clauses.prepositional(head, deep=False) if p == "of"), None)
            yield from object_heads(inner, depth - 1)


def noun_lemmas(noun: Token) -> Iterator[str]:
    """Yield the lemmas under which a noun's frames stand: with the word before it first, then alone."""
    lemma = noun.lemma_.lower()
    for c in noun.children:
        if c.dep_ in ("compound", "amod", "nmod") and c.i < noun.i:
            yield f"{c.lemma_.lower()} {lemma}"
            if c.lower_ != c.lemma_.lower():
                yield f"{c.lower_} {lemma}"
    for preposition, inner in clauses.prepositional(noun, deep=False):
        if preposition == "of":  # "an exchange of prisoners"
            yield f"{inner.lemma_.lower()} {lemma}"
    yield lemma


def support(noun: Token, frame: Frame) -> Token | None:
    """Return the verb that makes the noun's event happen: "imposed several rounds of sanctions"."""
    token = noun
    for _ in range(CHAIN):
        head = token.head
        if token.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ == "VERB":
            return head if head.lemma_.lower() in frame.support else None
        if token.dep_ == "conj":
            token = head
        elif token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in MEASURES:
            token = head.head
        elif (token.dep_ == "pobj" and head.lower_ == "with" and head.head.lemma_.lower() in ANSWERING) or (
            token.dep_ == "pobj"
            and head.head.pos_ == "VERB"
            and f"{head.head.lemma_.lower()} {head.lower_}" in frame.support
        ):
            return head.head
        else:
            # "sanctions imposed by Brussels": the verb stands after the noun
            acl = clauses.child(token, "acl", "relcl")
            return acl if acl is not None and acl.lemma_.lower() in frame.support and clauses.is_passive(acl) else None
    return None


def branded(verb: Token) -> Token | None:
    """Return what a verb of naming calls bad: "called the trip irresponsible", "described the law as a provocation"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in NAMING | FINDING:
        return None
    if clauses.is_passive(verb) and clauses.agent(verb) is None:
        return None
    thing = clauses.direct_object(verb)
    named = clauses.child(verb, "ccomp") if thing is None else None
    if named is not None and named.pos_ in ("ADJ", "NOUN"):  # "found the statement offensive"
        thing = clauses.child(named, "nsubj")
    if thing is None:
        return None
    after = thing.doc[max(thing.i, verb.i) + 1 : verb.sent.end]
    for token in after[:NAMED_WITHIN]:
        if token.pos_ in ("VERB", "AUX") or token.text in ',;"”':
            return None
        if token.lemma_.lower() in BAD or (token.lower_ == "stab" and "back" in [t.lower_ for t in after]):
            return thing
    return None


def dismissed(verb: Token) -> Token | None:
    """Return the charge that a verb of naming calls false: "called the claims absurd", "a charge that it called slander"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in NAMING | {"dismiss"}:
        return None
    charge = clauses.direct_object(verb)
    if charge is None and verb.dep_ in ("acl", "relcl"):
        charge = verb.head
    if charge is None or charge.lemma_.lower() not in CHARGES:
        return None
    own = {t.i for t in charge.subtree} if charge.i > verb.i else set()
    for token in verb.doc[verb.i + 1 : verb.sent.end][:NAMED_WITHIN]:
        if token.lemma_.lower() in FALSE:
            return charge
        if token.pos_ in ("VERB", "AUX") and token.i not in own:
            return None
    return None


def adjective_fits(frame: Frame, adjective: Token) -> bool:
    """Return whether the clause and preposition that a frame asks for stand with the adjective."""
    if frame.complement is not None and not complemented(adjective, frame.complement):
        return False
    return frame.preposition is None or any(p == frame.preposition for p, _ in clauses.prepositional(adjective))


def complemented(token: Token, kind: str) -> bool:
    """Return whether a verb or adjective takes a clause of the kind that a frame asks for."""
    clause = clauses.complement(token)
    if clause is None or kind == "clause":
        return clause is not None
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def favours(verb: Token) -> bool:
    """Whether somebody is struck off a list of friends: "removed it from its list of trusted partners"."""
    words = {t.lower_ for t in verb.subtree}
    return bool(words & LISTS) and bool(words & FRIENDLY)


def no_longer(verb: Token) -> bool:
    """Whether a verb says that something is not done any more, and not only that it will not be."""
    adverbs = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "neg")}
    words = {t.lower_ for c in verb.children if c.dep_ in ("advmod", "neg") for t in c.subtree}
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(adverbs & {"longer"}) and "no" in words and not auxiliaries & {"will", "would", "may", "might", "could"}


def as_two(verb: Token) -> bool:
    """Whether the two who promise were named before, and so promise each other: "the two pledged to work for"."""
    doers = clauses.surface_subject(verb)
    return doers is not None and doers.pos_ != "PROPN" and verb.lemma_ in ("pledge", "promise", "vow", "commit")


def their_own(verb: Token) -> bool:
    """Whether two named before do something to what is theirs together: "the two neighbours reopened their bridge"."""
    thing = clauses.direct_object(verb) if verb.pos_ == "VERB" else None
    doers = clauses.surface_subject(verb) if thing is not None else None
    two = doers is not None and any(c.lower_ in ("two", "both") for c in doers.children)
    return two and thing is not None and any(c.dep_ == "poss" and c.lower_ == "their" for c in thing.children)
