"""Who may ask, how, and what a browser is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app
from detente.show.web.guard import COOKIE, HEADERS
from tests.show.web.addresses import as_json

TOKEN = "a-token-of-twenty-four-ch"  # noqa: S105 - of these tests alone


@pytest.fixture(scope="module")
def locked(archive: Archive, gazetteer: Gazetteer) -> TestClient:
    made = app(Settings(archive=Path(archive.path), gazetteer=gazetteer, token=TOKEN))
    return TestClient(made, base_url="http://archive.example")


def every(paths: list[str]) -> list[str]:
    machines = [as_json(p) for p in paths if p != "/about"]
    rest = ["/openapi.json", "/static/detente.css", "/events.csv", "/reports.parquet", "/nowhere", "/relation?a=x&b=y"]
    return [*paths, *machines, *rest]


def test_every_answer_has_the_headers_errors_too(client: TestClient, locked: TestClient, paths: list[str]) -> None:
    answers = [browser.get(path) for browser in (client, locked) for path in every(paths)]
    answers += [client.post("/"), client.get("/", headers={"host": "evil.example"})]
    for answer in answers:
        for name, value in HEADERS:
            assert name == "cache-control" or answer.headers[name] == value
        policy = answer.headers["content-security-policy"]
        assert "unsafe-inline" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


def test_without_the_token_every_path_is_refused(locked: TestClient, paths: list[str]) -> None:
    for path in every(paths):
        locked.cookies.clear()
        mark = "&" if "?" in path else "?"
        for address in (path, f"{path}{mark}token=wrong-token-of-some-length", f"{path}{mark}token="):
            answer = locked.get(address)
            assert answer.status_code == 401, address
            assert "detente" in answer.text or answer.json()["error"] == "NoToken"
            assert "set-cookie" not in answer.headers
        for headers in ({"authorization": "Bearer wrong"}, {"cookie": f"{COOKIE}=wrong"}, {"host": "127.0.0.1"}):
            assert locked.get(path, headers=headers).status_code == 401, path


def test_a_token_in_the_address_becomes_a_cookie_that_no_script_and_no_other_site_has(locked: TestClient) -> None:
    locked.cookies.clear()
    answer = locked.get(f"/events?token={TOKEN}&status=happened", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/events?status=happened"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert locked.get("/events?status=happened").status_code == 200
    locked.cookies.clear()


def test_a_token_in_the_address_never_sends_to_another_host(locked: TestClient) -> None:
    locked.cookies.clear()
    for path in ("//evil.example/x", "/\\evil.example", "/%0d%0aset-cookie:x=y"):
        answer = locked.get(f"http://archive.example{path}?token={TOKEN}", follow_redirects=False)
        place = answer.headers.get("location", "/")
        assert place.startswith("/")
        assert not place.startswith(("//", "/\\"))
        assert "x" not in answer.cookies
    locked.cookies.clear()


def test_a_program_gives_the_token_in_a_header(locked: TestClient) -> None:
    locked.cookies.clear()
    assert locked.get("/reports.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_tokens_are_compared_in_even_time(locked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bytes, bytes]] = []

    def compared(a: bytes, b: bytes) -> bool:
        asked.append((a, b))
        return False

    monkeypatch.setattr("detente.show.web.guard.hmac.compare_digest", compared)
    locked.cookies.clear()
    assert locked.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 401
    assert locked.get(f"/?token={TOKEN}").status_code == 401
    assert len(asked) == 2


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8344", "", "10.0.0.1"])
def test_without_a_token_only_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/reports.json", headers={"host": host}).json()["error"] == "WrongHost"


@pytest.mark.parametrize("host", ["localhost", "localhost:8344", "127.0.0.1:1", "[::1]:8344", "127.0.0.2"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_asking_is_allowed(client: TestClient, method: str) -> None:
    for path in ("/", "/events.json", "/nowhere"):
        assert client.request(method, path).status_code == 405


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get("/events?text=" + "a" * 9_000).status_code == 414


@pytest.mark.parametrize("path", ["/report/..%2f..%2fetc%2fpasswd", "/static/../../etc/passwd", "/actor/~~etc~passwd"])
def test_no_path_of_a_request_is_a_path_of_a_file(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--host", "0.0.0.0"], "--token"),  # noqa: S104 - that it is refused is the point
        (["--host", "example.org"], "--token"),
        (["--token", "short"], "16 to 200"),
        (["--token", "with spaces and so on; x"], "16 to 200"),
        (["--archive", "nowhere"], "no archive"),
    ],
)
def test_the_command_refuses_what_would_be_open_to_all(given: list[str], said: str, tmp_path: Path) -> None:
    from detente.cli import main

    got = CliRunner().invoke(main, ["serve", *given], env={"DETENTE_TOKEN": None, "DETENTE_ARCHIVE": None})
    assert got.exit_code == 2
    assert said in got.output


def test_the_command_serves_on_this_machine_alone_and_logs_no_address(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.cli import main

    told: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda made, **options: told.update(options, app=made))
    got = CliRunner().invoke(main, ["serve", "--archive", str(archive.path)], env={"DETENTE_TOKEN": None})
    assert got.exit_code == 0
    assert told["host"] == "127.0.0.1"
    assert told["access_log"] is False
