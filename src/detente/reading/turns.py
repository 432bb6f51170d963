"""One turn of a reading: an item to read, or the failure that came in its place, and what is told of items that fail.

A piece of work can also be a report that is read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente import __version__
from detente.errors import SourceError
from detente.records import Failure, Report
from detente.wire import digest

if TYPE_CHECKING:
    from typing import TypeAlias

    from detente.intake import Item

    Turn: TypeAlias = Item | Failure
    Work: TypeAlias = Turn | Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """An item that was passed over unread, since the archive holds its report."""

    source: str


def unread(item: Item, error: SourceError) -> Failure:
    """Return the failure of an item whose report could not be read."""
    return _failure(item, str(error))


def crashed(item: Item | Report) -> Failure:
    """Return the failure of an item that ended the process which read it."""
    return _failure(item, f"{item.source}: the process that read it was ended; it may need more memory than there is")


def _failure(item: Item | Report, error: str) -> Failure:
    return Failure(
        id=digest("failure", item.source, "intake", error),
        source=item.source,
        stage="intake",
        error=error,
        report=item.id,
        reader="detente",
        version=__version__,
    )
