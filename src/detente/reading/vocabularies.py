"""The codebook and gazetteer that reports are read with, as versions that an archive keeps, and made again out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from detente.archive.coding_rows import CodedBy, Coding, Vocabulary, VocabularyKind
from detente.reading.making import Making

if TYPE_CHECKING:
    from detente.archive import Archive

_OWN_FILES = {"own codebook": "codebook.toml", "own gazetteer": "gazetteer.csv"}


def coded_by(making: Making) -> CodedBy:
    """Return what reports are read with that are read as ``making`` says."""
    from detente.language.reader import READER, VERSION

    codebook, gazetteer = shipped("codebook"), shipped("gazetteer")
    own_codebook = _own("own codebook", making.codebook)
    own_gazetteer = _own("own gazetteer", making.gazetteer)
    coding = Coding(
        codebook=codebook.id,
        own_codebook=None if own_codebook is None else own_codebook.id,
        gazetteer=gazetteer.id,
        own_gazetteer=None if own_gazetteer is None else own_gazetteer.id,
        pipeline=making.pipeline,
        relations_only=making.relations_only,
        reader=READER,
        version=VERSION,
    )
    found = (codebook, own_codebook, gazetteer, own_gazetteer)
    return CodedBy(coding=coding, vocabularies=tuple(one for one in found if one is not None))


@cache
def shipped(kind: Literal["codebook", "gazetteer"]) -> Vocabulary:
    """Return the version of the codebook or gazetteer that comes with the package."""
    if kind == "codebook":
        from detente.codebook import files

        return Vocabulary.of(kind, files.texts())
    from detente.gazetteer.tables import Tables

    return Vocabulary.of(kind, Tables.texts())


def _own(kind: VocabularyKind, path: Path | None) -> Vocabulary | None:
    """Return the version that a user's file is, None without one."""
    if path is None:
        return None
    return Vocabulary.of(kind, {_OWN_FILES[kind]: path.read_text(encoding="utf-8-sig")})


@contextmanager
def laid_out(archive: Archive, shipped_id: str, own_id: str | None) -> Iterator[tuple[Path, Path | None] | None]:
    """Lay the files of a codebook or gazetteer out of an archive in a passing folder, and give it and the user's file.

    None where the archive has not all of them.
    """
    with TemporaryDirectory(prefix="detente-vocabulary-") as name:
        folder, own = Path(name) / "shipped", Path(name) / "own"
        whole = _write(archive.vocabulary(shipped_id), folder)
        if own_id is not None:
            whole = _write(archive.vocabulary(own_id), own) and whole
        yield (folder, next(own.iterdir()) if own_id is not None else None) if whole else None


def _write(texts: dict[str, str], folder: Path) -> bool:
    """Write files into a folder, and say whether there are any."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return bool(texts)
