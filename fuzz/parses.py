"""Targets: statements, mentions and events over parses that no parser would give, and over those that it does.

A real parse costs more than all that is read out of it. So a few sentences are parsed once, and an input says how they
are cut, joined, retagged and hung anew: words, tags and heads are as odd as may be, but always a tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.intake.item import Item
from detente.records import Published, Report
from fuzz import judging
from fuzz.judging import Target
from fuzz.seeds import SENTENCES

if TYPE_CHECKING:
    from detente.language.coder import FrameCoder
    from detente.language.parse import Parser
    from detente.language.reader import Reader
    from detente.language.tree import Doc

_ODD = (
    "\u200b",
    "'",
    '"',
    "“",
    "”",
    "’s",
    "n’t",
    "\u202e",
    "U.S.",
    "…",
    "-",
    "Moscow",
    "😀",
    "\u00ad",
    "(",
    ")",
    "—",
    "said",
)


@dataclass(slots=True)
class Word:
    """A word of a made-up sentence; ``head`` counts words from it to its head."""

    text: str
    space: bool
    tag: str
    pos: str
    lemma: str
    dep: str
    head: int


class Bytes:
    """An input read as a row of choices; after its end all choices are the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> bool:
        """Whether there are choices left."""
        return self._at < len(self._data)

    def below(self, number: int) -> int:
        """Return a number from 0 up to one below the given one."""
        if number <= 1 or not self.left:
            return 0
        value = self._data[self._at]
        self._at += 1
        if number > 256 and self.left:
            value = value * 256 + self._data[self._at]
            self._at += 1
        return value % number


@cache
def _parser() -> Parser:
    from detente.language.parse import Parser

    return Parser()


@cache
def _reader() -> Reader:
    from detente.language.reader import Reader

    return Reader()


@cache
def _coder() -> FrameCoder:
    from detente.language.coder import FrameCoder

    return FrameCoder(_reader()._codebook)


@cache
def _words() -> list[list[Word]]:
    docs = [doc for doc, _ in _parser().parse((text, 0) for text in SENTENCES)]
    return [
        [Word(t.text, bool(t.whitespace_), t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i - t.i) for t in doc]
        for doc in docs
    ]


@cache
def _labels() -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    nlp = _parser()._nlp
    tags = {(w.tag, w.pos) for words in _words() for w in words}
    return tuple(nlp.get_pipe("parser").labels), tuple(sorted(tags))


def made(data: bytes) -> Doc:
    """Return the parse that an input asks for."""
    from spacy.tokens import Doc as Parse

    from detente.language.tree import Doc

    choice, words = Bytes(data), list[Word]()
    while choice.left and len(words) < 120:
        _add(words, choice)
    for word in words:
        if "\n" in word.text:
            word.text = " "
    heads, deps = _tree(words)
    return Doc.of(
        Parse(
            _parser()._nlp.vocab,
            words=[w.text for w in words],
            spaces=[w.space for w in words],
            tags=[w.tag for w in words],
            pos=[w.pos for w in words],
            lemmas=[w.lemma for w in words],
            heads=heads,
            deps=deps,
        )
    )


def _add(words: list[Word], choice: Bytes) -> None:
    """Do the next thing that an input asks for."""
    deps, tags = _labels()
    act = choice.below(8)
    if act < 4 or not words:  # a piece of a sentence
        whole = _words()[choice.below(len(_words()))]
        start = choice.below(len(whole)) if act % 2 else 0
        end = start + 1 + choice.below(len(whole) - start) if act > 1 else len(whole)
        words += [Word(w.text, w.space, w.tag, w.pos, w.lemma, w.dep, w.head) for w in whole[start:end]]
    elif act == 4:  # an odd word
        text = _ODD[choice.below(len(_ODD))]
        tag, pos = tags[choice.below(len(tags))]
        words.insert(
            choice.below(len(words) + 1),
            Word(text, choice.below(2) == 1, tag, pos, text, deps[choice.below(len(deps))], -1),
        )
    else:  # another label, tag or head
        word = words[choice.below(len(words))]
        if act == 5:
            word.dep = deps[choice.below(len(deps))]
        elif act == 6:
            word.tag, word.pos = tags[choice.below(len(tags))]
        else:
            word.head = choice.below(len(words)) - choice.below(len(words))


def _tree(words: list[Word]) -> tuple[list[int], list[str]]:
    """Return heads without circles, and a root for each sentence."""
    heads = [i + w.head if 0 <= i + w.head < len(words) else i for i, w in enumerate(words)]
    for i in range(len(words)):
        seen, at = {i}, i
        while heads[at] != at:
            if heads[at] in seen:
                heads[at] = at
                break
            at = heads[at]
            seen.add(at)
    deps = ["ROOT" if heads[i] == i else w.dep for i, w in enumerate(words)]
    return heads, deps


def report(body: str) -> Report:
    """Return a report of a body."""
    return Report(
        id="r1", origin="a.txt", digest="0" * 64, source="a.txt", outlet="Northern Post", title=None, byline=None, url=None,
        language="en", published=Published(start="2019-05-15", end="2019-05-15", precision="day", known_from="table"),
        body=body, reader="fuzz", version="1",
    )  # fmt: skip


def records(data: bytes) -> None:
    """Mentions, statements and events over made-up parses of one or two paragraphs."""
    from detente.language.parse import Paragraph

    first, _, second = data.partition(b"\xff\xff")
    docs = [doc for doc in (made(first), made(second)) if doc.text.strip()]
    if not docs:
        return
    body, parsed = "", []
    for number, doc in enumerate(docs):
        parsed.append(Paragraph(number, len(body), doc, doc.text))
        body += doc.text + "\n"
    judging.records(_reader()._read_one(report(body), parsed))


def coding(data: bytes) -> None:
    """The type of an event between two spans of a made-up parse."""
    doc, length = made(data[4:]), 0
    length = len(doc.text)
    if not length:
        return
    choice = Bytes(data[:4])
    a, b = sorted((choice.below(length), choice.below(length)))
    c, d = sorted((choice.below(length), choice.below(length)))
    found = _coder().evidence(doc, (a, b), (c, d) if d > c else None)
    judging.require(found.type is None or found.type in _reader()._codebook.types, f"no such type: {found}")


def whole(data: bytes) -> None:
    """A report with the parser's own parse, from bytes to records; slow."""
    from detente.errors import SourceError
    from detente.intake import report as read
    from detente.language.parse import Paragraph, paragraphs

    try:
        made_of = read(Item(source="a.txt", origin="a.txt", data=data[:1500], kind="text"))
    except SourceError:
        return
    spans = list(paragraphs(made_of.body))
    docs = [doc for doc, _ in _parser().parse((made_of.body[s:e], 0) for s, e in spans)]
    parsed = [Paragraph(i, s, doc, doc.text) for i, ((s, _), doc) in enumerate(zip(spans, docs, strict=True))]
    judging.records(_reader()._read_one(made_of, parsed))


TARGETS: dict[str, Target] = {"records": records, "coding": coding, "whole": whole}
_PARSES = [bytes([0, i]) for i in range(12)] + [
    bytes([0, 1, 4, 3, 9, 9, 1, 7, 5, 7, 8]),
    b"\x00\x02\xff\xff\x00\x06\x02\x03\x04",
]
SEEDS = {
    "records": _PARSES,
    "coding": [bytes([3, 30, 9, 50]) + one for one in _PARSES],
    "whole": ["\n".join(SENTENCES[i : i + 3]).encode() for i in range(0, 12, 3)],
}
