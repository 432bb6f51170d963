"""Bynames: words that stand for a state once it has been named: "the North", "the kingdom", "the Gulf state", "its neighbour"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.groups import STATE_CODE
from detente.language.places import neighbours

if TYPE_CHECKING:
    from detente.language.discourse import Discourse
    from detente.language.tree import Token

# The halves of a divided state, and whose report it is if one of the two has been named.
HALVES = {"North": "PRK", "South": "KOR"}
KOREAS = frozenset(HALVES.values())
# Kinds of states, by the plain noun that the press calls them by. Source: general geographical knowledge.
KINDS = {
    "island": frozenset("TWN CUB CYP LKA MLT BHR MDG HTI JAM ISL SGP".split()),
    "kingdom": frozenset("SAU JOR MAR BHR THA BTN ESP NLD BEL DNK NOR SWE LSO SWZ KHM TON".split()),
    "emirate": frozenset("QAT KWT ARE".split()),
    "sultanate": frozenset("OMN BRN".split()),
    "archipelago": frozenset("PHL IDN MDV SYC COM BHS FJI".split()),
    "monarchy": frozenset("SAU JOR MAR BHR QAT KWT OMN ARE THA".split()),
}
# Bodies, by what they are called once they have been named.
BODIES = {
    "alliance": frozenset(("NATO",)),
    "bloc": frozenset("EU ASEAN ECOWAS BRICS SADC MERCOSUR CSTO EAC GCC EAEU SCO".split()),
    "commission": frozenset(("EU",)),
}
# Nouns for any state.
PLAIN = frozenset("country state nation republic".split())
NEIGHBOURS = frozenset("neighbour neighbor".split())
# Who else a state has beside it, by what they are to it.
ALLIES = frozenset("ally partner rival foe adversary enemy patron protector benefactor".split())
WORDS = KINDS.keys() | PLAIN | BODIES.keys()
# States by what the press calls the part of the world that they lie in. Source: general geographical knowledge.
_GULF = "SAU ARE QAT KWT BHR OMN"
_NORTH_AFRICA = "MAR DZA TUN LBY EGY"
_HORN = "ETH ERI SOM DJI"
_WEST_AFRICA = "NGA GHA SEN MLI BFA NER CIV GIN BEN TGO SLE LBR GMB GNB MRT CPV"
_EAST_AFRICA = f"KEN TZA UGA RWA BDI SSD {_HORN}"
_CENTRAL_AFRICA = "CMR CAF TCD COG COD GAB GNQ RWA BDI"
_SOUTHERN_AFRICA = "ZAF ZWE ZMB MOZ AGO NAM BWA LSO SWZ MWI"
_AFRICA = f"{_NORTH_AFRICA} {_WEST_AFRICA} {_EAST_AFRICA} {_CENTRAL_AFRICA} {_SOUTHERN_AFRICA} SDN MDG MUS COM SYC"
_LEVANT = "LBN SYR JOR ISR PSE"
_MIDDLE_EAST = f"{_GULF} {_LEVANT} IRQ IRN YEM TUR EGY"
_CENTRAL_ASIA = "KAZ KGZ TJK UZB TKM"
_SOUTH_ASIA = "IND PAK BGD NPL BTN LKA MDV AFG"
_SOUTHEAST_ASIA = "THA KHM LAO VNM MMR MYS SGP IDN PHL BRN TLS"
_EAST_ASIA = "CHN JPN KOR PRK TWN MNG"
_ANDES = "BOL PER ECU COL CHL VEN"
_SOUTH_AMERICA = f"{_ANDES} ARG BRA URY PRY GUY SUR"
_CENTRAL_AMERICA = "GTM HND SLV NIC CRI PAN BLZ"
_CARIBBEAN = "CUB HTI DOM JAM TTO BRB BHS GRD LCA VCT KNA ATG DMA"
_BALTIC = "EST LVA LTU"
_NORDIC = "SWE NOR DNK FIN ISL"
_BALKANS = "SRB XKX MKD MNE BIH HRV ALB BGR ROU GRC SVN"
_EASTERN_EUROPE = "UKR BLR MDA POL ROU BGR HUN SVK CZE"
_WESTERN_EUROPE = "FRA DEU GBR NLD BEL LUX AUT CHE IRL ITA ESP PRT GRC MLT CYP"
_EUROPE = f"{_BALTIC} {_NORDIC} {_BALKANS} {_EASTERN_EUROPE} {_WESTERN_EUROPE}"
_MELANESIA = "FJI SLB VUT PNG"
_PACIFIC = f"{_MELANESIA} WSM TON TUV KIR NRU MHL FSM PLW"
_BY_REGION = {
    "gulf": _GULF, "arab": f"{_GULF} {_NORTH_AFRICA} {_LEVANT} IRQ YEM SDN MRT SOM", "african": _AFRICA,
    "north african": _NORTH_AFRICA, "maghreb": _NORTH_AFRICA, "west african": _WEST_AFRICA, "east african": _EAST_AFRICA,
    "central african": _CENTRAL_AFRICA, "southern african": _SOUTHERN_AFRICA, "sahel": "MLI BFA NER TCD MRT",
    "middle eastern": _MIDDLE_EAST, "levantine": _LEVANT, "central asian": _CENTRAL_ASIA, "south asian": _SOUTH_ASIA,
    "southeast asian": _SOUTHEAST_ASIA, "east asian": _EAST_ASIA, "himalayan": "NPL BTN IND",
    "asian": f"{_CENTRAL_ASIA} {_SOUTH_ASIA} {_SOUTHEAST_ASIA} {_EAST_ASIA}", "andean": _ANDES,
    "south american": _SOUTH_AMERICA, "central american": _CENTRAL_AMERICA, "caribbean": _CARIBBEAN,
    "latin american": f"{_SOUTH_AMERICA} {_CENTRAL_AMERICA} {_CARIBBEAN} MEX", "baltic": _BALTIC, "nordic": _NORDIC,
    "scandinavian": "SWE NOR DNK", "balkan": _BALKANS, "east european": _EASTERN_EUROPE, "eastern european": _EASTERN_EUROPE,
    "central european": "POL CZE SVK HUN AUT DEU CHE", "european": _EUROPE, "caucasus": "GEO ARM AZE", "caucasian": "GEO ARM AZE",
    "melanesian": _MELANESIA, "pacific": _PACIFIC, "polynesian": "WSM TON TUV", "alpine": "CHE AUT",
    "island": f"{_PACIFIC} {_CARIBBEAN} LKA MDV MUS SYC COM MDG CYP MLT ISL BHR SGP",
}  # fmt: skip
REGIONS = {name: frozenset(codes.split()) for name, codes in _BY_REGION.items()}
# So many words a byname may have between "the" and its noun.
MOST_WORDS = 4


def country(token: Token, discourse: Discourse) -> str | None:
    """Return the state that a byname means here, None where the word is none or no such state has been named."""
    if token.text in HALVES:
        return _half(token, discourse)
    word = token.lower_
    if word not in WORDS or not token.i or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return None
    before = _words_before(token)
    if before is None:
        return None
    if word in BODIES:
        if before or (word == "commission" and token.text[0] != "C"):
            return None
        return next((r.country for r in reversed(discourse.actors) if r.country in BODIES[word]), None)
    part = region(before)
    kinds = KINDS.get(word)
    named = [ref.country for ref in reversed(discourse.actors) if ref.country]
    if part is not None:
        return next((c for c in named if c in part), None)
    if kinds is None or (before and token.nbor(-1).pos_ == "PROPN"):
        return None
    return next((c for c in named if c in kinds), None)


def neighbour(token: Token, owner: str, discourse: Discourse) -> str | None:
    """Return the state named last that borders on the owner: "its northern neighbour"."""
    if any(c.dep_ in ("appos", "nmod", "compound") for c in token.children) or token.dep_ == "compound":
        return None  # "its neighbour Iraq"
    near = neighbours(owner)
    steps = [s.ref.country for s in discourse.trail if s.ref.country]
    named = [ref.country for ref in discourse.actors if ref.country]
    return next((c for c in (*reversed(steps), *reversed(named)) if c in near), None)


def ally(owner: str, discourse: Discourse) -> str | None:
    """Return the one other state that the last two sentences name: "stood by its ally"; None where there are several."""
    near = [s.ref.country for s in discourse.trail if s.sentence >= discourse.sentence - 2 and s.ref.country]
    others = dict.fromkeys(c for c in near if c != owner and len(c) == STATE_CODE)
    return next(iter(others)) if len(others) == 1 else None


def _half(token: Token, discourse: Discourse) -> str | None:
    if not token.i or token.nbor(-1).lower_ != "the":
        return None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    alone = after is None or not (after.text[0].isupper() or after.text in ("-", "of") or after.pos_ in ("NOUN", "ADJ"))
    return HALVES[token.text] if alone and any(ref.country in KOREAS for ref in discourse.actors) else None


def _words_before(token: Token) -> list[str] | None:
    """The words between "the" and a noun, None where no "the" stands near before it."""
    words: list[str] = []
    for i in range(token.i - 1, max(-1, token.i - MOST_WORDS - 2), -1):
        word = token.doc[i]
        if word.lower_ in ("the", "this"):
            return words[::-1]
        if word.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "VERB", "PUNCT") or word.text in ",;:":
            return None
        words.append(word.lower_)
    return None


def region(words: list[str]) -> frozenset[str] | None:
    """The states of the part of the world that words name, the more exact name first."""
    pairs = (" ".join(words[i : i + 2]) for i in range(len(words) - 1))
    return next((REGIONS[name] for name in (*pairs, *words) if name in REGIONS), None)
