"""The user's own gazetteer on the command line: --gazetteer FILE, or DETENTE_GAZETTEER for every command."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer
    from detente.records import Records, Report

GAZETTEER_VARIABLE = "DETENTE_GAZETTEER"

_F = TypeVar("_F", bound=Callable[..., object])


def gazetteer_option(function: _F) -> _F:
    """Add --gazetteer."""
    return click.option(
        "--gazetteer",
        metavar="FILE",
        envvar=GAZETTEER_VARIABLE,
        help="CSV of your own actors and offices, which win over the shipped ones.",
    )(function)


def from_environment() -> str | None:
    """Return the file that DETENTE_GAZETTEER names, None when it names none."""
    return os.environ.get(GAZETTEER_VARIABLE) or None


def loaded(file: str | None) -> Gazetteer:
    """Return the gazetteer with the user's file. Raises NoSource, and UsageError with all faults of the file."""
    from detente.gazetteer import Gazetteer

    return Gazetteer.load(Path(file) if file else None)


@dataclass(frozen=True, slots=True)
class OwnReader:
    """Reads reports with a gazetteer of the user's; its pipeline is loaded when the first report comes."""

    gazetteer: Gazetteer
    pipeline: str | None

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        """Yield the records of each report, in order."""
        from detente.language import Reader

        own = self.gazetteer
        made = Reader(gazetteer=own) if self.pipeline is None else Reader(gazetteer=own, pipeline=self.pipeline)
        yield from made.read(reports)


def reader(file: str | None, pipeline: str | None) -> OwnReader | None:
    """Return a reader with the user's file, None where there is none; the file's faults are raised at once."""
    return OwnReader(loaded(file), pipeline) if file else None
