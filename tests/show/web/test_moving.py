"""The page on how a relation moves: the figures of the brief, of a series long enough to be measured."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.relations.importing import take_over
from detente.show.web import Settings, app
from tests.show.markup import Page

DAYS, CALM = 400, 210


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Iterator[TestClient]:
    """An archive of four hundred days, in which both sides do much more from one day on."""
    folder = tmp_path_factory.mktemp("moving")
    rows = ["date,source,target,code,goldstein"]
    for n in range(DAYS):
        day = (date(2003, 1, 1) + timedelta(days=n)).isoformat()
        times = 1 + n % 3 if n < CALM else 9 + n * 7 % 5
        rows += [f"{day},ISRMIL,PALREB,190,-10.0"] * times + [f"{day},PALREB,ISRMIL,112,-2.0"] * (1 + (n * 5) % 4)
    (folder / "rows.csv").write_text("\n".join(rows), encoding="utf-8")
    found = Archive.open(folder / "archive", create=True)
    take_over("keds", folder / "rows.csv", archive=found)
    made = app(Settings(archive=folder / "archive", gazetteer=gazetteer))
    with TestClient(made, base_url="http://127.0.0.1", raise_server_exceptions=True) as browser:
        yield browser


PATH = "/relation/ISR/PSE/moving"


def test_the_page_has_the_figures_of_a_series_that_can_be_measured(long: TestClient) -> None:
    got = long.get(f"{PATH}.json?origin=keds").json()
    found = got["moving"]
    assert got["record"] == "relation_moving"
    assert found["echoes"]["a"] == "ISR"
    assert [(o["outlook"]["source"], o["outlook"]["target"]) for o in found["outlooks"]] == [
        ("ISR", "PSE"),
        ("PSE", "ISR"),
    ]
    begun = date(2003, 1, 1) + timedelta(days=CALM)
    assert any(abs((date.fromisoformat(f["start"]) - begun).days) <= 7 for f in found["flags"])
    assert all(c["origin"] == "keds" for f in found["flags"] for c in f["carriers"])

    page = Page(long.get(f"{PATH}?origin=keds").text)
    ids = {e.attributes.get("id") for e in page.elements}
    assert {"fig-moves", "fig-answers", "fig-outlook", "turning", "foretold"} <= ids
    assert all("src" in e.attributes for e in page.all("script"))
    assert not [e for e in page.elements if "style" in e.attributes], "the page's policy would refuse it"
    assert "taken over from keds" in page.body()
    for link in page.all("a"):
        href = str(link.attributes["href"])
        assert href.startswith("#") or long.get(href).status_code == 200, href


def test_what_a_short_series_cannot_carry_is_named_with_the_reason(long: TestClient) -> None:
    got = long.get(f"{PATH}.json?origin=keds&until=2003-01-10").json()["moving"]
    assert {what.partition(" ")[0] for what, _ in got["refused"]} >= {"echoes", "outlook"}
    page = " ".join(Page(long.get(f"{PATH}?origin=keds&until=2003-01-10").text).body().split())
    assert "Not measured:" in page
    assert all(reason in page for _, reason in got["refused"])


def test_a_pair_without_events_has_nothing_to_measure(long: TestClient) -> None:
    assert long.get(f"{PATH}.json").json()["moving"] is None
    assert "Nothing to measure" in Page(long.get(PATH).text).body()


def test_the_timeline_of_the_ledger_is_of_the_pair(client: TestClient) -> None:
    for _ in range(200):
        if client.get("/relation/RUS/USA/moving.json").json()["drawn_up"]:
            break
        client.get("/ledger.json")
        threading.Event().wait(0.1)
    got = client.get("/relation/RUS/USA/moving.json").json()["foretold"]
    said = {r["statement"]["id"] for r in client.get("/statements.json?between=RUS,USA&limit=500").json()["rows"]}
    assert got
    assert {e["statement"] for e in got} <= said
    page = Page(client.get("/relation/RUS/USA/moving").text)
    assert "fig-ledger" in {e.attributes.get("id") for e in page.elements}
