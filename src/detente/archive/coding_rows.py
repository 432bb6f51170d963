"""What the records of a report were read with: a codebook and a gazetteer, each the shipped one and the user's own.

An archive holds the files themselves, once each, so that a later detente can tell what has changed in them since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.wire import digest

if TYPE_CHECKING:
    import pyarrow as pa

VocabularyKind = Literal["codebook", "own codebook", "gazetteer", "own gazetteer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """One version of a codebook or gazetteer: the texts of its files by name. ``id`` hashes kind, names and texts."""

    id: str
    kind: VocabularyKind
    files: Mapping[str, str]

    @classmethod
    def of(cls, kind: VocabularyKind, files: Mapping[str, str]) -> Vocabulary:
        """Return the version that files make."""
        parts = (part for name in sorted(files) for part in (name, files[name]))
        return cls(id=digest("vocabulary", kind, *parts), kind=kind, files=files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What reports were read with, by the ids of its vocabularies, and how: ``pipeline`` None is detente's own."""

    codebook: str
    own_codebook: str | None
    gazetteer: str
    own_gazetteer: str | None
    pipeline: str | None
    relations_only: bool
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedBy:
    """What a batch was read with: the coding of its reports, and the vocabularies that it names."""

    coding: Coding
    vocabularies: tuple[Vocabulary, ...]

    def rows(self, reports: Iterable[str], known: Collection[str]) -> dict[str, pa.Table]:
        """Return the rows for reports, and for vocabularies whose ids are not known."""
        made = {"codings": coding_table(self.coding, list(reports)), "vocabularies": self._files(known)}
        return {name: table for name, table in made.items() if table.num_rows}

    def _files(self, known: Collection[str]) -> pa.Table:
        import pyarrow as pa

        from detente.archive.tables import schema

        rows = [
            {"id": one.id, "kind": one.kind, "file": name, "text": text}
            for one in self.vocabularies
            if one.id not in known
            for name, text in sorted(one.files.items())
        ]
        return pa.Table.from_pylist(rows, schema=schema("vocabularies"))


def coding_table(coding: Coding, reports: list[str]) -> pa.Table:
    """Return a row of a coding for each report."""
    import pyarrow as pa

    from detente.archive.tables import schema

    columns = schema("codings")
    names = [field.name for field in columns if field.name != "report"]
    cells = {
        name: pa.repeat(pa.scalar(getattr(coding, name), columns.field(name).type), len(reports)) for name in names
    }
    return pa.table({"report": pa.array(reports, pa.string()), **cells}, schema=columns)
