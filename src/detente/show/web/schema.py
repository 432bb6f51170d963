"""The records of the pages as JSON Schema, and the description of the API (OpenAPI 3.1)."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable
from typing import Any, Literal

from detente import __version__
from detente.foretold import EntryKind, EntryState
from detente.records import Act, Status
from detente.show.web import moving, near, outlets, views
from detente.show.web.filters import LONGEST, MOST_ROWS, NAMES
from detente.show.web.ledger import MOST_PAGES
from detente.show.web.ledger import NAMES as LEDGER_NAMES
from detente.stories.outlet_records import By
from detente.wire import _names

Schema = dict[str, Any]

OF_RELATION = tuple(n for n in NAMES if n not in ("actor", "source", "target", "between", "limit", "after"))
"""The filters that a relation takes: its actors stand in its path."""

PAGES: tuple[tuple[str, type, str, tuple[str, ...]], ...] = (
    ("/front.json", views.Front, "The archive at a glance", ()),
    ("/reports.json", views.ReportList, "Reports", NAMES),
    ("/statements.json", views.StatementList, "Statements", NAMES),
    ("/events.json", views.EventList, "Events", NAMES),
    ("/stories.json", views.StoryList, "Stories, the latest first", ("limit", "after")),
    ("/report/{id}.json", views.ReportPage, "A report with all that was read out of it", ()),
    ("/story/{id}.json", views.StoryPage, "A story side by side", ()),
    ("/actor/{id}.json", views.ActorPage, "An actor", ()),
    (
        "/relation/{a}/{b}.json",
        views.Relation,
        "The relation of two actors",
        OF_RELATION,
    ),
    ("/relation/{a}/{b}/moving.json", moving.RelationMoving, "How the relation of two actors moves", OF_RELATION),
    ("/ledger.json", views.LedgerPage, "What was foretold, and what became of it", LEDGER_NAMES),
    ("/outlets.json", outlets.OutletsPage, "How outlets tell, over time", outlets.NAMES),
    ("/near.json", near.NearPage, "Statements that mean nearly what a sentence says", near.NAMES),
    ("/review.json", views.Reviews, "What people said of records, the latest first", ("limit", "after")),
    ("/search.json", views.Search, "What holds all words of a search", NAMES),
)
"""Every page: its path, its record, what it is, and the filters that it takes."""

RECORDS: dict[type, str] = {
    views.Front: "front",
    views.ReportList: "report_list",
    views.StatementList: "statement_list",
    views.EventList: "event_list",
    views.StoryList: "story_list",
    views.ReportPage: "report_page",
    views.StoryPage: "story_page",
    views.ActorPage: "actor_page",
    views.Relation: "relation",
    moving.RelationMoving: "relation_moving",
    views.LedgerPage: "ledger_page",
    outlets.OutletsPage: "outlets_page",
    near.NearPage: "near_page",
    views.Reviews: "review_list",
    views.Search: "search",
    views.Failing: "error",
}
"""What each record is called in its JSON, under "record"."""

_OWN_FILTERS: dict[type, type] = {
    views.LedgerPage: views.LedgerFilters,
    outlets.OutletsPage: outlets.OutletFilters,
    near.NearPage: near.NearFilters,
}

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def openapi() -> Schema:
    """Return the description of the API, written from the records."""
    made: dict[str, Schema] = {}
    for record in RECORDS:
        schema_of(record, made)
    for record, name in RECORDS.items():
        held = made[record.__name__]
        made[_answer(record)] = {
            **held,
            "properties": {"record": {"const": name}, **held["properties"]},
            "required": ["record", *held["required"]],
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "detente",
            "version": __version__,
            "description": "What the press reports on relations between states, read into records. Read-only.",
        },
        "paths": {**{p: _page(record, text, taken) for p, record, text, taken in PAGES}, **dict(_tables())},
        "components": {"schemas": made},
    }


def schema_of(kind: Any, made: dict[str, Schema]) -> Schema:
    """Return the JSON Schema of a type; those of records are put into ``made`` by name and referred to."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(arg, made) for arg in args]}
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": schema_of(args[0], made)}
        each = [schema_of(arg, made) for arg in args]
        return {"type": "array", "prefixItems": each, "minItems": len(args), "maxItems": len(args), "items": False}
    if dataclasses.is_dataclass(kind):
        return _record(kind, made)
    raise TypeError(f"{kind!r} has no schema: records are made of texts, numbers, tuples and records")


def _record(kind: Any, made: dict[str, Schema]) -> Schema:
    """Return a reference to a record's schema, made where it was not."""
    name = kind.__name__
    if name not in made:
        made[name] = {}  # a record may hold others of its kind
        hints = typing.get_type_hints(kind)
        outside = dict(_names(kind))
        fields = {}
        for field in dataclasses.fields(kind):
            fields[outside[field.name]] = schema_of(hints[field.name], made)
        made[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(record: type) -> str:
    """Return what the schema of a whole answer is called: the record, and what it is called in JSON."""
    return f"{record.__name__}Answer"


def _page(record: type, summary: str, taken: tuple[str, ...]) -> Schema:
    """Return the description of a page that takes some filters."""
    path = next(p for p, r, *_ in PAGES if r is record)
    own = _OWN_FILTERS.get(record, views.Filters)
    held = {"application/json": {"schema": {"$ref": f"#/components/schemas/{_answer(record)}"}}}
    return {
        "get": {
            "summary": summary,
            "parameters": [*_of_path(path), *(_filter(name, own) for name in taken)],
            "responses": {"200": {"description": summary, "content": held}, **_errors()},
        }
    }


def _tables() -> Iterable[tuple[str, Schema]]:
    """Yield the paths of whole tables."""
    kinds = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
    for table in ("reports", "statements", "events"):
        for kind, media in kinds.items():
            summary = f"All {table} that the filters find, as {kind}; columns as in the archive's tables"
            yield (
                f"/{table}.{kind}",
                {
                    "get": {
                        "summary": summary,
                        "parameters": [_filter(name) for name in NAMES if name not in ("order", "limit", "after")],
                        "responses": {"200": {"description": summary, "content": {media: {}}}, **_errors()},
                    }
                },
            )


def _errors() -> Schema:
    """Return the answers that say why there is none: one shape for all."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{_answer(views.Failing)}"}}}
    said = {
        "400": "A filter that there is not, or a value that it cannot have",
        "401": "The token is missing or wrong",
        "404": "No such page or record",
        "405": "Another method than GET or HEAD",
        "503": "No answer within the time limit, or no archive that can be read",
    }
    return {status: {"description": text, "content": content} for status, text in said.items()}


def _of_path(path: str) -> list[Schema]:
    """Return the parameters in a path."""
    names = [part.partition("}")[0] for part in path.split("{")[1:]]
    return [{"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names]


def _filter(name: str, of: type = views.Filters) -> Schema:
    """Return the description of a filter, of those of lists or of those of the ledger."""
    hints = typing.get_type_hints(of)
    kinds: dict[str, Schema] = {
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "page": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES},
        "by": {"enum": list(typing.get_args(By))},
        "status": {"enum": list(typing.get_args(Status))},
        "act": {"enum": list(typing.get_args(Act))},
        "kind": {"enum": list(typing.get_args(EntryKind))},
        "state": {"enum": list(typing.get_args(EntryState))},
    }
    if "order" in hints:
        kinds["order"] = {"enum": list(typing.get_args(hints["order"]))}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": kinds.get(name, {"type": "string", "maxLength": LONGEST}),
    }
