"""What the sources give: the raw bytes of one report, named and told apart before anything is read out of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente import wire
from detente.records import Failure

ItemKind = Literal["text", "markdown", "html", "row"]

READER = "intake"
#: Raised whenever the same bytes would give another report than before.
VERSION = "1"

#: No single report is larger than this many bytes: longer files are dumps, logs or attacks, and an HTML parser
#: would need more than a gigabyte of memory for them.
SIZE_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report as it came: bytes, and what they were called.

    ``source`` is the path (or "-") as given or found; ``origin`` the address, else the file name, with "#line" inside
    a table; ``fields`` are the columns of a table's row, by name, None for every other kind.
    """

    source: str
    origin: str
    data: bytes
    kind: ItemKind
    fields: Mapping[str, str] | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the raw bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def id(self) -> str:
        """The id that the report of this item will have, known before any cleaning."""
        return wire.digest("report", self.origin, self.digest)


def failure(source: str, error: str) -> Failure:
    """Return the row that says why a source gave no report; ``error`` is one line: what, where, the mend."""
    return Failure(
        id=wire.digest("failure", source, "intake", error),
        source=source,
        stage="intake",
        error=error,
        reader=READER,
        version=VERSION,
    )
