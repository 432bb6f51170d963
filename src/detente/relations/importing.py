"""Other people's event data taken over into an archive, in columns, batch by batch.

The events get the mark of their origin, an empty passage, and their file as their report, which holds nothing else. A
row that cannot be read is listed with its line and the reason, and the rest goes on. Statements and appeals (CAMEO 01
and 02) are counted and left out. Taking the same over again adds nothing, because an event's id is made of its origin
and its id there.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from detente import __version__
from detente.archive.under_way import CutOff, under_way
from detente.errors import NoSource, SourceError, UsageError
from detente.relations.columns import Bad, Columns, events_table
from detente.relations.jsonevents import json_batches
from detente.relations.layouts import ORIGINS, layout

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.archive import Archive
    from detente.archive.writer import Writer

BATCH_BYTES = 48 * 1024 * 1024
"""Bytes of a file that are held at once: with all columns of the table some 500 MB."""

MOST_LISTED = 1000
"""Bad rows of a file that are listed; of more only the number is kept."""


@dataclass(slots=True, kw_only=True)
class Import:
    """What became of a file: rows read, events added, events that were there already, statements left out, bad rows.

    ``bad`` lists at most 1,000 of the ``failed`` rows. ``cut_off`` is the import before, where that did not come to its end.
    """

    source: str
    rows: int = 0
    added: int = 0
    known: int = 0
    statements: int = 0
    failed: int = 0
    bad: list[Bad] = field(default_factory=list)
    cut_off: CutOff | None = None

    def fail(self, rows: list[Bad]) -> None:
        """Add bad rows."""
        self.failed += len(rows)
        self.bad += rows[: MOST_LISTED - len(self.bad)]


def take_over(origin: str, file: str | Path, *, archive: Archive) -> Import:
    """Take the events of one file over into an archive.

    Args:
        origin: "icews", "gdelt", "polecat", "phoenix" or "keds".
        file: as it was published, unpacked or as .gz.
        archive: to write into; another process must not write meanwhile.

    Raises:
        UsageError: for an origin that there is not.
        NoSource: where there is no such file.
        SourceError: where it is no file of that origin.
        ArchiveError: where it cannot be written.
    """
    import pyarrow as pa

    if origin not in ORIGINS:
        raise UsageError(f"no data called {origin!r} can be imported; give one of {', '.join(ORIGINS)}")
    path = Path(file)
    if not path.is_file():
        raise NoSource(str(file))
    done = Import(source=str(file))
    report = _report(origin, path)
    with archive.writer() as writer, under_way(archive, "import", [origin, str(file)]) as done.cut_off:
        try:
            _take(origin, path, archive, writer, report, done)
        except (EOFError, OSError, zlib.error, pa.ArrowInvalid) as error:
            said = " ".join(str(error).split())[:200]
            raise SourceError(str(file), f"damaged after {done.rows:,} rows: {said}; get it anew") from error
    return done


def _take(
    origin: str,
    path: Path,
    archive: Archive,
    writer: Writer,
    report: Mapping[str, str],
    done: Import,
) -> None:
    """Write the events of a file that are not there yet, batch by batch, and keep the count."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = Columns(origin, report["id"])
    seen = archive.values("events", "id", origin)
    fresh = report["id"] not in archive.known()
    for batch in _batches(origin, path, done):
        events, bad, statements = events_table(columns, batch)
        done.fail(bad)
        done.statements += statements
        ids = events["id"]
        new = pc.and_(pc.invert(pc.is_in(ids, value_set=seen)), _firsts(ids))
        events = events.filter(new)
        done.known += len(ids) - len(events)
        if not len(events):
            continue
        tables = {"events": events.sort_by([("source_country", "ascending"), ("target_country", "ascending")])}
        if fresh:
            tables["reports"] = _one_row("reports", report)
            fresh = False
        writer.write_tables(tables)
        done.added += len(events)
        seen = pa.concat_arrays([seen, events["id"].combine_chunks()])


def _batches(origin: str, path: Path, done: Import) -> Iterator[Mapping[str, pa.Array]]:
    """Yield the columns of a file as text, with "line", the number of each row's line."""
    if origin == "polecat" and path.name.removesuffix(".gz").endswith((".jsonl", ".json")):
        yield from json_batches(path, done)
    else:
        yield from _separated(origin, path, done)


def _separated(origin: str, path: Path, done: Import) -> Iterator[Mapping[str, pa.Array]]:
    """Yield the columns of a file whose cells are separated by tabs or commas."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pc

    mark, first = _first_line(path)
    shape = layout(origin, str(path), first)
    names = [f"c{i}" for i in range(shape.columns)]
    wrong: list[int] = []

    def odd(row: pc.InvalidRow) -> str:
        wrong.append(row.number)
        done.fail([Bad(line=row.number, reason=f"{row.actual_columns} columns, not {row.expected_columns}")])
        return "skip"

    used = sorted(set(shape.fields.values()))
    reader = pc.open_csv(
        path,
        read_options=pc.ReadOptions(
            column_names=names, skip_rows=int(shape.named), block_size=BATCH_BYTES, use_threads=False
        ),
        parse_options=pc.ParseOptions(
            delimiter=mark, quote_char=False if mark == "\t" else '"', invalid_row_handler=odd, ignore_empty_lines=False
        ),
        convert_options=pc.ConvertOptions(
            include_columns=[names[i] for i in used],
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=False,
        ),
    )
    row = 0
    for batch in reader:
        # The line of a row is its number among the good ones, plus the bad ones before it.
        lines = np.arange(row, row + len(batch)) + 1 + int(shape.named)
        for number in sorted(wrong):
            lines[lines >= number] += 1
        row += len(batch)
        done.rows = row + len(wrong)
        cells: dict[str, pa.Array] = {name: batch.column(f"c{at}") for name, at in shape.fields.items()}
        yield {**cells, "line": pa.array(lines)}


def _first_line(path: Path) -> tuple[str, list[str]]:
    """Return what separates the cells of a file, and its first line. Raises SourceError where it has none."""
    import gzip

    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        line = stream.readline(1 << 20).decode("utf-8", "replace").rstrip("\r\n")
    if not line:
        raise SourceError(str(path), "the file is empty")
    mark = "\t" if "\t" in line else ","
    return mark, line.split(mark)


def _firsts(ids: pa.ChunkedArray) -> pa.Array:
    """Return which ids are the first of their kind."""
    import numpy as np
    import pyarrow as pa

    codes = ids.combine_chunks().dictionary_encode().indices.to_numpy()
    first = np.zeros(len(codes), dtype=bool)
    first[np.unique(codes, return_index=True)[1]] = True
    return pa.array(first)


def _report(origin: str, path: Path) -> dict[str, str]:
    """Return the row of the report that stands for a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    whole = digest.hexdigest()
    return {
        "id": hashlib.sha256(f"{origin}\0{path.name}\0{whole}".encode()).hexdigest()[:16],
        "origin": path.name,
        "digest": whole,
        "source": str(path),
        "title": f"{origin} events: {path.name}",
        "published_precision": "unknown",
        "published_text": "",
        "body": "",
        "reader": f"import {origin}",
        "version": __version__,
    }


def _one_row(table: str, row: Mapping[str, object]) -> pa.Table:
    """Return a table of one row."""
    import pyarrow as pa

    from detente.archive.tables import schema

    return pa.Table.from_pylist([dict(row)], schema=schema(table))
