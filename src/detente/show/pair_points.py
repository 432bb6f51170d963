"""A relation's series as rows: a point for each period and direction, for readers outside Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.relations import Series
    from detente.relations.parts import PairSum


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPoint:
    """What one side did to the other from ``start`` to ``end``, both included; the figures are those of a Point.

    ``seen`` says whether a report appeared in the period; without one, and without an event, the figures are None.
    """

    source: str
    target: str
    start: str
    end: str
    seen: bool
    count: int | None
    conflict: int | None
    share: float | None
    total: float | None
    mean: float | None
    negative: float | None
    goldstein: float | None
    reports: int | None


def pair_points(series: Series) -> list[PairPoint]:
    """Return the points of both directions, by time, then direction."""
    own = [field.name for field in fields(PairPoint) if field.name not in {"source", "target"}]
    points = [
        PairPoint(source=line.source, target=line.target, **{name: getattr(point, name) for name in own})
        for line in series.lines
        for point in line.points
    ]
    return sorted(points, key=lambda point: (point.start, point.source))


def point_table(points: Iterable[PairPoint]) -> pa.Table:
    """Return points as Arrow, days as dates."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kinds = {"seen": pa.bool_(), "count": pa.int64(), "conflict": pa.int64(), "reports": pa.int64()}
    texts = ("source", "target", "start", "end")
    rows = [{field.name: getattr(point, field.name) for field in fields(PairPoint)} for point in points]
    schema = pa.schema(
        [(f.name, pa.string() if f.name in texts else kinds.get(f.name, pa.float64())) for f in fields(PairPoint)]
    )
    table = pa.Table.from_pylist(rows, schema=schema)
    for name in ("start", "end"):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, pc.cast(table[name], pa.date32()))
    return table


def matrix_table(pairs: Iterable[PairSum]) -> pa.Table:
    """Return the sums of many pairs as Arrow."""
    import pyarrow as pa

    kinds = {"source": pa.string(), "target": pa.string(), "count": pa.int64(), "conflict": pa.int64()}
    columns = [*kinds, "share", "negative"]
    schema = pa.schema([(name, kinds.get(name, pa.float64())) for name in columns])
    return pa.Table.from_pylist([{name: getattr(pair, name) for name in columns} for pair in pairs], schema=schema)
