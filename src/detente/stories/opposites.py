"""Words that make one sentence say the opposite of another: negations, denials, and pairs of verbs and states."""

from __future__ import annotations

from detente.gazetteer.spelling import fold
from detente.stories.senses import sense

# What says of the next telling word that it is not so.
NEGATIONS = frozenset(
    """nobody none not no without never neither nor cannot didn hasn hadn wasn weren isn aren won wouldn doesn don couldn
    haven""".split()
)
# Pairs of words before a verb that say so too.
NEGATING_PAIRS = frozenset(
    {
        ("no", "longer"),
        ("failed", "to"),
        ("refused", "to"),
        ("declined", "to"),
        ("yet", "to"),
        ("unable", "to"),
        ("kept", "from"),
        ("barred", "from"),
        ("prevented", "from"),
        ("banned", "from"),
        ("stopped", "from"),
        ("prohibited", "from"),
    }
)
# What says of all that follows in the clause that somebody says it is not so.
DENIALS = frozenset("denied denies deny denying refuted refutes disputed disputes disavowed".split())
# Verbs that deny where what they reject is a charge: "rejected the claim that", "dismissed reports".
REJECTIONS = frozenset("rejected rejects rejecting dismissed dismisses dismissing rebuffed".split())
CHARGES = frozenset(
    """accusation accusations allegation allegations assertion assertions charge charges claim claims report reports rumour
    rumours rumor rumors suggestion suggestions notion idea""".split()
)
# What leaves open whether something is or was so.
OPEN = frozenset(
    """will would shall should could may might must can if whether unless plans planned hope hopes hoped expected expects threatened
    threatens wants wanted urged demanded demands asked considering""".split()
)

# Words beside a noun that carry the sense of the phrase: "acted as mediators".
LIGHT = frozenset("acted act acting took taken take place played play role part made given held former joint".split())

_PAIRS = """
accept refuse|accept reject|accept decline|approve reject|adopt reject|pass reject|ratify reject|ratify block|back oppose
support oppose|agree refuse|agree disagree|confirm deny|acknowledge deny|admit deny|open close|open shut|opened closed
reopen close|reopen shut|win lose|won lost|rise fall|rose fell|risen fallen|increase decrease|increase decline|gain lose
grow shrink|grew shrank|alive dead|survive die|survived died|release detain|free jail|freed jailed|acquit convict
acquitted convicted|guilty innocent|lift impose|lifted imposed|ease tighten|advance retreat|advance withdraw|capture lose
captured lost|seize lose|hold collapse|held collapsed|held broke|intact broken|succeed fail|successful failed|success failure
attend boycott|attended boycotted|attend skip|join leave|joined left|stay leave|stayed left|remain leave|remained left
strengthen weaken|continue stop|continue halt|continue end|continue suspend|resume suspend|resume halt|resume break
start end|begin end|began ended|start stop|began stopped|legal illegal|lawful unlawful|allow ban|allow forbid|permit ban
allow block|allow refuse|grant refuse|grant deny|grant revoke|welcome condemn|praise condemn|praise criticise|praise criticize
true false|present absent|unharmed wounded|unhurt injured|safe killed|intact destroyed|repel capture|shoot miss
quit stay|resign stay|resigned remained|intercept hit|intercepted hit|intentional accidental|deliberate accidental
united divided|majority minority|extend end|extend cancel|keep cancel|keep scrap|honour break|honor break|sign refuse
inside outside|within outside|aboard ashore|invite exclude|recognise reject|recognize reject
""".replace("\n", "|")


def _pairs() -> dict[str, frozenset[str]]:
    """Return the opposites of each stem."""
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split("|"):
        if pair:
            first, second = (sense(fold(word)) for word in pair.split())
            if first == second:
                continue
            found.setdefault(first, set()).add(second)
            found.setdefault(second, set()).add(first)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _pairs()
"""The stems that say the opposite of a stem."""
