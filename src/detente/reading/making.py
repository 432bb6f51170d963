"""What a reader is made of: a pipeline, and the user's own codebook and gazetteer beside the shipped ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.codebook import Codebook

if TYPE_CHECKING:
    from detente.language import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """The parts of a reader by name, so that several processes can each make theirs.

    ``pipeline`` None is detente's own; ``codebook`` and ``gazetteer`` None are the shipped ones alone.
    ``relations_only``: each report is parsed only as far as two countries or organisations can meet in it.
    """

    pipeline: str | None = None
    codebook: Path | None = None
    gazetteer: Path | None = None
    relations_only: bool = False

    def check(self) -> None:
        """Refuse a bad file before work starts. Raises CodebookError, NoSource and UsageError with all faults of a file."""
        from detente.gazetteer import Gazetteer

        if self.codebook is not None:
            Codebook.load(self.codebook)
        if self.gazetteer is not None:
            Gazetteer.load(self.gazetteer)

    def reader(self) -> Reader:
        """Load the parts and make the reader. Raises ParserMissing."""
        from detente.gazetteer import Gazetteer
        from detente.language import Reader

        book, names = Codebook.load(self.codebook), Gazetteer.load(self.gazetteer)
        return Reader(pipeline=self.pipeline, codebook=book, gazetteer=names, relations_only=self.relations_only)


def path_or_none(file: str | Path | None) -> Path | None:
    """Return a file's path, None for none."""
    return None if file is None else Path(file)
