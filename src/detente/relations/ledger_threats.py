"""What is hostile in a sentence of the ledger: the words of deeds that harm, and the set phrases of a threat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.language.acts import THREAT
from detente.records import Event
from detente.relations.quads import MATERIAL_CONFLICT

_ANSWER = re.compile(
    r"\b(?:answer|react|respond)\b(?! (?:positively|favou?rably|constructively|kindly|with (?:joy|gratitude)))"
    r"(?!\w* (?:question|letter|call))",
    re.IGNORECASE,
)
_POSITIVE = re.compile(r"\b(?:positively|favou?rably|constructively)\b", re.IGNORECASE)
_OWNED = r"(?:(?:its|the|their|our|his|her|all|any|every) )?(?:[\w'’-]+ ){0,2}"
_HARM = re.compile(
    r"\b(?<!\bthe )(?<!\bits )(?<!\btheir )(?<!\bof )(?<!\ba )(?<!\bany )blockade\b"
    r"|\b(?:expel|retaliate|seize|bomb|shell|invade|annex|boycott|annihilate|obliterate|wipe out|deport"
    r"|raid|sink|torpedo)\b"
    r"|\b(?:shoot|shot|gun(?:ned)?) down\b|\bopen fire\b|\bgo to war\b|\b(?:use|resort to) (?:military )?force\b"
    r"|\b(?:cut|break|broken|sever|switch|turn)(?: off)? (?:off|ties|relations|diplomatic|(?:the )?(?:gas|oil"
    r"|water|power|supplies|aid))\b"
    rf"|\b(?:close|shut|block|seal|mine)(?: off| down)? {_OWNED}"
    r"(?:embass(?:y|ies)|consulates?|borders?|airspace|ports?|crossings?|straits?|canal|pass|pipelines?|waters"
    r"|harbou?rs?|skies)\b"
    rf"|\b(?:recall|withdraw) {_OWNED}(?:ambassadors?|envoys?)\b"
    r"|\b(?:impose|slap|introduce|put|levy|place|raise|double) (?:[\w-]+ ){0,3}(?:sanctions|tariffs|duties|penalties|levies"
    r"|an? (?:[\w-]+ )?(?:embargo|ban|blockade))\b"
    r"|\b(?:cut|cutting|break|breaking|sever|severing) off\b|\b(?:cutting|halting|suspending|freezing|ending) [^.;]{0,60}"
    r"\b(?:aid|ties|relations|supplies|deliveries)\b"
    r"|\b(?:go|turn|appeal|complain|take (?:it|this|the \w+)) to the (?:UN |U\.N\. |United Nations )?(?:Security Council"
    r"|(?:international |world )?court)\b"
    r"|\b(?:give|deliver|mount|get|find|meet) (?:it |them |him |her )?(?:an? )?(?:\w+ )?(?:fitting|befitting|crushing|decisive"
    r"|harsh|painful|devastating|firm|strong|forceful|swift) (?:reply|response|answer|blow)\b"
    r"|\binclude (?:the use of )?force\b"
    r"|\b(?:freeze|confiscate) (?:[\w'’-]+ ){0,3}(?:assets|accounts|funds)\b|\b(?:ban|bar) (?:all "
    r"|the )?(?:imports|exports|flights|ships)\b"
    r"|\b(?:send|deploy) (?:[\w-]+ ){0,3}(?:frigates?|warships?|missiles|bombers)\b|\bstop (?:all )?(?:deliveries"
    r"|supplies|buying)\b"
    r"|\b(?:burn|punish|kill|jail|arrest|capture|occupy|besiege|storm|starve|crush|attack|sue|shoot back"
    r"|fire back|hit back|strike back)\b"
    r"|\b(?:file|lodge|bring) (?:[\w-]+ ){0,3}(?:complaint|lawsuit|suit|case|charges)\b|\b(?:turn|switch|shut) off the\b"
    r"|\b(?:take|haul|drag) (?:[\w'’-]+ ){1,4}to (?:court|arbitration|the (?:WTO|tribunal|court))\b"
    r"|\bdestroy\b(?! (?:its|their|our)\b)"
    r"|\b(?:walk out|pull out|storm out|tear up|rip up|downgrade|revoke|nationali[sz]e|impound)\b|\bblock (?:the"
    r"|its|their|any|every|all|his|her)\b"
    rf"|\b(?:halt|suspend|cancel|cut|scrap|abandon|stop|freeze)\b(?! {_OWNED}(?:bomb\w*|strikes?|attacks?"
    rf"|enrich\w*|test\w*|sanctions|ban|tariffs"
    r"|offensive|operations?|fire|fighting|hostilities|debts?|war|drills|executions|shelling|raids|settlements?"
    r"|emissions|tax\w*|duties"
    r"|subsid\w+|spending|costs|arms|weapons|at|short|work|prices)\b)"
    r"|\bturn (?:[\w'’-]+ ){1,3}into (?:an? )?(?:sea|ashes|rubble|dust|graveyard|cemetery|ruins)\b",
    re.IGNORECASE,
)
_SUFFERED = re.compile(
    r"\bbe (?:\w+ly )?(?:shot down|answered|avenged|sunk|bombed|shelled|destroyed|arrested|crushed|punished|expelled|seized"
    r"|intercepted|detained|wiped out"
    r"|confiscated|blown up|treated as (?:a |an )?(?:enem|hostile|target|act)\w*|met (?:with"
    r"|by) (?:\w+ )?(?:force|fire|response))\b",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"\breserv(?:es?|ed|ing) (?:the|its|our|their|his|her) right to (?:respond|retaliate|react|act|answer|strike"
    r"|hit|use|take|defend)"
    r"|\b(?:not|never|n['’]t) (?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)) (?:[\w'’-]+ ){0,4}"
    r"(?:force|strikes?|war|military|sanctions|attack|retaliation|intervention|invasion)\b"
    r"|\b(?:all|every|military|no) options? (?:is|are|was|were|remains?|has been|have been) (?:still )?(?:on|open|off|ruled)"
    r"|\bthere (?:will|would|shall|is going to) be (?:[\w-]+ ){0,2}(?:consequences|price to pay|retaliation"
    r"|reprisals?|hell to pay)"
    r"|^\W*(?:he|she|those|anyone|anybody|whoever|any [\w-]+)(?: who| that)? [^.;]{3,80}? (?:will|would)"
    r" (?!be (?:rewarded|welcome|free|safe|helped)\b)(?:lose|die|answer|be|not|never|find|meet|end up|have)\b"
    r"|\b(?:attack|strike|assault|intervention|invasion|move|aggression) (?:on|against|in|of) [^.;]{2,60}? (?:will|would|shall)"
    r" (?:also )?be (?:(?:seen|treated|regarded|taken|considered|answered|understood) )?(?:as |like )?"
    r"(?:an (?:attack|act of war)|a declaration of war)"
    r"|\b(?:will|would|shall) (?:[a-z]+ )?(?:provoke|trigger|draw|bring|cause|meet|invite|lead to) (?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:response|retaliation|reprisals?|counter-?measures?)\b"
    r"|^\W*(?:touch|cross|attack|harm|provoke|try|set foot|lay a hand)\b[^.]{0,80}\band (?:you|they|we)\b"
    r"|\b(?:will|would|shall) (?:[a-z]+ )?(?:pay|regret|face|suffer|bear) (?:[\w-]+ ){0,3}"
    r"(?:price|dearly|consequences|response|cost|retaliation|sanctions|answer|it)\b",
    re.IGNORECASE,
)
_BORNE = re.compile(
    r"\b(?:will|would|shall) (?:[a-z]+ )?(?:pay|bear|suffer) (?:[\w-]+ ){0,3}(?:price|cost)\b", re.IGNORECASE
)
_KIND = re.compile(
    r"\b(?:help|aid|assist|support|welcome|lift|ease|talk|negotiate|meet|sign|release|free|return|give back"
    r"|resume|reopen|restore|join"
    r"|recogni[sz]e|praise|pay|compensate|pardon|cooperate|work with|respond in kind|reward|accept|agree|hold|stop|end|halt)\b",
    re.IGNORECASE,
)
_ATTACKED = re.compile(
    r"\bunless\b|\b(?:attack\w*|shoots?|fires?|strikes?|invade\w*|shell\w*|bomb\w*|cross\w*|violat\w+|provok\w+"
    r"|threaten\w*|seize[sd]?"
    r"|block\w*|refus\w+|fails?|insists?|persists?|continues?|keeps?|dares?|touch\w*|arms?|interfer\w+"
    r"|sanction\w*|imposes?|expels?|harm\w*"
    r"|aggression|any (?:attack|strike|incursion))\b",
    re.IGNORECASE,
)
_REVENGE = re.compile(
    r"\b(?:revenge|vengeance|retaliat\w+|reprisals?|sanctions|war|strikes?|consequences|blockade|embargo|invasion|attacks?|force"
    r"|tariffs|counter-?measures?|(?:measures|punishment|steps|action|penalties) (?:against|for)|(?:a"
    r"|an) (?:[\w-]+ )?(?:response|answer))\b",
    re.IGNORECASE,
)
_GIVEN = frozenset({"promise", "pledge", "assure", "guarantee", "undertake", "commit", "assurance"})
_NOT_DONE = re.compile(r"(?:\b(?:not|never|no longer)|n['’]t)(?: to)?(?: (?!hesitate)\w+){0,2}\W*$", re.IGNORECASE)
_TO_DO = re.compile(r"\W*(?:not |never )?to [a-z]+", re.IGNORECASE)


def to_do(rest: str) -> bool:
    """Say whether a content begins with what is to be done: "to close the border"."""
    return bool(_TO_DO.match(rest))


def borne(rest: str) -> bool:
    """Say whether somebody is to pay a price: a threat to others, a promise of one's own side."""
    return bool(_BORNE.search(rest))


def may_threaten(text: str) -> bool:
    """Say whether a text holds a set phrase of a threat, whatever the acts of its statement are."""
    return bool(_PHRASES.search(text))


def is_threat(rest: str, cue: str, *, private: bool, future: bool) -> bool:
    """Say whether a sentence threatens whoever stands before its verb: by its cue, or by a set phrase.

    Args:
        rest: the sentence without its condition.
        cue: the lemma of the verb of saying.
        private: whether the speaker speaks for nobody, who can foretell and not threaten.
        future: whether the sentence speaks of what will be.
    """
    if cue == "threaten":
        return future or to_do(rest) or bool(_REVENGE.search(rest))
    if cue in ("vow", "swear", "promise", "warn") and not future and not to_do(rest):
        return not private and bool(_REVENGE.search(rest))
    return not private and bool(_PHRASES.search(rest) or (future and _SUFFERED.search(rest)))


def hostile(rest: str, cue: str, drafts: Sequence[Event], condition: str | None = None) -> bool:
    """Say whether what the speaker's side is to do is hostile.

    By the type of the events read from it, by its words; or because it is to come unless the other side gives way, after
    a hostile deed of the other side, or as a warning, and is nothing kind.

    Args:
        rest: the sentence without its condition.
        cue: the lemma of the verb of saying.
        drafts: the events read from the sentence that are no facts.
        condition: its if-part.
    """
    harm = _HARM.search(rest)
    if harm and _NOT_DONE.search(rest[max(harm.start() - 40, 0) : harm.start()]):
        return False
    worded = cue in _GIVEN and not condition  # "promised to send soldiers": the word tells that it is meant as help
    if harm or (not worded and any(e.type in MATERIAL_CONFLICT and e.status != "denied" for e in drafts)):
        return True
    if (cue == "warn" or (condition and _ATTACKED.search(condition))) and not _KIND.search(rest):
        return True
    return not drafts and (
        cue == "threaten" or (bool(THREAT.search(rest) or _ANSWER.search(rest)) and not _POSITIVE.search(rest))
    )
