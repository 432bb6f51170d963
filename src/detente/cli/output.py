"""What commands write: records as JSON lines, tables as files, failures on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from detente.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.records import Failure
    from detente.wire import Record

STANDARD_OUTPUT = "-"


def complain(failure: Failure) -> None:
    """Tell of a failure on standard error, in one line."""
    from detente.intake.item import shown

    line = failure.error if failure.source in failure.error else f"{failure.source}: {failure.error}"
    click.echo(shown(" ".join(line.split())), err=True)


def json_line(record: Record) -> bytes:
    """Return a record as a line of JSON in UTF-8; half surrogate pairs, which UTF-8 has not, are escaped."""
    from detente.wire import record_to_dict, record_to_json

    try:
        line = record_to_json(record).encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(record_to_dict(record)).encode("ascii")
    return line + b"\n"


def write_lines(records: Iterable[Record], file: str = STANDARD_OUTPUT) -> int:
    """Write records as JSON lines and return how many. Raises UsageError where a file cannot be written."""
    return write_bytes(map(json_line, records), file)


def write_bytes(lines: Iterable[bytes], file: str = STANDARD_OUTPUT) -> int:
    """Write lines that are encoded already and return how many. Raises UsageError where a file cannot be written."""
    number = 0
    with opened(file) as out:
        for number, line in enumerate(lines, 1):  # noqa: B007 - the last number is what is asked for
            _write(out, line)
    return number


def write_csv(table: pa.Table, file: str) -> None:
    """Write a table as CSV: lists in it as JSON, no cell that a spreadsheet would run.

    Raises UsageError where the file cannot be written.
    """
    import pyarrow.csv

    from detente.show.cells import csv_rows

    with opened(file) as out:
        pyarrow.csv.write_csv(csv_rows(table), out)


def write_parquet(table: pa.Table, file: str) -> None:
    """Write a table as Parquet. Raises UsageError where the file cannot be written."""
    import pyarrow.parquet

    with opened(file) as out:
        pyarrow.parquet.write_table(table, out, compression="zstd")


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """Give a file, or standard output for "-", to write bytes to. Raises UsageError."""
    if file == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        return
    try:
        with Path(file).open("wb") as out:
            yield out
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror or error}; give another file") from error


def _write(out: BinaryIO, line: bytes) -> None:
    """Write a line. Raises UsageError where it cannot be, BrokenPipeError where nobody reads any more."""
    try:
        out.write(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"the output cannot be written: {error.strerror or error}; send it elsewhere") from error
