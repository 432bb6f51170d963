"""Records as answers: a page, JSON, CSV, Parquet; and errors in the form that the address asks for."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from detente.show.cells import csv_bytes
from detente.show.web.desk import Desk
from detente.show.web.pages import page, refusal
from detente.show.web.schema import RECORDS
from detente.show.web.views import Failing, Filters, LedgerFilters
from detente.wire import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from starlette.requests import Request
    from starlette.responses import Response

_ROWS = 5_000  # of a table turned into CSV at a time
_MACHINES = (".json", ".csv", ".parquet")


def as_json(desk: Desk, request: Request, record: Any) -> Response:  # noqa: ARG001 - one shape with as_page
    """Return a record as JSON."""
    from starlette.responses import Response

    return Response(encoded(said(record)), media_type="application/json")


def as_page(desk: Desk, request: Request, record: Any) -> Response:
    """Return a record as a page."""
    held = getattr(record, "filters", None)
    own = held if isinstance(held, Filters) else None
    asked = [own.actor, own.source, own.target, *(own.between or ())] if own else []
    asked += [held.speaker] if isinstance(held, LedgerFilters) else []
    names = {code: desk.name(code) for code in asked if code}
    return html(named(request, RECORDS[type(record)], record, names, reviews=desk.reviews), 200)


def as_csv(table: str, rows: pa.Table) -> Response:
    """Return a table as CSV, a piece at a time."""
    from starlette.responses import StreamingResponse

    def pieces() -> Iterator[bytes]:
        yield csv_bytes(rows.slice(0, 0))
        for start in range(0, rows.num_rows, _ROWS):
            yield csv_bytes(rows.slice(start, _ROWS), header=False)

    return StreamingResponse(pieces(), media_type="text/csv; charset=utf-8", headers=_file(f"{table}.csv"))


def as_parquet(table: str, rows: pa.Table) -> Response:
    """Return a table as Parquet."""
    import pyarrow.parquet as pq
    from starlette.responses import Response

    out = BytesIO()
    pq.write_table(rows, out, compression="zstd")
    return Response(out.getvalue(), media_type="application/vnd.apache.parquet", headers=_file(f"{table}.parquet"))


def said(record: Any) -> dict[str, Any]:
    """Return a record as the dict of its JSON, its kind under "record"."""
    return {"record": RECORDS[type(record)], **plain(record)}


def encoded(value: Any) -> bytes:
    """Return a value as JSON in UTF-8; half surrogate pairs, which UTF-8 has not, are escaped."""
    import msgspec

    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value).encode("ascii")


def named(
    request: Request, name: str, record: Any, names: dict[str, str] | None = None, *, reviews: bool = False
) -> str:
    """Return a record as HTML under the path that was asked for."""
    return page(name, record, path=request.url.path, names=names or {}, asked=request.url.query, reviews=reviews)


def html(text: str, status: int) -> Response:
    """Return HTML as an answer."""
    from starlette.responses import Response

    return Response(text, status_code=status, media_type="text/html")


def failing(path: str, record: Failing) -> Response:
    """Return why there is no answer: JSON where a program asks, else a page."""
    from starlette.responses import Response

    if path.endswith(_MACHINES):
        return Response(encoded(said(record)), status_code=record.status, media_type="application/json")
    return html(refusal(record), record.status)


def _file(name: str) -> dict[str, str]:
    """Return the header that names a file."""
    return {"content-disposition": f'attachment; filename="{name}"'}
