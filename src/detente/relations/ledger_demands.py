"""When a sentence of the ledger demands something of somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.records import Act, Event, Statement

ULTIMATUM = "indirect/ultimatum"
"""The form of a statement that gives somebody a time to do something in."""
DEMANDERS = frozenset({"demand", "urge", "insist", "order", "require", "request", "ask", "appeal", "press"})

MUST = re.compile(
    r"(?<!will )(?<!would )(?<!not )(?<!n['’]t )\b(?:must|ha(?:ve|s|d) to|should|ought to)\b"
    r"(?!,? (?:have|know|understand|realise|realize)\b)",
    re.IGNORECASE,
)
_CALL = re.compile(r"\bcall(?:s|ed|ing)? (?:up)?on\b|\bcall(?:s|ed|ing)? (?:[\w-]+ )?for\b", re.IGNORECASE)
_VERB = re.compile(
    r"\bto [a-z]+|\b(?:be|is|are|was|were|has|have|had|must|should|will|would)\b|\b\w{3,}(?:s|ed)\b",
    re.IGNORECASE,
)
_TO_OTHERS = re.compile(r"\W*(?!to\b)[^,;:.]{2,60}? to (?!the\b|an?\b|its\b|their\b)[a-z]+", re.IGNORECASE)
_WANTED = re.compile(
    r"\W*(?!to\b)[^,;:.]{2,80}? (?:out|gone|back|home|removed|released|freed|withdrawn|lifted|closed|shut|returned|extradited"
    r"|punished|tried|destroyed|dismantled|excluded|expelled)\b",
    re.IGNORECASE,
)
_WE_ASK = re.compile(
    r"\b(?:I|we)(?: \w+ly| also| again| now| therefore| once more)? (?:"
    r"(?:ask|demand|insist|request|require)(?: again| once more)? that\b"
    r"|(?:ask|urge|call (?:up)?on|appeal to|implore|order|want|request|require|invite) (?!to\b)[^,;:.]{2,60}? to [a-z]+"
    r"|demand (?!to\b)\w+|call for\b|insist on\b)"
    r"|\b(?:it is|it['’]s|it was|now is) (?:high |now |past |long past )?(?:the )?time for [^,;:.]{2,40}? to [a-z]+"
    r"|\bthe time has come for [^,;:.]{2,40}? to [a-z]+",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"\W*(?:please )?(?:give (?:us|back|up|them|him|her|our)|return (?:our|the|what)|stop (?!and\b|here\b)"
    r"|end (?:the|your|this)|release|free (?:our|the|all)"
    r"|withdraw|pull (?:back|out)|hand (?:over|back)|lift (?:the|your)|respect (?:our|the)|honou?r (?:your|the)"
    r"|get out|go home|lay down"
    r"|cease|disarm|pay (?:us|your|what)|apologi[sz]e|let (?!(?:us|me|['’]s)\b)[\w'’ -]{2,30}? (?:go|leave|return"
    r"|decide|live)|keep (?:your|out)"
    r"|open (?:your|the)|leave (?:us|our|the)|take your)\b",
    re.IGNORECASE,
)
_SUBJUNCTIVE = re.compile(
    r"(?<!to )(?<!will )(?<!would )(?<!should )(?<!can )(?<!could )(?<!may )(?<!must )\bbe \w+(?:ed|en|wn|ught|ld)\b"
)
_AGAINST = re.compile(r"\bagainst\b", re.IGNORECASE)
_DOING = re.compile(
    r"\W*(?:not to [a-z]+|(?!(?:nothing|something|anything|fighting|according)\b)[a-z]{2,}ing (?:\w+ ){0,2}\w+)",
    re.IGNORECASE,
)
_NOT_TO = re.compile(r"\W*[^,;:.]{2,60}? (?:not|never) to [a-z]+", re.IGNORECASE)
_DEMANDED = frozenset({"demand", "insist"})  # cues whose noun is the thing demanded: "demanded an apology"
_CALLED_FOR = re.compile(r"\bcall(?:s|ed|ing)? (?:[\w-]+ )?for\b", re.IGNORECASE)
_NOT = r"(?:(?:not|n['’]t|also|now|first|immediately|at last|finally|therefore|always|never)\W+)*"
_NO_DEED = re.compile(
    rf"\W*{_NOT}(?:be (?:joking|kidding|patient|proud|aware|clear|careful|glad|happy|ready|able|wrong|right|an?|the)\b"
    r"|understand|realise|realize|know|remember|recall|bear in mind|keep in mind|note|read|look|see|ask|think"
    r"|consider|learn|expect"
    r"|rank|belong|number|count as|be (?:among|one of)|come as|sound|cost|mean|surely|have been"
    r"|wonder|feel|seem|look|say|hope|wait|admit|accept that|live|choose|suffice)",
    re.IGNORECASE,
)
_TO_BE = re.compile(rf"\W*{_NOT}be\b", re.IGNORECASE)
_TO_BE_DONE = re.compile(
    rf"\W*{_NOT}be (?:\w+ly )?(?:lifted|withdrawn|released|freed|returned|handed over|ended|stopped|halted|ceased"
    rf"|reversed|repealed"
    r"|dropped|dismantled|destroyed|removed|evacuated|closed|opened|reopened|honou?red|respected|implemented"
    r"|observed|kept|ratified"
    r"|signed|extended|renewed|paid|compensated|punished|prosecuted|tried|extradited|banned|sanctioned|suspended"
    r"|expelled|excluded"
    r"|held|resumed|continued|verified|verifiable|inspected|guaranteed|legally binding|binding|given back|brought to justice"
    r"|held (?:to account|accountable|responsible)|restored|rebuilt|allowed|granted|part of|included|shared)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\W*(?:they|he|she)(?: \w+ly| also| now)?\W*$", re.IGNORECASE)
_TAIL = 60  # characters before a "must" in which its subject stands
_NOBODY = re.compile(
    r"(?:^|[,;:]|\b(?:that|and|but))\s*(?:it|there|this|that|one|you|anyone|anybody|everyone|everybody|nobody"
    r"|nothing|somebody|someone|who)"
    r"(?: \w+ly)?\s*$",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:sides?|parties|party|powers?|governments?|countries|country|states?|neighbou?rs?|nations?|capitals?"
    r"|leaders?|authorities"
    r"|north|south|west|east|troops|forces|soldiers|units|army|navy|military|police|parliament|regime|rebels"
    r"|militias?|guerrillas|insurgents|separatists|world|community"
    r"|allies|alliance|ministry|presidents?|ministers?|border|frontier|line)\b[^,;:.]{0,40}$",
    re.IGNORECASE,
)


def may_ask(text: str) -> bool:
    """Say whether a text holds "we ask that" or the like, or begins with an order, whatever its statement's acts are."""
    return bool(_WE_ASK.search(text) or _IMPERATIVE.match(text))


def is_demand(rest: str, acts: set[Act], statement: Statement, drafts: Sequence[Event], *, bound: bool) -> bool:
    """Say whether a sentence demands something of somebody else.

    "Must" and "should" are most often no demand ("it should be remembered", "you must be joking", "visitors must
    register"): they are one where an actor or a side is to do something, or a deed is to be done.
    """
    cue = statement.cue.lemma.split(" ")[0].lower()
    if cue in ("want", "call") and statement.kind == "indirect" and _TO_OTHERS.match(rest):
        return True
    if statement.rule == ULTIMATUM or (
        cue == "tell" and statement.rule == "indirect/infinitive" and _TO_OTHERS.match(rest)
    ):
        return True
    if cue == "want" and statement.kind == "indirect" and _WANTED.match(rest):
        return True
    if _WE_ASK.search(rest) or (statement.kind == "direct" and _IMPERATIVE.match(rest)):
        return True
    if (
        (cue == "warn" and _AGAINST.search(statement.cue.text))
        or (cue == "warn" and _DOING.match(rest))
        or (cue == "warn" and _NOT_TO.match(rest))
    ):
        return True
    if cue in ("ask", "request") and statement.kind == "indirect" and _SUBJUNCTIVE.search(rest):
        return True
    if "demand" not in acts:
        return False
    if any(e.status == "demanded" for e in drafts):
        return True
    cue_words = f"{statement.cue.text} {statement.cue.lemma}"
    if cue in DEMANDERS or _CALL.search(cue_words) or (cue == "call" and statement.rule.endswith("preposition-for")):
        return cue in _DEMANDED or bool(
            _VERB.search(rest) or _CALLED_FOR.search(cue_words) or statement.rule.endswith("preposition-for")
        )
    found = MUST.search(rest)
    if not found or re.match(r"\W*(?:I|we)\b", rest, re.IGNORECASE):
        return False
    if found[0].lower() == "had to" and statement.kind != "indirect":
        return False  # in somebody's own words a duty of the past
    before, after = rest[: found.start()], rest[found.end() :]
    if _NO_DEED.match(after) or _NOBODY.search(before[-_TAIL:]):
        return False
    if found[0].lower() == "must" and _THEY.match(before):
        return True
    if _TO_BE.match(after):
        return bool(_TO_BE_DONE.match(after))
    return bound or bool(_SIDES.search(before[-_TAIL:]))
