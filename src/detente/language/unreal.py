"""Unreal deeds: those of novels, games and forgeries, and the figures of speech of sport and trade."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.private import is_private

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.refs import Ref
    from detente.language.tree import Token

# What is told in these never was.
FICTION = frozenset(
    """
    novel film movie play episode sketch comic cartoon thriller drama satire musical opera ballet poem dream scenario
    simulation parody spoof joke hoax screenplay manga fable fairytale sitcom deepfake forgery fabrication wargame
    stage screen canvas miniseries trilogy blockbuster novella prank nightmare daydream fantasy
    """.split()
)
# The same with the word before them.
OF_FICTION = frozenset(
    """
    game:video game:computer game:war game:board game:role tale:fairy history:alternate history:alternative
    universe:parallel universe:alternate world:imaginary experiment:thought exercise:tabletop exercise:table
    """.split()
)
# What shows or tells, and the words that say that it lies.
FORGED = frozenset(
    """
    fake forged doctored bogus fabricated satirical spoof fictional fictitious manipulated staged false imaginary fools
    counterfeit ai-generated generated photoshopped invented hoax
    """.split()
)
TELLERS = frozenset(
    """
    video letter story photo photograph recording document image clip tape memo account report broadcast post tweet
    article screenshot footage picture cable dossier message audio website headline page
    """.split()
)
UNTRUE = frozenset(
    """
    fabrication fake hoax lie fiction nonsense invention fantasy forgery rumour rumor myth disinformation falsehood
    untruth slander
    """.split()
)
SETTING = frozenset("in during within on".split())
INVENTING = frozenset("plant invent fabricate concoct forge fake spread peddle".split())
# Words of games that states' teams play, and a score.
SPORT = frozenset(
    """
    final semi-final semifinal semi quarter-final quarterfinal match tournament championship cup qualifier medal wicket
    innings goalkeeper midfielder quarterback olympics fixture referee playoff play-off shootout league trophy semis
    rugby cricket football handball hockey basketball volleyball tennis sprinter defender wicketkeeper cyclist
    batsman bowler chess checkmate grandmaster scrum line-out half-time wimbledon
    """.split()
)
SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
# Types that sport and trade speak in figures of.
FIGURES = frozenset("ASSAULT COERCE MOBILIZE RETREAT THREATEN CONSULT".split())
# What sides say to each other in reports of sport, and so many words of sport that make one.
WORDS = frozenset("REJECT ACCUSE".split())
MATCHES = 2
# Who fights in figures of speech only.
PEACEFUL = frozenset(
    """
    lorry truck bus train refugee migrant villager pilgrim ambulance
    furniture opera film series music food fashion product export import brand song team runner player club avocado wine
    beer cuisine restaurant designer artist show novel app toy phone electronics textile shoe clothes cinema band actor
    singer athlete swimmer cyclist footballer striker batsman cricketer golfer shipbuilder carmaker automaker retailer
    manufacturer airline supermarket chain tourist skier sprinter boxer wrestler rower sailor-racer chef shopper
    buyer investor shareholder fruit vegetable car cheese tomato startup start-up producer maker grower brewer distiller
    vintner exporter developer studio publisher broadcaster bookmaker insurer hotelier discounter chain-store
    """.split()
)
# What is conquered, and who is fought, in trade only.
MARKETS = frozenset(
    "goal goalmouth net midfield market rival competitor consumer shopper traveller traveler audience".split()
)
# What is told under these is only thought of.
IMAGINING = frozenset("imagine fantasise fantasize daydream".split())
SHOWS = frozenset("series show drama saga".split())
# Furthest that words above an event are followed.
CLIMB = 6


def is_unreal(event: Token, kind: str, source: Ref, target: Ref | None) -> bool:
    """Whether an event of a type is told as fiction, forgery, or a figure of speech of sport or trade."""
    above = list(_above(event))
    if any(_set_in_fiction(t) or _invented(t, event) or _told_by_forgery(t) for t in above):
        return True
    if any(_called_untrue(t) for t in above if t.i != event.i or kind != "REJECT"):  # "dismissed the charge as a lie"
        return True
    if any(t.lemma_.lower() in IMAGINING for t in above[1:]):
        return True
    doer, other = _noun_of(source, event), _noun_of(target, event) if target is not None else ""
    if is_private(event, kind, source, target, (doer, other)):
        return True
    bare = all(r is None or r.kind == "state" for r in (source, target))
    if bare and kind in FIGURES | WORDS and _of_matches(event):
        return True
    if kind not in FIGURES:
        return False
    if doer in PEACEFUL or doer.endswith("maker") or other in MARKETS:
        return True
    return bare and _of_sport(event)


def _of_matches(event: Token) -> bool:
    """Whether a paragraph is about sport: it has several of its words."""
    return len({t.lemma_.lower() for t in event.doc} & SPORT) >= MATCHES


def _noun_of(ref: Ref, event: Token) -> str:
    """The lemma of the noun that names somebody, looking out from an adjective: "the Chinese market"."""
    if ref.head >= len(event.doc):
        return ""
    head = event.doc[ref.head]
    if head.dep_ in ("amod", "compound", "nmod") and head.head.pos_ == "NOUN":
        head = head.head
    return head.lemma_.lower()


def _above(token: Token) -> Iterator[Token]:
    """The event's word and the verbs and nouns above it."""
    for _ in range(CLIMB):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _set_in_fiction(word: Token) -> bool:
    """ "In the novel, Japan bombs San Francisco", "a war in the film"."""
    for c in word.children:
        if (
            c.dep_ == "prep"
            and c.lower_ in SETTING
            and (noun := clauses.child(c, "pobj")) is not None
            and _fiction(noun)
        ):
            return True
    return False


def _invented(word: Token, event: Token) -> bool:
    """ "Planted a report that Qatar had recalled": what is made up, by the verb over the noun that tells it."""
    if word.i == event.i or word.pos_ != "VERB" or word.lemma_.lower() not in INVENTING:
        return False
    told = clauses.direct_object(word)
    return told is not None and told.lemma_.lower() in TELLERS | UNTRUE | {"claim", "idea"} and told.is_ancestor(event)


def _fiction(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in FICTION:
        return True
    of = next((c for c in noun.children if c.lower_ == "of" and c.i > noun.i), None)
    if lemma in ("season", "episode", "finale") and of is not None:
        return any(t.lemma_.lower() in SHOWS for t in of.subtree)
    if lemma == "series":
        return of is None and noun.tag_ == "NN" and any(c.lower_ == "the" for c in noun.lefts)
    return any(f"{lemma}:{c.lower_}" in OF_FICTION for c in noun.lefts)


def _told_by_forgery(word: Token) -> bool:
    """ "A fake video showed", "the film imagines"; but not "a video showed"."""
    if word.pos_ not in ("VERB", "AUX"):
        return False
    for teller in (c for c in word.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < word.i):
        lemma = teller.lemma_.lower()
        if _fiction(teller) and lemma != "report":
            return True
        if lemma in TELLERS and any(c.lower_ in FORGED for c in teller.children):
            return True
    return False


def _called_untrue(word: Token) -> bool:
    """ "Dismissed as fabrication an account of its jets bombing"."""
    return any(
        c.lower_ == "as" and (noun := clauses.child(c, "pobj")) is not None and noun.lemma_.lower() in UNTRUE
        for c in word.children
        if c.dep_ == "prep"
    )


def _of_sport(event: Token) -> bool:
    sentence = event.sent
    if any(t.lower_ == "goals" and any(c.dep_ == "nummod" for c in t.children) for t in sentence):
        return True
    return any(t.lemma_.lower() in SPORT and t.pos_ in ("NOUN", "PROPN", "ADJ") for t in sentence) or (
        SCORE.search(sentence.text) is not None
    )
