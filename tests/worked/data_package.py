"""Whether a folder is a Data Package 2.0 with tables as its schemas say: the rules of https://datapackage.org, read plainly."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

_NAME = re.compile(r"[^\s/\\]+")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|NaN|[+-]?INF")
_BOOLEANS = {"true", "True", "TRUE", "1", "false", "False", "FALSE", "0"}
_ROLES = {"author", "publisher", "maintainer", "wrangler", "contributor"}


def _is_json(kind: type) -> Callable[[str], bool]:
    def check(cell: str) -> bool:
        try:
            return isinstance(json.loads(cell), kind)
        except ValueError:
            return False

    return check


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


TYPES: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "integer": lambda cell: bool(_INTEGER.fullmatch(cell)),
    "number": lambda cell: bool(_NUMBER.fullmatch(cell)),
    "boolean": lambda cell: cell in _BOOLEANS,
    "date": _is_day,
    "datetime": lambda cell: bool(_DATETIME.fullmatch(cell) and datetime.fromisoformat(cell)),
    "array": _is_json(list),
    "object": _is_json(dict),
}


def faults(folder: Path) -> Iterator[str]:
    """Yield what is against the rules, in words."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    if package["$schema"] != "https://datapackage.org/profiles/2.0/datapackage.json":
        yield "the profile is not that of version 2.0"
    if not _DATETIME.fullmatch(package["created"]):
        yield f"created {package['created']!r} is no datetime"
    for contributor in package["contributors"]:
        if not contributor.get("title") or not set(contributor["roles"]) <= _ROLES:
            yield f"contributor {contributor} is not as it should be"
    resources = {resource["name"]: resource for resource in package["resources"]}
    if len(resources) != len(package["resources"]) or not resources:
        yield "names of resources are not unique, or there are none"
    keys = {name: _rows_of(folder, resource) for name, resource in resources.items()}
    for name, resource in resources.items():
        yield from (f"{name}: {fault}" for fault in _resource(folder, resource, keys))


def _rows_of(folder: Path, resource: dict[str, Any]) -> list[dict[str, Any]]:
    path = folder / resource["path"]
    if resource["format"] == "parquet":
        return list(pq.read_table(path).to_pylist())
    csv.field_size_limit(1 << 30)
    with path.open(encoding=resource["encoding"], newline="") as file:
        return list(csv.DictReader(file, delimiter=resource["dialect"]["delimiter"]))


def _resource(folder: Path, resource: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    path = folder / resource["path"]
    own = rows[resource["name"]]
    if not _NAME.fullmatch(resource["name"]) or Path(resource["path"]).is_absolute() or ".." in resource["path"]:
        yield "name or path is not allowed"
    if path.stat().st_size != resource["bytes"]:
        yield f"{path.stat().st_size} bytes, {resource['bytes']} are said"
    if f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" != resource["hash"]:
        yield "the hash is another"
    if len(own) != resource["rows"]:
        yield f"{len(own)} rows, {resource['rows']} are said"
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    if own and list(own[0]) != names:
        yield f"columns {list(own[0])} are not {names}"
    if len(set(names)) != len(names):
        yield "names of columns are not unique"
    for field in schema["fields"]:
        if field["type"] not in TYPES or field["format"] != "default" or not field["description"]:
            yield f"field {field} is not as it should be"
        elif resource["format"] == "csv":
            yield from _cells(field, schema["missingValues"], [row[field["name"]] for row in own])
    keyed = [tuple(row[name] for name in schema["primaryKey"]) for row in own]
    if len(set(keyed)) != len(keyed):
        yield "the primary key is not unique"
    for key in schema.get("foreignKeys", ()):
        yield from _foreign(key, own, rows)


def _cells(field: dict[str, Any], missing: list[str], cells: list[str]) -> Iterator[str]:
    if None in cells:
        yield f"{field['name']}: missing at the end of a row"
        cells = [cell for cell in cells if cell is not None]
    wrong = [cell for cell in cells if cell not in missing and not TYPES[field["type"]](cell)]
    if wrong:
        yield f"{field['name']}: {wrong[0][:60]!r} is no {field['type']}"
    if field.get("constraints", {}).get("required") and any(cell in missing for cell in cells):
        yield f"{field['name']}: required, and missing in a row"


def _foreign(key: dict[str, Any], own: list[dict[str, Any]], rows: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    there = {tuple(row[f] for f in key["reference"]["fields"]) for row in rows[key["reference"]["resource"]]}
    lost = [row for row in own if tuple(row[f] for f in key["fields"]) not in there]
    if lost:
        yield f"{len(lost)} rows refer to none of {key['reference']['resource']}"
