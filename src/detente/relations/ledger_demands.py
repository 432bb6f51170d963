"""When a sentence of the ledger demands something of somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.records import Act, Event, Statement

DEMANDERS = frozenset({"demand", "urge", "insist", "order", "require", "request", "ask", "appeal", "press"})

MUST = re.compile(
    r"(?<!will )(?<!would )(?<!not )(?<!n['’]t )\b(?:must|ha(?:ve|s) to|should|ought to)\b"
    r"(?!,? (?:have|know|understand|realise|realize)\b)",
    re.IGNORECASE,
)
_CALL = re.compile(r"\bcall(?:s|ed|ing)? (?:up)?on\b|\bcall(?:s|ed|ing)? (?:[\w-]+ )?for\b", re.IGNORECASE)
_VERB = re.compile(
    r"^\W*(?:not )?to [a-z]+|\b(?:be|is|are|was|were|has|have|had|must|should|will|would)\b|\w{3,}(?:s|ed)\b",
    re.IGNORECASE,
)
_CALLED_FOR = re.compile(r"\bcall(?:s|ed|ing)? (?:[\w-]+ )?for\b", re.IGNORECASE)
_NOT = r"(?:(?:not|n['’]t|also|now|first|immediately|at last|finally|therefore|always|never)\W+)*"
_NO_DEED = re.compile(
    rf"\W*{_NOT}(?:be (?:joking|kidding|patient|proud|aware|clear|careful|glad|happy|ready|able|wrong|right|an?|the)\b"
    r"|understand|realise|realize|know|remember|recall|bear in mind|keep in mind|note|read|look|see|ask|think|consider|learn|expect"
    r"|wonder|feel|seem|look|say|hope|wait|admit|accept that|live|choose|suffice)",
    re.IGNORECASE,
)
_TO_BE = re.compile(rf"\W*{_NOT}be\b", re.IGNORECASE)
_TO_BE_DONE = re.compile(
    rf"\W*{_NOT}be (?:\w+ly )?(?:lifted|withdrawn|released|freed|returned|handed over|ended|stopped|halted|ceased|reversed|repealed"
    r"|dropped|dismantled|destroyed|removed|evacuated|closed|opened|reopened|honou?red|respected|implemented|observed|kept|ratified"
    r"|signed|extended|renewed|paid|compensated|punished|prosecuted|tried|extradited|banned|sanctioned|suspended|expelled|excluded"
    r"|held|resumed|continued|verified|verifiable|inspected|guaranteed|legally binding|binding|given back|brought to justice"
    r"|held (?:to account|accountable|responsible)|restored|rebuilt|allowed|granted|part of|included|shared)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:^|[,;:]|\b(?:that|and|but))\W*(?:it|there|this|that|one|you|anyone|anybody|everyone|everybody|nobody|nothing|somebody|someone|who)"
    r"(?: \w+ly)?\W*$",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:sides?|parties|party|powers?|governments?|countries|country|states?|neighbou?rs?|nations?|capitals?|leaders?|authorities"
    r"|north|south|west|east|troops|forces|soldiers|units|army|navy|military|police|parliament|regime|rebels|militias?|guerrillas|insurgents|separatists|world|community"
    r"|allies|alliance|ministry|presidents?|ministers?|border|frontier|line)\b[^,;:.]{0,40}$",
    re.IGNORECASE,
)


def is_demand(rest: str, acts: set[Act], statement: Statement, drafts: Sequence[Event], *, bound: bool) -> bool:
    """Say whether a sentence demands something of somebody else.

    "Must" and "should" are most often no demand ("it should be remembered", "you must be joking", "visitors must
    register"): they are one where an actor or a side is to do something, or a deed is to be done.
    """
    if "demand" not in acts:
        return False
    cue = statement.cue.lemma.split(" ")[0].lower()
    if any(e.status == "demanded" for e in drafts):
        return True
    if cue in DEMANDERS or _CALL.search(f"{statement.cue.text} {statement.cue.lemma}"):
        return bool(_VERB.search(rest) or _CALLED_FOR.search(f"{statement.cue.text} {statement.cue.lemma}"))
    found = MUST.search(rest)
    if not found or re.match(r"\W*(?:I|we)\b", rest, re.IGNORECASE):
        return False
    before, after = rest[: found.start()], rest[found.end() :]
    if _NO_DEED.match(after) or _NOBODY.search(before):
        return False
    if _TO_BE.match(after):
        return bool(_TO_BE_DONE.match(after))
    return bound or bool(_SIDES.search(before))
