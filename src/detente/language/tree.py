"""The tree of a parse: a document's words as plain objects, read out of spaCy's document once.

The rules look at each word some seventy times, and spaCy makes a view of it anew at each look. Names and meaning of all
attributes are spaCy's own, so that its documentation holds for them.
"""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc as Parse


# Most texts that are kept from one document to the next: the words of a language that are not rare.
MOST_NAMES = 50_000


class Token:
    """A word of a document. ``children`` stand in the order of the text; a root is its own ``head``."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    children: tuple[Token, ...]
    head: Token
    left_edge: Token
    right_edge: Token
    sent: Span

    def __init__(
        self, doc: Doc, i: int, text: str, lower: str, lemma: str, tag: str, pos: str, dep: str, idx: int, space: int,
        punct: int, blank: int, quote: int, starts: int,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.idx, self.text = doc, i, idx, text
        self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_ = lower, lemma, tag, pos, dep
        self.whitespace_ = " " if space else ""
        self.is_punct, self.is_space, self.is_quote = bool(punct), bool(blank), bool(quote)
        self.is_sent_start = starts == 1

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list[Token]:
        """The children before the word."""
        return [c for c in self.children if c.i < self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The word's head, the head's head and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Sequence[Token]:
        """The word and all below it, each between those on its left and those on its right."""
        if self.doc.is_projective:
            return self.doc.words[self.left_edge.i : self.right_edge.i + 1]
        return _in_order(self)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words that are joined to the word, before and after it."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for word in joined:
            joined += [c for c in word.children if c.dep_ == "conj" and c.i > word.i]
        return tuple(word for word in joined if word is not self)

    def nbor(self, by: int = 1) -> Token:
        """Return the word so many words after this one. Raises IndexError outside the document."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc.words[self.i + by]

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word stands below this one."""
        return any(above is self for above in other.ancestors)


class Span:
    """The words of a document from ``start`` to before ``end``."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.doc.words[self.start : self.end][at]
        first, last, _ = at.indices(len(self))
        return Span(self.doc, self.start + first, self.start + max(first, last))

    @property
    def start_char(self) -> int:
        """Where the first word begins in the document's text."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """Where the last word ends in the document's text."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The text of the words, without the blank after the last."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""


class Doc:
    """A parsed text: its ``words``, and its sentences as ``sents``."""

    __slots__ = ("is_projective", "sents", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Token] = []
        self.sents: tuple[Span, ...] = ()
        self.is_projective = True

    @classmethod
    def of(cls, parse: Parse, names: dict[int, str] | None = None) -> Doc:
        """Return what spaCy parsed as words of our own; the parse is not needed any more.

        ``names`` keeps the texts behind spaCy's numbers from one document to the next of the same pipeline.
        """
        doc = cls(parse.text)
        columns, heads = _columns(parse, {} if names is None else names)
        doc.words = words = [Token(doc, i, *row) for i, row in enumerate(zip(*columns, strict=True))]
        below: list[list[Token]] = [[] for _ in words]
        for i, word in enumerate(words):
            word.head = words[heads[i]]
            if heads[i] != i:
                below[heads[i]].append(word)
        for word, children in zip(words, below, strict=True):
            word.children = tuple(children)
        doc._set_edges(heads)
        doc._set_sentences()
        return doc

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.words[at]
        first, last, _ = at.indices(len(self.words))
        return Span(self, first, max(first, last))

    def _set_edges(self, heads: list[int]) -> None:
        """Find the first and the last word below each word, and whether all between the two are below it."""
        words, places = self.words, range(len(heads))
        left, right, depth = list(places), list(places), 0
        for edge, order in ((left, places), (right, reversed(places))):
            for i in order:
                above = heads[i]
                # what lies further out came first, and reached all that is above it
                while (edge[above] > i) if edge is left else (edge[above] < i):
                    edge[above] = i
                    above = heads[above]
        level = [(word, 1) for word in words if word.head is word]
        for word, deep in level:  # grows while it is walked
            depth += deep
            level += [(child, deep + 1) for child in word.children]
        for word, first, last in zip(words, left, right, strict=True):
            word.left_edge, word.right_edge = words[first], words[last]
        # each word is counted once for itself and once for each above it, as in the stretches where these have no gaps
        self.is_projective = depth == sum(right) - sum(left) + len(words)

    def _set_sentences(self) -> None:
        starts = [i for i, word in enumerate(self.words) if word.is_sent_start or not i]
        ends = [*starts[1:], len(self.words)]
        self.sents = tuple(Span(self, start, end) for start, end in zip(starts, ends, strict=False))
        for sentence in self.sents:
            for word in sentence:
                word.sent = sentence


def _columns(parse: Parse, names: dict[int, str]) -> tuple[list[list[Any]], list[int]]:
    """Return what spaCy knows of each word, column by column, and the place of each word's head."""
    from spacy import attrs

    texts = [attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.TAG, attrs.POS, attrs.DEP]
    flags = [attrs.SPACY, attrs.IS_PUNCT, attrs.IS_SPACE, attrs.IS_QUOTE, attrs.SENT_START]
    array = parse.to_array([*texts, attrs.IDX, *flags, attrs.HEAD]).T
    numbers = array[: len(texts)].tolist()
    strings = parse.vocab.strings
    if len(names) > MOST_NAMES:
        names.clear()
    for number in {number for column in numbers for number in column} - names.keys():
        names[number] = intern(strings[number])  # each text is kept once, so that comparing is quick
    *rest, heads = array[len(texts) :].view("int64").tolist()
    words: list[list[Any]] = [[names[number] for number in column] for column in numbers]
    return [*words, *rest], [i + by for i, by in enumerate(heads)]


def _in_order(token: Token) -> list[Token]:
    """Return the word and all below it where others stand between them."""
    found: list[Token] = []
    waiting = [(token, False)]
    while waiting:
        word, opened = waiting.pop()
        if opened or not word.children:
            found.append(word)
            continue
        waiting += [(c, False) for c in reversed(word.children) if c.i > word.i]
        waiting.append((word, True))
        waiting += [(c, False) for c in reversed(word.children) if c.i < word.i]
    return found
