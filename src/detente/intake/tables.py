"""Tables of reports: JSON lines and CSV, one row a report, the columns guessed from their names or given by hand."""

from __future__ import annotations

import codecs
import csv
import itertools
import json
from collections.abc import Iterator
from typing import Any, Protocol

from detente.intake import gdelt
from detente.intake.columns import Columns, Row, fault, is_address, item_of, raw_of
from detente.intake.csvlines import SAMPLE, Lines
from detente.intake.decode import not_text
from detente.intake.item import SIZE_LIMIT, Address, Place, Stream, failure
from detente.intake.streams import Ahead
from detente.records import Failure

_TOO_LONG = f"row over {SIZE_LIMIT // 1_000_000} MB; split the table"
_AS_GDELT: dict[str, Any] = {"delimiter": "\t", "quoting": csv.QUOTE_NONE}


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
            yield failure(source, f"{where}: {_TOO_LONG}")
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
    """
    csv.field_size_limit(SIZE_LIMIT)  # the module has one limit for all; its own is too small for long reports
    source = place.source
    begun = first + file.read(SAMPLE)
    what = not_text(begun) if begun.strip() else "empty; give a table with a header"
    if what:
        yield failure(source, f"{source}: {what}")
        return
    lines = Lines(begun, file)
    start = next(lines)
    if lines.cut:
        yield failure(source, f"{source}: {_TOO_LONG}")
        return
    header = gdelt.header(start)
    lines.quoted = header is None
    how: dict[str, Any] = {"delimiter": delimiter(start)} if header is None else _AS_GDELT
    rows = _rows(csv.reader(itertools.chain((start,), lines), **how), lines, source)
    filled = False
    for number, cells in rows:
        if isinstance(cells, Failure):
            yield cells
            if header is None:
                return
            filled = True
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


def _rows(reader: _Reader, lines: Lines, source: str) -> Iterator[tuple[int, list[str] | Failure]]:
    """Yield the rows that hold something, with the line that each ends on; a row that cannot be read is a failure.

    Lines are counted but those that were cut out.
    """
    while True:
        what = None
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"not a CSV row ({error}); quote its fields"
        if lines.cut:
            what = _TOO_LONG
        if what:
            yield reader.line_num, failure(source, f"{source} line {reader.line_num}: {what}")
        elif any(cell.strip() for cell in cells):
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
