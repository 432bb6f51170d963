"""What words tell, in one form for all their inflections and for words that reports use for each other.

"Left", "quitted" and "pulled out" are one for finding that two sentences are on one thing. They are not for telling how a
thing was worded: that is compared in :mod:`detente.stories.wordwise`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from detente.gazetteer.spelling import fold
from detente.stories.wording import EMPTY, stem

# Past forms that share too little with their verb for its stem.
_IRREGULAR = """arose arise|arisen arise|ate eat|became become|began begin|begun begin|bled bleed|blew blow|blown blow|bought buy
brought bring|built build|burnt burn|caught catch|chose choose|chosen choose|dealt deal|drawn draw|drew draw|driven drive
drove drive|dug dig|eaten eat|fallen fall|fell fall|fed feed|felt feel|fled flee|flew fly|flown fly|flies fly|forbade forbid
forbidden forbid|fought fight|found find|froze freeze|frozen freeze|gave give|given give|grew grow|grown grow|heard hear
held hold|hid hide|hidden hide|kept keep|knew know|known know|laid lay|led lead|left leave|lent lend|lost lose|losing lose
meant mean|met meet|paid pay|ran run|risen rise|rose rise|sank sink|sunk sink|saw see|seen see|sent send|shook shake
shaken shake|shot shoot|shown show|slain slay|sold sell|sought seek|spent spend|spoke speak|spoken speak|stole steal
stolen steal|stood stand|took take|stricken strike|struck strike|sworn swear|swore swear|taken take|taught teach|thought think
threw throw|thrown throw|tore tear|torn tear|understood understand|withdrawn withdraw|withdrew withdraw|withheld withhold
won win|winning win|wrote write|written write|wounded wound|died die|dying die|dies die|lying lie|lain lie|tied tie|hit hit
hitting hit|banned ban|banning ban|rammed ram|ramming ram|shut shut|shutting shut|cutting cut|barred bar|barring bar
men man|women woman|children child|wives wife|lives life|troops soldier|premier minister"""
# Words that reports use for each other, the first standing for all.
_ALIKE = """agreement accord deal pact|meeting summit|talks negotiation|kill dead death slay fatal perish|wound injure hurt
expel oust deport|border frontier|begin start commence|end finish|ship vessel boat warship|aircraft plane jet
soldier serviceman trooper military army|jail prison imprison|attack assault raid strike|explosion blast explode
explosive|close shut|approve endorse adopt|refuse reject decline|limit restrict curb cap|cut reduce lower slash fall drop
raise increase rise grow|buy purchase|aid assist help relief|arrest detain seize capture|demand call urge appeal
fire launch shoot|missile rocket|house home|hold keep|envoy ambassador|visit trip|name appoint|quit resign|vote ballot poll
pull withdraw|send dispatch deploy|build construct|broker mediate|stop halt suspend|resume restart reopen|free release
ministry minister|union eu|company firm|money fund cash|official authority|rebel insurgent militant|protest demonstrate
city town|village hamlet|harbour port|car vehicle|force effect apply|vow promise pledge|confirm verify
district region province area|road route|crossing checkpoint|pay compensate|ban forbid bar prohibit|date set
restore reinstate|ultimatum deadline|tariff duty levy|prisoner captive detainee inmate
exercise drill manoeuvre maneuver|share stock stocks"""
# Words that say how much and how long, not what.
_MEASURES = frozenset(
    """million billion trillion thousand hundred dozen dollar euro percent per year month day week hour minute decade number total
    one two three four five six seven eight nine ten eleven twelve first second third monday tuesday wednesday thursday friday
    saturday sunday take took taken come came place""".split()
)


def _folded(text: str) -> list[list[str]]:
    """Return groups of words, folded."""
    return [[fold(word) for word in group.split()] for group in text.replace("\n", "|").split("|") if group]


_FORMS = {group[0]: group[1] for group in _folded(_IRREGULAR)}
_HEADS: dict[str, str] = {}
for _group in _folded(_ALIKE):
    for _word in _group:
        _HEADS.setdefault(stem(_word), _group[0])
_SAYS_NOTHING = EMPTY | frozenset(fold(word) for word in _MEASURES) | frozenset(fold(w + "s") for w in _MEASURES)


@lru_cache(maxsize=1 << 16)
def head(word: str) -> str:
    """Return the word that stands for a folded word: its verb, or the first of those that mean the same; else itself."""
    verb = _FORMS.get(word, word)
    return _HEADS.get(stem(verb), verb)


def sense(word: str) -> str:
    """Return what a folded word tells: the stem of the word that stands for it."""
    return stem(head(word))


def senses(text_words: Iterable[str]) -> list[str]:
    """Return what the telling words of a text tell, in their order; figures, measures and days say nothing here."""
    return [sense(word) for word in text_words if word not in _SAYS_NOTHING]
