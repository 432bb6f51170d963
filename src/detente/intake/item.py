"""What the sources give: the raw bytes of one report, named and told apart before anything is read out of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from detente import wire
from detente.records import Failure

ItemKind = Literal["text", "markdown", "html", "mhtml", "pdf", "docx", "row"]

READER = "intake"
#: Raised whenever the same bytes would give another report than before.
VERSION = "1"

#: No single report is larger than this many bytes: longer files are dumps, logs or attacks, and an HTML parser
#: would need more than a gigabyte of memory for them.
SIZE_LIMIT = 20_000_000
#: Control characters, line and paragraph ends, and marks that turn the direction of writing.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report as it came: bytes, and what they were called.

    ``source`` is the path (or "-" or the address) as given or found, with "!member" inside an archive; ``origin`` the
    address, else the file name, with "#line" inside a table. ``fields`` are the columns of a table's row, by name; of
    other kinds what a feed, sitemap or list says of the page, which counts where the page itself is silent; None where
    nothing does. ``charset`` is the encoding that came with the bytes ("Content-Type: text/html; charset=koi8-r"), None
    where none did.
    """

    source: str
    origin: str
    data: bytes
    kind: ItemKind
    fields: Mapping[str, str] | None = None
    charset: str | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the raw bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def id(self) -> str:
        """The id that the report of this item will have, known before any cleaning."""
        return self.id_of(self.digest)

    def id_of(self, digest: str) -> str:
        """Return the same id where the digest of the bytes is known already."""
        return wire.digest("report", self.origin, digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that a feed, a sitemap or a list names, with what that says of the page: a report yet to be fetched.

    ``index`` says that it is a sitemap itself, whose addresses are meant.
    """

    url: str
    fields: Mapping[str, str] | None = None
    index: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stream of bytes stands, and what is known of it before it is read.

    Args:
        source: what the records call it, fit to be shown.
        name: its file name, which tells its kind and names what is in it.
        path: the file itself, None where there is only the stream (a member of an archive, standard input, an answer).
        origin: the address that it came from, None where it has only a name.
        fields: what is said of it elsewhere, None where nothing is.
        charset: the encoding that came with it, None where none did.
        named: somebody meant it; False where it was only found in a folder or an archive, and is left out without a
            word if it is of no kind that detente reads.
        follow: the addresses in it may be fetched.
        depth: how many archives, feeds or sitemaps it stands in.
    """

    source: str
    name: str
    path: Path | None = None
    origin: str | None = None
    fields: Mapping[str, str] | None = None
    charset: str | None = None
    named: bool = True
    follow: bool = False
    depth: int = 0


class Stream(Protocol):
    """What is asked of bytes that come one after another."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, all that are left where it is negative, none at the end."""
        ...

    def readline(self, size: int = -1, /) -> bytes:
        """Return the bytes up to the next line end, that included, at most ``size`` of them."""
        ...


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


def shown(name: str) -> str:
    """Return a name fit to be shown on one line: what would break or turn the line is escaped."""
    return _UNFIT.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)
