"""Attribution: what one report tells as a fact and another as somebody's word or as hearsay."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.records import Report, Span, Statement
from detente.stories.alignment import Piece

# Least likeness of the words, and least score, of two sentences that tell the same as fact and as hearsay: all of it must
# be the same.
ATTRIBUTED_ALIKE = 0.55
ATTRIBUTED_SCORE = 0.6

HEARSAY = re.compile(
    r"(?<!\w)(?:reportedly|allegedly|alleged|supposedly|purportedly|purported|so-called|unconfirmed|rumou?rs?|rumou?red|"
    r"said to (?:be|have)|believed to (?:be|have)|thought to (?:be|have)|apparently|claim(?:s|ed)?)(?!\w)",
    re.IGNORECASE,
)
"""Words that pass something on without vouching for it."""
# Cues that pass a fact on; who condemns or welcomes a thing takes it for a fact.
_PASSES_ON = frozenset(
    "say tell report state announce add claim allege insist maintain accord according write assert note".split()
)
_AHEAD = re.compile(
    r"(?<!\w)(?:will|would|shall|could|may|might|plans?|expect(?:s|ed)?|if|hopes?|(?:was|were|is|are) to)(?!\w|\s[12]?\d)"
)
_SOURCED = re.compile(
    r"(?<!\w)(?:said|says|say|saying|told|tells|stated|according to|reported|reports|announced|announces|confirmed|"
    r"sources?|added|insisted|accused|denied|denies|warned|quoted|citing|cited|wrote|claims?|claimed|called|spoke|promised|"
    r"pledged|vowed|threatened|declared|welcomed|praised|condemned|criticised|criticized|thanked|blamed|rejected|saw|seen|"
    r"heard|witnessed|recalled|remembered|showed|shows)(?!\w)|[\"“”«‘]",
    re.IGNORECASE,
)


# Whom newsrooms name for what they take as established: no fact is put down to "officials said".
_OF_RECORD = re.compile(
    r"^(?:(?:local|the|hospital|emergency|health|medical|rescue) )*"
    r"(?:officials?|police|authorities|rescuers|medics|doctors|hospitals?)$",
    re.IGNORECASE,
)


def _of_record(statement: Statement) -> bool:
    """Say whether what is told is put down to officials, police or rescuers at large."""
    return statement.speaker is not None and _OF_RECORD.match(statement.speaker.text) is not None


class Attributed:
    """Says of a sentence whether it is the report's own word, somebody's, or hearsay."""

    def __init__(self, reports: Iterable[Report], statements: Iterable[Statement]) -> None:
        self._bodies = {report.id: report.body for report in reports}
        self._any: dict[str, list[Span]] = defaultdict(list)
        self._contents: dict[str, list[Span]] = defaultdict(list)
        for statement in statements:
            self._any[statement.report].extend(statement.content.spans)
            if statement.cue.lemma in _PASSES_ON and not _of_record(statement):
                self._contents[statement.report].extend(statement.content.spans)

    def plain(self, piece: Piece) -> bool:
        """Say whether a report tells a sentence in its own words, vouches for it, and it is no outlook."""
        text = self._text(piece)
        return not (_AHEAD.search(text) or HEARSAY.search(text) or _SOURCED.search(text) or self._in(self._any, piece))

    def hearsay(self, piece: Piece) -> bool:
        """Say whether a sentence puts most of what it tells down to somebody, or passes it on as hearsay."""
        text = self._text(piece)
        return HEARSAY.search(text) is not None or (not _AHEAD.search(text) and self._in(self._contents, piece))

    def _in(self, contents: Mapping[str, Sequence[Span]], piece: Piece) -> bool:
        """Say whether most of a sentence stands in one of the contents."""
        start, end = piece.spans[0]
        held = max((min(end, last) - max(start, first) for first, last in contents.get(piece.report, ())), default=0)
        return 2 * held > end - start

    def _text(self, piece: Piece) -> str:
        return self._bodies[piece.report][slice(*piece.spans[0])]
