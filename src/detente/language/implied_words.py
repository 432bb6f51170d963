"""The words and types by which it is told whom a deed is aimed at that its own clause aims at nobody."""

from __future__ import annotations

# Acts that are always aimed at somebody.
AIMED = frozenset("SANCTION COERCE ASSAULT THREATEN ACCUSE".split())
# Acts whose clause tells on whom; and acts that are done to whoever the act that they are joined to is done to.
OUTER = frozenset("THREATEN REJECT AGREE REQUEST".split())
SHARED = AIMED | {"MOBILIZE", "REQUEST", "REJECT", "AGREE", "CONCEDE"}
FACTS = ("happened", "ongoing")
HARM = frozenset("ASSAULT SANCTION COERCE".split())
DONE_TO = HARM | {"MOBILIZE"}
# "In ...": what comes after answers what came before.
ANSWERS = frozenset("response turn retaliation return reply answer kind revenge reprisal reaction".split())
# They say what made somebody do a thing.
PROVOKING = frozenset("prompt lead provoke drive push".split())
# "Hit back", "returned fire", "fired back" answer too.
BACK = frozenset("hit strike fire shoot return shell fight".split())
REVENGE = frozenset("revenge retaliation reprisal vengeance response countermeasure".split())
# Types that judge what another has done, and the nouns that say of which types the deed was.
JUDGES = frozenset("ACCUSE SUPPORT REJECT".split())
_NOUNS = {
    "ASSAULT MOBILIZE": """demolition destruction storming sinking ramming ambush murder burning flight overflight intrusion
        shoot-down aggression assault attack bombardment bombing downing incursion invasion killing launch launching
        offensive operation raid shelling shooting strike test""",
    "MOBILIZE ASSAULT COOPERATE": "deployment drill exercise manoeuvre maneuver wargame",
    "SANCTION": "ban boycott embargo expulsion restriction sanction suspension tariff",
    "COERCE SANCTION": "annexation arrest blockade closure crackdown detention seizure",
    "RETREAT": "pullout withdrawal",
}
JUDGED = {noun: frozenset(types.split()) for types, nouns in _NOUNS.items() for noun in nouns.split()}
# Nouns for any deed ("denounced the move"), and the types of what can be meant.
MOVES = frozenset("move step measure action act decision gesture manoeuvre maneuver behaviour behavior".split())
_DEEDS = "SANCTION COERCE ASSAULT MOBILIZE RETREAT CONCEDE AGREE SUPPORT COOPERATE AID REJECT THREATEN CONSULT PROTEST"
JUDGED |= dict.fromkeys(MOVES, frozenset(_DEEDS.split()))
JUDGED |= dict.fromkeys(
    "deal accord pact agreement memorandum treaty".split(), frozenset("AGREE SUPPORT COOPERATE".split())
)
# What is answered by one side was said or done to it by the other.
_ANSWERED = {
    "ACCUSE ASSAULT": "assertion version contention notion",
    "ACCUSE": "accusation allegation charge claim report reproach criticism rebuke suggestion complaint suit lawsuit case",
    "REQUEST": "demand request appeal call plea ultimatum",
    "REQUEST AGREE CONSULT": "proposal offer invitation overture suggestion",
    "THREATEN REQUEST": "threat warning",
    "SANCTION REQUEST ACCUSE": "resolution",
    "ACCUSE PROTEST": "protest",
}
ANSWERED = {noun: frozenset(types.split()) for types, nouns in _ANSWERED.items() for noun in nouns.split()}
# What somebody says of his own side to another is aimed at the one who is told.
ADDRESSED = frozenset("SUPPORT REJECT AGREE THREATEN REQUEST CONCEDE".split())
# So many events back the deed is looked for that a noun points at.
MEMORY = 12
# What is asked of whoever holds somebody or something.
FREEING = frozenset("release return freedom repatriation handover liberation".split())
FREE = frozenset("free release return repatriate liberate".split())
# So many where only "it" or a bare refusal points back.
LATEST = 3
DEALS = frozenset("deal agreement accord pact treaty truce ceasefire arrangement".split())
