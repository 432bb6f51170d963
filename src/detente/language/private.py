"""Private doings: what firms, artists, players and the weather do is no deed between the states that they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.refs import Ref
    from detente.language.tree import Token

# Weather and other forces that "invade", "batter" and "strike" countries.
NATURE = frozenset(
    """
    typhoon storm hurricane cyclone tornado spell front wave heatwave smoke haze dust sandstorm flood flooding earthquake
    quake tremor tsunami wind gale rain snow blizzard drought wildfire eruption virus disease pandemic epidemic outbreak
    locust swarm jellyfish
    """.split()
)
# Who plays and who makes art, and their public.
PLAYERS = frozenset(
    """
    player coach captain goalkeeper defender midfielder striker forward winger sprinter runner swimmer skier skater
    rider cyclist bowler batsman boxer wrestler golfer jockey racer athlete footballer cricketer gymnast rower champion
    grandmaster teammate referee umpire squad
    """.split()
)
ARTISTS = frozenset(
    """
    critic audience jury reader viewer fan collector painter pianist violinist conductor composer singer musician actor
    actress dancer novelist poet sculptor photographer filmmaker designer chef gardener tenor soprano rapper band
    orchestra astronomer amateur listener spectator
    """.split()
)
# Firms, their parts and those who work there; works and goods.
FIRMS = frozenset(
    """
    group fund builder firm company carrier airline bank grower trader supplier buyer seller maker shipper insurer
    retailer rival competitor owner chairman investor shareholder board house carmaker manufacturer brewer miner driller
    utility operator subsidiary startup start-up lender broker distributor importer exporter farmer restaurant shop
    store chain brand publisher label union pilot
    """.split()
)
WORKS = frozenset("film movie thriller novel song album series show play musical opera drama portrait comedy".split())
CLUBS = frozenset("board club league team federation association side union".split())
# Who breaks common law, and the words of such breaches.
PEOPLE = frozenset(
    "man woman boy girl couple gang thief robber burglar driver teenager pensioner suspect shopkeeper".split()
)
CRIMES = frozenset(
    """
    stab theft rob robbery burglary murder fraud rape drunk shoplifting pickpocket assault mug mugging steal heist
    manslaughter arson brawl knife
    """.split()
)


def is_private(event: Token, kind: str, source: Ref, target: Ref | None, nouns: tuple[str, str]) -> bool:
    """Whether an event of a type is nobody's deed but a private one's; ``nouns`` are the lemmas that name the two sides."""
    doer, other = nouns
    if doer in NATURE or doer in WORKS or (source.kind == "pronoun" and _nature_before(event)):
        return True
    public = target is None or (target.kind in ("state", "organ", "office", "organisation") and target.sector is None)
    if doer in PLAYERS | ARTISTS:
        return not public
    if doer in FIRMS and (other in FIRMS or (kind == "ASSAULT" and not public)):
        return True
    if doer in CLUBS and other in PLAYERS:
        return True
    return kind == "COERCE" and other in PEOPLE and source.kind == "name" and _of_crime(event)


def _nature_before(event: Token) -> bool:
    return any(
        t.lemma_.lower() in NATURE and t.dep_ in ("nsubj", "nsubjpass", "compound")
        for t in event.doc[event.sent.start : event.i]
    )


def _of_crime(event: Token) -> bool:
    return any(t.lemma_.lower() in CRIMES for t in event.sent)
