"""Tables of reports: JSON lines and CSV, one row a report, the columns guessed from their names or given by hand."""

from __future__ import annotations

import codecs
import csv
import itertools
import json
from collections.abc import Iterator
from typing import Protocol

from detente.errors import SourceError
from detente.intake import gdelt
from detente.intake.columns import Columns, Row, fault, is_address, item_of, raw_of
from detente.intake.decode import encoding_of, not_text
from detente.intake.item import SIZE_LIMIT, Address, Place, Stream, failure
from detente.intake.streams import Ahead
from detente.records import Failure

#: So many bytes of a table are read at a time; its encoding is told by the first of them.
_SAMPLE = 1_000_000


class _Reader(Protocol):
    """What the standard library's csv reader does."""

    line_num: int

    def __next__(self) -> list[str]: ...


def json_lines(first: bytes, file: Stream, place: Place, columns: Columns) -> Iterator[Row]:
    """Yield what each line of a JSON lines table holds, or one failure for it; empty lines are passed over.

    Args:
        first: what was already read of the file: its first lines.
        file: the rest, read line by line, so that a table of any length streams.
        place: where the table stands.
        columns: the columns given by hand.
    """
    source = place.source
    what = not_text(first) if first.strip() else "empty; give one JSON object a line"
    if what:
        yield failure(source, f"{source}: {what}")
        return
    for number, line in enumerate(_long_lines(Ahead(first, file)), 1):
        raw = line.strip()
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if not raw:
            continue
        where = f"{source} line {number}"
        if len(line) >= SIZE_LIMIT:
            yield failure(source, f"{where}: row over {SIZE_LIMIT // 1_000_000} MB; split the table")
            continue
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError):
            yield failure(source, f"{where}: not JSON; write one JSON object a line")
            continue
        if not isinstance(row, dict):
            yield failure(source, f"{where}: JSON, but not an object; write one JSON object a line")
            continue
        yield item_of(row, raw, columns, place=place, number=number)


def csv_rows(first: bytes, file: Stream, place: Place, columns: Columns) -> Iterator[Row]:
    """Yield what each row of a CSV table of any delimiter holds, whose header comes first, or one failure for it.

    ``first`` is what was already read of ``file``. A row's number is that of the line that it ends on. GDELT's tables,
    which have no header, are known by their shape.

    Raises:
        SourceError: a line is longer than any report.
    """
    csv.field_size_limit(SIZE_LIMIT)  # the module has one limit for all; its own is too small for long reports
    source = place.source
    begun = first + file.read(_SAMPLE)
    what = not_text(begun) if begun.strip() else "empty; give a table with a header"
    if what:
        yield failure(source, f"{source}: {what}")
        return
    text = _lines(begun, file, source)
    start = next(text)
    header = gdelt.header(start)
    if header is None:
        rows = _rows(csv.reader(itertools.chain((start,), text), delimiter=delimiter(start)), source)
    else:
        rows = _rows(csv.reader(itertools.chain((start,), text), delimiter="\t", quoting=csv.QUOTE_NONE), source)
    filled = False
    for number, cells in rows:
        if isinstance(cells, Failure):
            yield cells
        elif header is None:
            header = [cell.strip() for cell in cells]
            if what := fault(header, columns):
                yield failure(source, f"{source}: {what}")
                return
        else:
            filled = True
            row = dict(zip(header, cells, strict=False))
            yield item_of(row, raw_of(row), columns, place=place, number=number)
    if header is not None and not filled:
        yield failure(source, f"{source}: a header without rows; give one report a row")


def delimiter(header: str) -> str:
    """Return the mark that a header line uses most outside quotation marks: a comma, semicolon, tab or bar."""
    bare = "".join(header.split('"')[::2])
    return max(",;\t|", key=lambda mark: (bare.count(mark), mark == ","))


def _long_lines(file: Stream) -> Iterator[bytes]:
    """Yield lines of at most ``SIZE_LIMIT`` bytes; what is over the limit is read past, never held."""
    while line := file.readline(SIZE_LIMIT):
        more = line
        while len(more) >= SIZE_LIMIT and not more.endswith(b"\n"):
            more = file.readline(SIZE_LIMIT)
        yield line


def _lines(begun: bytes, file: Stream, source: str) -> Iterator[str]:
    """Yield the lines of a table as text, line ends kept for the quoted cells that hold some. Raises SourceError."""
    decoder = codecs.getincrementaldecoder(encoding_of(begun))("replace")
    open_line: list[str] = []
    length = 0
    chunk = begun
    while chunk:
        start, *more = decoder.decode(chunk).replace("\x00", "").split("\n")
        open_line.append(start)
        length += len(start)
        if length > SIZE_LIMIT:
            raise SourceError(source, f"a line over {SIZE_LIMIT // 1_000_000} MB; split the table")
        if more:
            yield "".join(open_line) + "\n"
            yield from (line + "\n" for line in more[:-1])
            open_line, length = [more[-1]], len(more[-1])
        chunk = file.read(_SAMPLE)
    yield "".join(open_line) + decoder.decode(b"", final=True)


def _rows(reader: _Reader, source: str) -> Iterator[tuple[int, list[str] | Failure]]:
    """Yield the rows that hold something, with the line that each ends on; a row that cannot be read is a failure."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{source} line {reader.line_num}"
            yield reader.line_num, failure(source, f"{where}: not a CSV row ({error}); quote its fields")
            continue
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def addresses(first: bytes, file: Stream, place: Place) -> Iterator[Row]:
    """Yield the addresses of a list, one a line; empty lines and those that begin with "#" are passed over."""
    for number, line in enumerate(_long_lines(Ahead(first, file)), 1):
        value = line.decode("utf-8", "replace").strip().removeprefix("\ufeff")
        if not value or value.startswith("#"):
            continue
        if is_address(value):
            yield Address(url=value)
        else:
            yield failure(place.source, f"{place.source} line {number}: not an address; write one address a line")
