"""Every address that the app has, taken from its own routes: none is open from elsewhere without the token."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app

TOKEN = "a-token-of-twenty-four-ch"  # noqa: S105 - of these tests alone
FILLED = {"{a}": "RUS", "{b}": "USA", "{kind}": "event", "{id}": "x"}


@pytest.fixture(scope="module")
def locked(archive: Archive, gazetteer: Gazetteer) -> TestClient:
    made = app(Settings(archive=Path(archive.path), gazetteer=gazetteer, token=TOKEN))
    return TestClient(made, base_url="http://archive.example")


def routes(client: TestClient) -> list[tuple[str, str]]:
    """Every path of the app with its methods; parts that it takes are filled in."""
    found = []
    for route in client.app.app.routes:  # type: ignore[attr-defined]  # the guard before the routes
        path = route.path
        for part, value in FILLED.items():
            path = path.replace(part, value)
        found += [(method, path) for method in route.methods]
    return found


def test_without_the_token_every_route_is_refused_with_every_method(locked: TestClient) -> None:
    every = routes(locked)
    assert ("POST", "/review") in every
    assert len({path for _, path in every}) > 25
    assert not [path for _, path in every if "{" in path]
    for method, path in every:
        for headers in ({}, {"authorization": "Bearer wrong"}, {"origin": "http://archive.example"}):
            locked.cookies.clear()
            answer = locked.request(method, path, headers=headers)
            assert answer.status_code == 401, (method, path)
            assert "set-cookie" not in answer.headers


def test_with_the_token_a_form_from_another_site_is_refused(locked: TestClient) -> None:
    locked.cookies.clear()
    locked.get(f"/about?token={TOKEN}")
    answer = locked.post("/review", data={"what": "undo", "item": "x"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    locked.cookies.clear()
