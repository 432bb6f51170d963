"""The word index: a Tantivy index in the archive's folder, made from the tables and never the truth itself.

It holds one document for each report, statement and event that was read here: which record it is, and the terms of its
texts. One more document says which versions of the tables it was made from; it is replaced in the same commit that adds
the rows, so the two never part. Rows that the index has and the tables have not (of a batch that was cut off) do no harm:
what it finds is always looked up in the tables.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detente.archive.search_plain import Searched
from detente.archive.search_terms import MAIN, UNKNOWN, analyzer, stemmed, tantivy_query
from detente.wire import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import tantivy

INDEXED = ("reports", "statements", "events")
"""The tables whose rows are in the index. Mentions are short and looked through as they are."""

FORMAT = 1
"""Raised whenever the fields or the cutting into terms change: an index of another format is made anew."""

_T = TypeVar("_T")

_STATE = "state"
#: Files of an index that end with their checksum, and the mark that says so.
_WITH_SUMS = frozenset({".idx", ".pos", ".term", ".fast", ".fieldnorm", ".store", ".del"})
_MARK = 1337
_HEAP = 32_000_000  # bytes that rows are gathered in before they are written: some 20,000 reports
_KEY = 16  # hexadecimal digits of an id, 64 bits: what an id is kept as where it is looked up fast

_DEFAULT = {"reports": ("title", "text"), "statements": ("text", "content"), "events": ("text",)}
_TEXTS = {
    "reports": {"title": "title", "body": "text"},
    "statements": {"passage_text": "text", "content_text": "content"},
    "events": {"passage_text": "text"},
}
_NAMED = {
    "reports": {"outlet": "outlet", "byline": "byline"},
    "statements": {"speaker_name": "speaker"},
    "events": {"source_name": "source", "target_name": "target"},
}
READ = {
    table: ("id", *_TEXTS[table], *_NAMED[table], *(("language",) if table == "reports" else ("report",)))
    + (("origin",) if table == "events" else ())
    for table in INDEXED
}
"""The columns of each table that the index is made from."""

Row = Mapping[str, Any]  # values of a row have the shape of their column, which only the Arrow schema knows


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an index holds: the Delta version of each table that it was made from, its languages, rows of each table."""

    versions: Mapping[str, int]
    languages: tuple[str, ...]
    rows: Mapping[str, int]

    def covers(self, versions: Mapping[str, int]) -> bool:
        """Say whether the index has all rows of some versions of the tables."""
        return all(self.versions.get(table, -1) >= versions[table] for table in INDEXED)


class IndexBroken(Exception):
    """The index cannot be read or written; the tables are whole. The message says why."""


def installed() -> bool:
    """Say whether the extra is installed, without loading it."""
    return find_spec("tantivy") is not None


def key(own: str) -> int:
    """Return an id as 64 bits: what its hexadecimal digits say, else a hash."""
    if len(own) == _KEY:
        try:
            return int(own, 16)
        except ValueError:
            pass
    return int(digest(own), 16)


class WordIndex:
    """The index in a folder. Raises IndexBroken from every method where the folder's files are not as they should be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None

    def exists(self) -> bool:
        """Say whether there is an index at all."""
        return (self._folder / "meta.json").exists()

    def damaged(self) -> bool:
        """Say whether a file of the index is not what its own checksum says; each is read whole."""
        try:
            return any(not _as_written(file) for file in sorted(self._folder.glob("*")) if file.suffix in _WITH_SUMS)
        except OSError:
            return True

    def state(self) -> State | None:
        """Return what the index holds, None where there is none of this format."""
        if not self.exists():
            return None
        return _sound(self._state)

    def find(self, searched: Searched, state: State) -> tuple[list[str], list[float]]:
        """Return the ids of the rows that a search finds, each with how well it fits."""
        return _sound(lambda: self._find(searched, state))

    def keys(self, table: str) -> np.ndarray[Any, Any]:
        """Return the keys of a table's rows in the index, sorted."""
        return _sound(lambda: self._keys(table))

    def add(self, rows: Iterable[tuple[str, str | None, Row]], versions: Mapping[str, int]) -> None:
        """Add rows (their table, language and columns) and note the versions of the tables, in one commit.

        Raises IndexBroken also where another process writes, or the folder cannot be written.
        """
        _sound(lambda: self._add(rows, versions))

    def _opened(self) -> tantivy.Index:
        """Return the index, made first where there is none."""
        import tantivy

        if self._index is None:
            if not self.exists():
                self._folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(), path=str(self._folder))
            self._index.register_tokenizer("main", analyzer(MAIN))
            self._index.register_tokenizer("names", analyzer(UNKNOWN))
        return self._index

    def _see(self) -> tantivy.Searcher:
        """Return what searches the index as it stood when this object first looked."""
        if self._searcher is None:
            self._searcher = self._opened().searcher()
        return self._searcher

    def _state(self) -> State | None:
        """Return the state that the index carries."""
        import tantivy

        searcher = self._see()
        query = tantivy.Query.term_query(_schema(), "kind", _STATE)
        hits = searcher.search(query, limit=1).hits
        if not hits:
            return None
        said = json.loads(searcher.doc(hits[0][1]).get_first("stored") or "{}")
        return State(versions=said["versions"], languages=tuple(said["languages"]), rows=said["rows"])

    def _find(self, searched: Searched, state: State) -> tuple[list[str], list[float]]:
        """Return ids and scores."""
        from tantivy import Occur, Query

        schema, searcher = _schema(), self._see()
        of_kind = Query.const_score_query(Query.term_query(schema, "kind", searched.table), 0.0)
        asked = tantivy_query(schema, searched.asked, state.languages, _DEFAULT[searched.table])
        both = Query.boolean_query([(Occur.Must, of_kind), (Occur.Must, asked)])
        hits = searcher.search(both, limit=max(searcher.num_docs, 1), count=False).hits
        scores: dict[str, float] = {}
        places = [place for _, place in hits]
        for (score, place), number in zip(hits, searcher.fast_field_values("key", places), strict=True):
            own = f"{number:016x}" if number is not None else str(searcher.doc(place).get_first("stored"))
            scores.setdefault(own, float(score))
        return list(scores), list(scores.values())

    def _keys(self, table: str) -> np.ndarray[Any, Any]:
        """Return the keys of a table's rows."""
        import numpy as np
        from tantivy import Query

        searcher = self._see()
        query = Query.term_query(_schema(), "kind", table)
        places = [place for _, place in searcher.search(query, limit=max(searcher.num_docs, 1), count=False).hits]
        numbers = searcher.fast_field_values("key", places)
        found = (
            key(str(searcher.doc(place).get_first("stored"))) if n is None else n
            for n, place in zip(numbers, places, strict=True)
        )
        return np.unique(np.fromiter((int(n) for n in found), dtype=np.uint64, count=len(places)))

    def _add(self, rows: Iterable[tuple[str, str | None, Row]], versions: Mapping[str, int]) -> None:
        """Add rows and the state."""
        before = self._state() if self.exists() else None
        languages = set(before.languages if before else ())
        counts = Counter(before.rows if before else {})
        writer = self._opened().writer(heap_size=_HEAP, num_threads=1)
        try:
            writer.delete_documents_by_term("kind", _STATE)
            for table, language, row in rows:
                writer.add_document(_document(table, language, row))
                languages.add(stemmed(language))
                counts[table] += 1
            state = State(
                versions={table: versions[table] for table in INDEXED},
                languages=tuple(sorted(languages)),
                rows={table: counts[table] for table in INDEXED},
            )
            writer.add_document(_state_document(state))
            writer.commit()
        finally:
            writer.wait_merging_threads()
            self._index = self._searcher = None


def _document(table: str, language: str | None, row: Row) -> tantivy.Document:
    """Return the document of a row."""
    import tantivy

    made = tantivy.Document()
    made.add_text("kind", table)
    own = str(row["id"])
    if f"{key(own):016x}" == own:
        made.add_unsigned("key", key(own))
    else:
        made.add_text("stored", own)
    spoken = stemmed(language)
    for column, field in _TEXTS[table].items():
        text = row[column]
        if not text:
            continue
        if spoken == MAIN:
            made.add_text(field, text)
        else:
            made.add_pre_tokenized_text(field, analyzer(spoken).pre_tokenize(text))
    for column, field in _NAMED[table].items():
        if row[column]:
            made.add_text(field, row[column])
    return made


def _state_document(state: State) -> tantivy.Document:
    """Return the document that says what the index holds."""
    import tantivy

    made = tantivy.Document()
    made.add_text("kind", _STATE)
    made.add_text("stored", json.dumps(asdict(state)))
    return made


def _schema() -> tantivy.Schema:
    """Return the fields of the index."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True, indexed=False)
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    for field in dict.fromkeys(field for texts in _TEXTS.values() for field in texts.values()):
        builder.add_text_field(field, tokenizer_name="main")
    for field in dict.fromkeys(field for names in _NAMED.values() for field in names.values()):
        builder.add_text_field(field, tokenizer_name="names")
    return builder.build()


def of_batch(rows: Mapping[str, Any]) -> Iterator[tuple[str, str | None, Row]]:
    """Yield the rows of a batch's Arrow tables that belong in the index, each with its table and language.

    Rows taken over from other people's data have no report here and stay out.
    """
    languages: dict[str, str | None] = {}
    for table in INDEXED:
        if table in rows:
            yield from with_language(table, rows[table].select(READ[table]).to_pylist(), languages)


def with_language(
    table: str, rows: Iterable[Row], languages: dict[str, str | None]
) -> Iterator[tuple[str, str | None, Row]]:
    """Yield rows with their table and language; ``languages`` learns the reports' and tells the others'."""
    for row in rows:
        if table == "reports":
            languages[row["id"]] = row["language"]
            yield table, row["language"], row
        elif table != "events" or row["origin"] is None:
            yield table, languages.get(row["report"]), row


def _as_written(file: Path) -> bool:
    """Say whether a file holds what was written: what stands at its end is a checksum, its length, and a mark."""
    data = file.read_bytes()
    length, mark = struct.unpack("<II", data[-8:]) if len(data) >= 8 else (0, 0)
    if mark != _MARK or length > len(data) - 8:
        return False
    try:
        checksum = json.loads(data[-8 - length : -8])["crc"]
    except (ValueError, KeyError, TypeError):
        return False
    return bool(zlib.crc32(data[: -8 - length]) == checksum)


def _sound(look: Callable[[], _T]) -> _T:
    """Return what a look at the index gives; whatever the library makes of broken files becomes IndexBroken."""
    try:
        return look()
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise IndexBroken(" ".join(str(error).split()) or type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library's own faults are no Exception
            raise
        raise IndexBroken(" ".join(str(error).split())) from error
