"""Corrections in the browser: a form on every record, kept, undone, and taken from no page but ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app
from detente.show.web.forms import COOKIE, LARGEST, back, local
from tests.review.texts import kept, records
from tests.show.markup import Page

OURS = "http://127.0.0.1"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def own(tmp_path: Path) -> Archive:
    return kept(tmp_path / "a", records("r1"), records("r2"))


@pytest.fixture
def browser(own: Archive, gazetteer: Gazetteer) -> Iterator[TestClient]:
    with TestClient(app(Settings(archive=own.path, gazetteer=gazetteer)), base_url=OURS) as made:
        yield made


def filled(client: TestClient, path: str, what: str, **said: str) -> dict[str, str]:
    """The fields of a form of a page, as a browser would send them, some of them filled in."""
    text = client.get(path, headers={"referer": f"{OURS}/events"}).text
    for form in re.findall(r"<form class=\"correct\".*?</form>", text, re.S):
        hidden = {m[1]: m[2] for m in re.finditer(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)}
        if hidden["what"] == what and (what != "actor" or hidden["role"] == said.get("role", hidden["role"])):
            return {**hidden, "who": "ana", "why": "the text says so", **said}
    raise AssertionError(f"no form for {what} at {path}")


def send(client: TestClient, fields: dict[str, str], **headers: str) -> int:
    told = {"origin": OURS, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.post("/review", data=fields, headers=told, follow_redirects=False).status_code


def event(client: TestClient) -> str:
    found: str = client.get("/events.json?type=SANCTION").json()["rows"][0]["event"]["id"]
    return found


def test_a_correction_is_seen_at_once_on_every_page_and_its_undoing_too(browser: TestClient) -> None:
    one = event(browser)
    assert f"/correct/event/{one}" in browser.get("/events").text
    fields = filled(browser, f"/correct/event/{one}", "status", status="planned")
    assert fields["back"] == "/events"
    answer = browser.post("/review", data=fields, headers={"origin": OURS}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events")
    assert [r["event"]["id"] for r in browser.get("/events.json?status=planned").json()["rows"]] == [one]
    assert "planned" in browser.get("/events.csv?type=SANCTION").text
    assert 'value="ana"' in browser.get(f"/correct/event/{one}").text, "the name is kept for the next form"
    listed = browser.get("/review.json").json()
    assert (listed["total"], listed["counting"], listed["rows"][0]["value"]) == (1, 1, "planned")
    undoing = filled(browser, "/review", "undo")
    assert send(browser, undoing) == 303
    assert browser.get("/events.json?status=planned").json()["total"] == 0
    assert "Undone" in browser.get("/review").text


def test_every_kind_of_correction_has_its_form(browser: TestClient) -> None:
    one, statement = event(browser), browser.get("/statements.json").json()["rows"][0]["statement"]["id"]
    mention = browser.get("/report/r1.json").json()["mentions"][0]["id"]
    sent = [
        (f"/correct/event/{one}", "type", {"type": "COERCE/arrest"}),
        (f"/correct/event/{one}", "actor", {"role": "target", "actor": "Belarus", "scope": "place"}),
        (f"/correct/statement/{statement}", "acts", {"act_threat": "on"}),
        (f"/correct/statement/{statement}", "actor", {"role": "speaker", "actor": "Sergei Lavrov", "scope": "archive"}),
        (f"/correct/mention/{mention}", "actor", {"nobody": "on", "scope": "report"}),
        (f"/correct/mention/{mention}", "nothing", {}),
        ("/correct/story/story", "apart", {"report_r2": "on"}),
    ]
    for path, what, said in sent:
        assert send(browser, filled(browser, path, what, **said)) == 303, (path, what)
    assert browser.get("/events.json?type=COERCE&target=BLR").json()["total"] == 1
    assert browser.get("/statements.json?source=RUS&act=threat").json()["total"] == 1
    assert browser.get("/stories.json").json()["total"] == 2
    other = next(s["id"] for s in browser.get("/stories.json").json()["rows"] if s["id"] != "story")
    assert send(browser, filled(browser, "/correct/story/story", "together", other=f"{OURS}/story/{other}")) == 303
    assert browser.get("/stories.json").json()["total"] == 1
    assert browser.get("/review.json").json()["total"] == 8


def test_an_entry_of_the_ledger_is_settled_and_counts_for_its_speaker(tmp_path: Path, gazetteer: Gazetteer) -> None:
    from tests.show.corpus import corpus
    from tests.show.kept import kept as kept_press

    path = kept_press(corpus(), tmp_path / "ledger").path
    with TestClient(app(Settings(archive=path, gazetteer=gazetteer)), base_url=OURS) as browser:
        entry = browser.get("/ledger.json?state=open").json()["rows"][0]
        state = {"prediction": "came_true", "promise": "kept", "threat": "carried_out", "demand": "met"}[entry["kind"]]
        assert send(browser, filled(browser, f"/correct/entry/{entry['id']}", "settle", state=state)) == 303
        found = browser.get(f"/ledger.json?state={state}").json()
        assert entry["id"] in {e["id"] for e in found["rows"]}
        assert send(browser, filled(browser, "/review", "undo")) == 303
        again = browser.get("/ledger.json?limit=500").json()
        assert next(e["state"] for e in again["rows"] if e["id"] == entry["id"]) == "open"


def test_nothing_is_taken_from_another_site_or_without_the_seal(browser: TestClient) -> None:
    fields = filled(browser, f"/correct/event/{event(browser)}", "status", status="planned")
    assert send(browser, fields, origin="https://evil.example") == 403
    assert send(browser, fields, origin="null") == 403
    assert browser.post("/review", data=fields, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.post("/review", data=fields, headers={"origin": "http://["}).status_code == 403
    assert browser.get(f"/correct/event/{event(browser)}", headers={"referer": "http://["}).status_code == 200
    assert send(browser, {**fields, "seal": ""}) == 403
    assert send(browser, {**fields, "seal": "0" * 64}) == 403
    assert send(browser, {n: v for n, v in fields.items() if n != "seal"}) == 403
    kept_cookie = browser.cookies.get(COOKIE)
    browser.cookies.clear()
    assert send(browser, fields) == 403, "without the cookie"
    browser.cookies.set(COOKIE, "f" * 32)
    assert send(browser, fields) == 403, "with somebody else's cookie"
    assert browser.get("/review.json").json()["total"] == 0
    browser.cookies.clear()
    browser.cookies.set(COOKIE, str(kept_cookie))
    assert send(browser, fields) == 303


def test_the_cookies_are_seen_by_no_script_and_sent_by_no_other_site(browser: TestClient) -> None:
    set_by = browser.get(f"/correct/event/{event(browser)}").headers["set-cookie"].lower()
    assert "httponly" in set_by
    assert "samesite=strict" in set_by


def test_a_form_that_cannot_be_is_refused_in_words(browser: TestClient) -> None:
    one = event(browser)
    fields = filled(browser, f"/correct/event/{one}", "status", status="planned")
    for wrong, said in (
        ({"why": " "}, "reason"),
        ({"who": ""}, "name"),
        ({"what": "delete"}, "nothing is called"),
        ({"item": ""}, "no record"),
        ({"status": "done"}, "no status"),
        ({"item": "zzz"}, "no record"),
    ):
        answer = browser.post("/review", data={**fields, **wrong}, headers={"origin": OURS})
        assert answer.status_code == 400, wrong
        assert said in answer.text.lower()
    assert browser.post("/review", json=fields, headers={"origin": OURS}).status_code == 400
    large = browser.post("/review", data={**fields, "why": "x" * LARGEST}, headers={"origin": OURS})
    assert large.status_code == 413
    assert browser.get("/review.json").json()["total"] == 0


def test_while_a_reading_writes_a_correction_is_taken_and_both_stay(browser: TestClient, own: Archive) -> None:
    held = event(browser)
    fields = filled(browser, f"/correct/event/{held}", "status", status="planned")
    with own.writer() as reading:
        reading.write([records("r8")])
        assert send(browser, fields) == 303
        reading.write([records("r9")])
    after = Archive.open(own.path)
    assert {"r8", "r9"} <= after.known()
    assert after.called("events", held)[0]["status"] == "planned"
    assert after.check() == []


def test_a_form_leads_back_to_this_server_alone() -> None:
    for path in ("//evil.example", "https://evil.example/", "/\\evil.example", "evil", "/a\r\nb", "javascript:x"):
        assert back({"back": path}) == "/review", path
    assert back({"back": "/events?type=AID"}) == "/events?type=AID"
    assert local("http://127.0.0.1:1/events?x=y", "127.0.0.1:1") == "/events?x=y"
    assert local("http://evil.example/events", "127.0.0.1:1") == "/review"


def test_read_only_there_are_no_forms(own: Archive, gazetteer: Gazetteer) -> None:
    made = app(Settings(archive=own.path, gazetteer=gazetteer, reviews=False))
    with TestClient(made, base_url=OURS) as browser:
        assert "/correct/" not in browser.get("/events").text + browser.get("/report/r1").text
        assert "Corrections" in browser.get("/review").text
        assert browser.post("/review", data={}).status_code == 405
        assert browser.get(f"/correct/event/{event(browser)}").status_code == 404


def test_what_somebody_wrote_as_a_reason_is_text(browser: TestClient) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    fields = filled(browser, f"/correct/event/{event(browser)}", "status", status="planned", why=hostile, who=hostile)
    assert send(browser, fields) == 303
    for path in ("/review", f"/correct/event/{event(browser)}", "/events"):
        assert not Page(browser.get(path).text).foreign() & {"script", "img"}, path
