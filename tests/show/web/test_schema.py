"""The description of the API says what the API gives."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from detente.show.web.schema import schema_of
from tests.show.web.addresses import as_json

FAULTS = ["/nowhere.json", "/report/none.json", "/events.json?status=done", "/actor/Qqqqqq.json"]


def faults(value: Any, schema: dict[str, Any], parts: dict[str, Any], at: str = "$") -> list[str]:
    """What in a value is not as a schema says: a plain reading of the words that our schemas use."""
    if "$ref" in schema:
        return faults(value, parts[schema["$ref"].rpartition("/")[2]], parts, at)
    if "anyOf" in schema:
        tried = [faults(value, one, parts, at) for one in schema["anyOf"]]
        return [] if [] in tried else [f"{at}: none of {len(tried)}: {tried}"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{at}: {value!r}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r} is none of {schema['enum']}"]
    kinds: dict[str, Any] = {"string": str, "integer": int, "boolean": bool, "number": (int, float), "null": type(None)}
    kind = schema["type"]
    if kind in kinds:
        right = isinstance(value, kinds[kind]) and (kind == "boolean" or not isinstance(value, bool))
        return [] if right else [f"{at}: {value!r} is no {kind}"]
    if kind == "array":
        if not isinstance(value, list):
            return [f"{at}: no list"]
        each = schema.get("prefixItems") or [schema["items"]] * len(value)
        if len(each) != len(value):
            return [f"{at}: {len(value)} items"]
        return [f for n, (v, s) in enumerate(zip(value, each, strict=True)) for f in faults(v, s, parts, f"{at}[{n}]")]
    assert kind == "object"
    if not isinstance(value, dict):
        return [f"{at}: no object"]
    found = [f"{at}.{name}: missing" for name in schema["required"] if name not in value]
    found += [f"{at}.{name}: not described" for name in value if name not in schema["properties"]]
    known = schema["properties"].items()
    return found + [f for name, own in known if name in value for f in faults(value[name], own, parts, f"{at}.{name}")]


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    got: dict[str, Any] = client.get("/openapi.json").json()
    return got


def template_of(path: str, described: dict[str, Any]) -> str:
    own = path.partition("?")[0].split("/")
    for template in described["paths"]:
        parts = template.split("/")
        fits = len(parts) == len(own) and all(
            p == o or (p.startswith("{") and p.endswith(".json") == o.endswith(".json"))
            for p, o in zip(parts, own, strict=True)
        )
        if fits:
            return str(template)
    raise AssertionError(f"{path} is not described")


def test_every_answer_is_as_described(client: TestClient, paths: list[str], described: dict[str, Any]) -> None:
    parts = described["components"]["schemas"]
    reports = [r["id"] for r in client.get("/reports.json?limit=500").json()["rows"]]
    asked = [as_json(p) for p in paths if p != "/about"] + [f"/report/{r}.json" for r in reports]
    for path in asked:
        got = client.get(path)
        answers = described["paths"][template_of(path, described)]["get"]["responses"]
        schema = answers[str(got.status_code)]["content"]["application/json"]["schema"]
        assert faults(got.json(), schema, parts) == [], path


def test_every_error_is_as_described(client: TestClient, described: dict[str, Any]) -> None:
    parts = described["components"]["schemas"]
    for path in FAULTS:
        assert faults(client.get(path).json(), {"$ref": "#/components/schemas/FailingAnswer"}, parts) == []


def test_every_described_path_is_there_and_takes_its_filters(client: TestClient, described: dict[str, Any]) -> None:
    for path, said in described["paths"].items():
        for parameter in said["get"]["parameters"]:
            if parameter["in"] == "query":
                # What is measured on a series takes long, and filters are the same of a pair without events.
                b = "JPN" if "moving" in path else "USA"
                own = path.replace("{a}", "RUS").replace("{b}", b).replace("{id}", "RUS")
                kind = {"kind": "threat", "state": "open", "page": "1", "by": "year"}.get(parameter["name"])
                value = kind or {"limit": "3", "order": "oldest", "status": "happened", "act": "threat"}.get(
                    parameter["name"]
                )
                value = value or {"between": "RUS,USA", "since": "2017", "until": "2019"}.get(parameter["name"], "RUS")
                if parameter["name"] == "after":
                    continue
                assert client.get(f"{own}?{parameter['name']}={value}").status_code == 200, (path, parameter)


def test_every_record_of_the_description_says_what_it_is(described: dict[str, Any]) -> None:
    for name, schema in described["components"]["schemas"].items():
        assert schema["description"], name
        assert not schema["description"].startswith(f"{name}("), name


def test_a_type_without_a_schema_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="no schema"):
        schema_of(dict, {})
