"""Columns of other people's event files made into columns of our events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from detente import __version__
from detente.gazetteer import Gazetteer
from detente.relations.equals import Meaning, country, from_cameo, from_plover, sector

if TYPE_CHECKING:
    import pyarrow as pa

_Found = TypeVar("_Found")
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_BETWEEN = "\x1f"  # stands between the parts of a value that is looked up as one


@cache
def _gazetteer() -> Gazetteer:
    """Return the gazetteer, loaded once."""
    return Gazetteer.load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that could not be taken over: its line in the file, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Columns:
    """What all batches of a file share: its origin, its report, and the values that were looked up already."""

    origin: str
    report: str
    gazetteer: Gazetteer = field(default_factory=_gazetteer)
    countries: dict[str, str | None] = field(default_factory=dict)
    sectors: dict[str, str | None] = field(default_factory=dict)
    meanings: dict[str, Meaning | None] = field(default_factory=dict)


def events_table(columns: Columns, batch: Mapping[str, pa.Array]) -> tuple[pa.Table, list[Bad], int]:
    """Return a batch as rows of the table of events, its bad rows, and how many statements were left out."""
    import pyarrow as pa

    lines = batch["line"].to_numpy(zero_copy_only=False)
    size = len(lines)
    days, understood = _dates(batch["date"]), _meanings(columns, batch)
    no_day = days.is_null().to_numpy(zero_copy_only=False)
    codes, values = understood
    unknown = np.array([v is None for v in values], dtype=bool)[codes]
    spoken = np.array([v is not None and v.type is None for v in values], dtype=bool)[codes] & ~no_day
    bad = _bad(batch, lines, no_day, unknown)
    keep = pa.array(~(no_day | unknown | spoken))
    parts = {name: array.filter(keep) for name, array in batch.items()}
    made = _rows(columns, parts, days.filter(keep), codes[~(no_day | unknown | spoken)], values)
    return made, bad, int((spoken & ~unknown).sum()) if size else 0


def _bad(batch: Mapping[str, pa.Array], lines: Places, no_day: Flags, unknown: Flags) -> list[Bad]:
    """Return the bad rows of a batch, by line."""
    out = []
    for i in np.flatnonzero(no_day | unknown).tolist():
        code = batch["cameo" if "cameo" in batch else "type"][i].as_py()
        reason = f"{batch['date'][i].as_py()!r} is no date" if no_day[i] else f"{code!r} is no event code"
        out.append(Bad(line=int(lines[i]), reason=reason))
    return out


def _dates(texts: pa.Array) -> pa.Array:
    """Return days from 2018-09-28, 20180928 or 180928, with any time after them left out; null for anything else."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def day(text: str) -> str | None:
        from datetime import date

        digits = text.strip()[:10].replace("-", "")
        if len(text.strip()) == 6:
            digits = ("19" if text.strip() >= "50" else "20") + digits  # KEDS begins in 1979
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
        except ValueError:
            return None

    indices, values = _looked_up(texts, day, {})
    return pc.take(pa.array(values, pa.string()), pa.array(indices)).cast(pa.date32())


def _meanings(columns: Columns, batch: Mapping[str, pa.Array]) -> tuple[Places, list[Meaning | None]]:
    """Return, for each row, the place of its meaning among the different ones, and these."""
    import pyarrow.compute as pc

    if "cameo" in batch:
        return _looked_up(batch["cameo"], from_cameo, columns.meanings)
    joined = pc.binary_join_element_wise(batch["type"], batch["mode"], _BETWEEN)

    def meaning(text: str) -> Meaning | None:
        kind, _, mode = text.partition(_BETWEEN)
        return from_plover(kind, mode)

    return _looked_up(joined, meaning, columns.meanings)


def _looked_up(texts: pa.Array, find: Callable[[str], _Found], known: dict[str, _Found]) -> tuple[Places, list[_Found]]:
    """Return, for each text, the place of what it means among the different ones, and these; each is found once."""
    coded = texts.dictionary_encode()
    values = []
    for text in coded.dictionary.to_pylist():
        if text not in known:
            known[text] = find(text or "")
        values.append(known[text])
    return coded.indices.to_numpy().astype(np.int64), values


def _rows(
    columns: Columns, parts: Mapping[str, pa.Array], days: pa.Array, codes: Places, values: list[Meaning | None]
) -> pa.Table:
    """Return the rows of the table of events."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from detente.archive.tables import schema

    size, shape = len(days), schema("events")
    index = pa.array(codes)

    def of_meaning(name: str, kind: pa.DataType) -> pa.Array:
        return pc.take(pa.array([getattr(v, name) if v else None for v in values], kind), index)

    def same(value: object, kind: pa.DataType) -> pa.Array:
        return pa.repeat(pa.scalar(value, kind), size)

    goldstein = of_meaning("goldstein", pa.float64())
    if "goldstein" in parts:
        text = pc.utf8_trim_whitespace(parts["goldstein"])
        number = pc.if_else(pc.match_substring_regex(text, r"^[-+]?\d+(\.\d+)?$"), text, None).cast(pa.float64())
        goldstein = pc.coalesce(number, goldstein)
    iso = days.cast(pa.string())
    columns_made: dict[str, pa.Array] = {
        "id": _ids(columns, parts),
        "report": same(columns.report, pa.string()),
        "date": days,
        **_party("source", columns, parts),
        **_party("target", columns, parts),
        "type": of_meaning("type", pa.string()),
        "mode": of_meaning("mode", pa.string()),
        "cameo": of_meaning("cameo", pa.string()),
        "goldstein": goldstein,
        "score": of_meaning("score", pa.float64()),
        "status": same("happened", pa.string()),
        "when_from": iso,
        "when_to": iso,
        "when_precision": same("day", pa.string()),
        "when_text": same("", pa.string()),
        "where_place": _filled(parts["place"]) if "place" in parts else pa.nulls(size, pa.string()),
        "quantities": pa.array([[]] * size, shape.field("quantities").type),
        "issues": pa.array([[]] * size, shape.field("issues").type),
        "passage_start": same(0, pa.int32()),
        "passage_end": same(0, pa.int32()),
        "passage_text": same("", pa.string()),
        "rule": pc.binary_join_element_wise(columns.origin, parts["told_by"], " ")
        if "told_by" in parts
        else same(columns.origin, pa.string()),
        "reader": same(f"import {columns.origin}", pa.string()),
        "version": same(__version__, pa.string()),
        "origin": same(columns.origin, pa.string()),
    }
    arrays = [columns_made[f.name] if f.name in columns_made else pa.nulls(size, f.type) for f in shape]
    return pa.Table.from_arrays(arrays, schema=shape)


def _ids(columns: Columns, parts: Mapping[str, pa.Array]) -> pa.Array:
    """Return the ids: the origin's own, else, where it has none, the file and the line."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if "id" in parts:
        return pc.binary_join_element_wise(columns.origin, parts["id"], ":")
    return pc.binary_join_element_wise(columns.origin, columns.report, parts["line"].cast(pa.string()), ":")


def _filled(texts: pa.Array) -> pa.Array:
    """Return texts with the empty ones as null."""
    import pyarrow.compute as pc

    return pc.if_else(pc.equal(pc.utf8_length(texts), 0), None, texts)


def _party(role: str, columns: Columns, parts: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    """Return the columns of an actor in a role; a role without a name and a country is empty."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from detente.archive.tables import schema

    names = parts[role]
    where, codes = _looked_up(parts[f"{role}_country"], lambda t: country(columns.gazetteer, t), columns.countries)
    place = pc.take(pa.array(codes, pa.string()), pa.array(where))
    sectors = pa.nulls(len(names), pa.string())
    if f"{role}_sector" in parts:
        at, kinds = _looked_up(parts[f"{role}_sector"], sector, columns.sectors)
        sectors = pc.take(pa.array(kinds, pa.string()), pa.array(at))
    filled = _filled(names)
    there = pc.or_(filled.is_valid(), place.is_valid()) if role == "target" else pa.repeat(True, len(names))  # noqa: FBT003
    # The state itself acts where it is named as such: its name is its country's, or a bare code.
    itself = pc.or_(pc.equal(names, parts[f"{role}_country"]), pc.equal(names, pc.coalesce(place, "")))
    return {
        f"{role}_actor": pc.if_else(itself, place, None),
        f"{role}_name": filled,
        f"{role}_country": place,
        f"{role}_sector": sectors,
        f"{role}_text": pc.if_else(there, names, None),
        f"{role}_spans": pa.array([[]] * len(names), schema("events").field(f"{role}_spans").type),
        f"{role}_how": pc.if_else(there, "name", None),
    }
