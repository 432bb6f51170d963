"""Tables as CSV for people's programs: lists as JSON, and no cell that a spreadsheet would run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

# What makes a spreadsheet take a cell for a formula: the signs it begins with, in their wide forms too, and the blanks
# that some programs skip before looking for one (OWASP, "CSV injection").
_FORMULA = "^('*[=+\\-@\t\r\n\uff0b\uff0d\uff1d\uff20])"


def csv_rows(rows: pa.Table) -> pa.Table:
    """Return a table as it stands in CSV: lists and maps as JSON, moments as ISO 8601, no cell that is a formula.

    A text that begins as a formula does gets an apostrophe before it, and so does one that has such apostrophes
    already, so that taking one apostrophe away gives the text back.
    """
    import pyarrow as pa

    columns = [_column(rows[name]) for name in rows.column_names]
    return pa.table(columns, names=rows.column_names)


def csv_bytes(rows: pa.Table, *, header: bool = True) -> bytes:
    """Return a table as CSV in UTF-8; texts in quotation marks, null as nothing at all."""
    from io import BytesIO

    from pyarrow import csv

    out = BytesIO()
    csv.write_csv(csv_rows(rows), out, csv.WriteOptions(include_header=header))
    return out.getvalue()


def unguarded(cell: str) -> str:
    """Return the text of a cell of our CSV, without the apostrophe that keeps it from being a formula."""
    import re

    return cell[1:] if re.match("'+[=+\\-@\t\r\n\uff0b\uff0d\uff1d\uff20]", cell) else cell


def _column(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as it stands in CSV."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = values.type
    if pa.types.is_string(kind):
        return pc.replace_substring_regex(values, pattern=_FORMULA, replacement="'\\1")
    if pa.types.is_map(kind):
        return pa.chunked_array([[_json(None if v is None else dict(v)) for v in values.to_pylist()]], pa.string())
    if pa.types.is_list(kind):
        return pa.chunked_array([[_json(v) for v in values.to_pylist()]], pa.string())
    if pa.types.is_timestamp(kind):
        return pc.strftime(values, format="%Y-%m-%dT%H:%M:%SZ")
    return values


def _json(value: object) -> str | None:
    """Return a list or map as JSON, None for null."""
    return None if value is None else json.dumps(value, ensure_ascii=False)
