"""Who opens a page that takes long is told so at once, and gets it when it is made; programs wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from detente.errors import UsageError
from detente.show.web import sending
from detente.show.web.app import _wait
from detente.show.web.sending import Answers, answering


class OneDesk:
    """A desk with its answers alone, and what gives it."""

    def __init__(self) -> None:
        self.answers = Answers()

    def drawn(self) -> None:
        """There is no ledger."""

    def current(self) -> OneDesk:
        """Return itself."""
        return self

    at_hand = last = current


class Slow:
    """An app of one page, in two forms, that is made when it may be; ``made`` counts how often."""

    def __init__(self) -> None:
        self.may, self.made, self.fails = threading.Event(), 0, False
        answer = answering(OneDesk(), self._answer, _wait)  # type: ignore[arg-type]  # of a desk's only what is asked
        self.app = Starlette(routes=[Route("/slow", answer), Route("/slow.json", answer)])

    def _answer(self, desk: object, request: Request) -> Response:  # noqa: ARG002 - as every answer is made
        self.may.wait(20)
        self.made += 1
        if self.fails:
            raise UsageError("no such thing")
        return PlainTextResponse("the page itself")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Slow, TestClient]]:
    """Return the app and somebody who asks it."""
    monkeypatch.setattr(sending, "PATIENCE", 0.01)
    app = Slow()
    with TestClient(app.app) as client:
        yield app, client
        app.may.set()


def until_made(client: TestClient, address: str = "/slow") -> str:
    """Return the page as a browser gets it that asks again while it is told to."""
    while (got := client.get(address)).status_code == 202:
        pass
    return got.text


def test_a_page_that_takes_long_says_so_and_comes_when_it_is_made(slow: tuple[Slow, TestClient]) -> None:
    app, client = slow
    first = client.get("/slow?since=2018")
    assert (first.status_code, first.headers["refresh"]) == (202, "1")
    assert "Being worked out" in first.text
    assert 'href="/slow?since=2018"' in first.text
    assert client.get("/slow").status_code == 202
    app.may.set()
    assert until_made(client) == "the page itself"
    assert until_made(client, "/slow?since=2018") == "the page itself"
    assert client.get("/slow").status_code == 200
    assert app.made == 2  # one for each address, however often it was asked for


def test_a_page_that_fails_late_says_why_and_is_not_waited_for_again(slow: tuple[Slow, TestClient]) -> None:
    app, client = slow
    app.fails = True
    assert client.get("/slow").status_code == 202
    app.may.set()
    with pytest.raises(UsageError, match="no such thing"):
        until_made(client)
    assert app.made == 1


def test_programs_and_filters_on_a_page_wait_for_their_answer(slow: tuple[Slow, TestClient]) -> None:
    app, client = slow
    threading.Timer(0.05, app.may.set).start()
    assert client.get("/slow.json").text == "the page itself"
    assert client.get("/slow", headers={"HX-Request": "true"}).status_code == 200
