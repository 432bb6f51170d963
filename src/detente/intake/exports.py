"""What the text exports of news databases have in common: several articles in one file, one after another."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from detente.intake.columns import Row
from detente.intake.decode import encoding_of, tidy
from detente.intake.item import SIZE_LIMIT, Item, Place, Stream, failure
from detente.intake.streams import HEAD

Fields = dict[str, str]
#: Reads the lines of one article into its fields; None where they hold no article.
Read = Callable[[list[str]], Fields | None]


def articles(
    first: bytes, file: Stream, place: Place, *, divides: re.Pattern[str], last: bool, read: Read
) -> Iterator[Row]:
    """Yield the articles of an export as they are read.

    Args:
        first: what was already read of the file.
        file: the rest.
        place: where the export stands.
        divides: a line that stands between two articles.
        last: that line belongs to the article above it; else to the one below.
        read: reads the fields of one article, its "text" among them.
    """
    decoder = codecs.getincrementaldecoder(encoding_of(first))("replace")
    block: list[str] = []
    size = number = 0
    for line in _lines(first, file, decoder):
        at = divides.match(line) is not None
        if at and last:
            block.append(line)
        if at and (number or last or any(one.strip() for one in block)):
            number += 1
            yield from _article(block, number, place, read)
            block, size = [], 0
        if not (at and last):
            block.append(line)
        size += len(line)
        if size > SIZE_LIMIT:
            where = f"{place.source} article {number + 1}"
            yield failure(place.source, f"{where}: {SIZE_LIMIT // 1_000_000} MB or more; split the export")
            return
    yield from _article(block, number + 1, place, read)


def _article(block: list[str], number: int, place: Place, read: Read) -> Iterator[Row]:
    if not any(line.strip() for line in block):
        return
    raw = "\n".join(block).strip()
    fields = read(raw.split("\n"))
    where = f"{place.source} article {number}"
    if fields is None:  # a list of contents before the first article, a note after the last
        return
    if not fields.get("text", "").strip():
        yield failure(place.source, f"{where}: no body found; export it with its full text")
        return
    filled = {name: value for name, value in fields.items() if value} | {"known_from": "export"}
    origin = fields.get("url") or f"{place.name}#{number}"
    yield Item(source=place.source, origin=origin, data=raw.encode("utf-8", "replace"), kind="row", fields=filled)


def _lines(first: bytes, file: Stream, decoder: codecs.IncrementalDecoder) -> Iterator[str]:
    """Yield the tidied lines of a text, piece by piece; a piece without a line end is a line."""
    rest = ""
    chunk = first
    while chunk:
        text = rest + decoder.decode(chunk)
        end = max(text.rfind("\n"), text.rfind("\r")) + 1 or len(text)
        # a line end in two characters may be cut in two: the next piece begins with its second half
        end -= text[:end].endswith("\r")
        yield from tidy(text[:end]).removesuffix("\n").split("\n") if end else ()
        rest = text[end:]
        chunk = file.read(HEAD)
    yield from tidy(rest + decoder.decode(b"", final=True)).split("\n")
