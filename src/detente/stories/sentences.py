"""The sentences of reports as pieces for alignment: what is told outside of statements and events that were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from detente.records import Report, Span
from detente.stories.alignment import Piece
from detente.stories.pieces import Passages
from detente.stories.senses import head
from detente.stories.wording import words

# Least score of two sentences of one story that tell the same, found where the samples' pairs stop being of one thing.
SENTENCES_ALIKE = 0.45
# The same where figures, days and persons are compared: two sentences on one matter need not be of one thing.
TOLD_THE_SAME = 0.55
# The same for what is told in the opposite sense, of which the rest of the sentence must say that it is one thing.
OPPOSED_ALIKE = 0.12

_END = re.compile(r"(?<=[.!?])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])")
# Words whose full stop ends no sentence.
_SHORT = frozenset(
    """adm al apr aug brig capt co col corp dec dr feb fr ft gen gov hon inc jan jr jul jun km lt ltd maj mar messrs mr mrs ms mt no
    nos nov oct prof rep rev sen sept sgt sr st u.k u.n u.s vs""".split()
)
_LEAST_WORDS = 4  # fewer make a caption, a kicker or an exclamation


def sentences(body: str) -> Iterator[Span]:
    """Yield the spans of the sentences of a body, line by line."""
    start = 0
    for line in body.split("\n"):
        place = 0
        for match in _END.finditer(line):
            before = line[place : match.start()].rstrip("\"'”’»)]").rsplit(None, 1)[-1:]
            last = before[0].rstrip(".").lstrip("(\"'“‘").lower() if before else ""
            if last in _SHORT or (len(last) == 1 and last.isalpha()):
                continue
            yield from _span(line, start, place, match.end())
            place = match.end()
        yield from _span(line, start, place, len(line))
        start += len(line) + 1


def _span(line: str, start: int, first: int, last: int) -> Iterator[Span]:
    """Yield a stretch of a line without the space around it, nothing where it is too short."""
    text = line[first:last]
    if len(text.split()) >= _LEAST_WORDS:
        lead = len(text) - len(text.lstrip())
        yield start + first + lead, start + first + len(text.rstrip())


def of_sentences(reports: Iterable[Report], passages: Passages, stories: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the sentences of the reports that stand in a story; those of one story have its voice.

    The ``id`` of such a piece is no record's: it is the report's and where the sentence starts.
    """
    for report in reports:
        story = stories.get(report.id)
        if story is None or report.copy_of is not None:
            continue
        for start, end in sentences(report.body):
            yield Piece(
                id=f"{report.id}:{start}",
                report=report.id,
                spans=((start, end),),
                words=tuple(map(head, words(report.body[start:end]))),
                voices=frozenset({("sentence", story)}),
                names=passages.names(report.id, ((start, end),)),
            )
