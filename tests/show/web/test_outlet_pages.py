"""The page of outlets: the counts of the command, narrowed down by its address, cut where an archive is large."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.show.web import outlets
from detente.stories.outlets import outlet_profiles
from detente.wire import plain


def test_the_page_has_the_counts_of_the_command(client: TestClient, archive: Archive) -> None:
    found = client.get("/outlets.json?by=year").json()
    assert found["record"] == "outlets_page"
    assert found["rows"] == plain(outlet_profiles(archive, by="year"))
    assert found["rows"]
    page = client.get("/outlets?by=year").text
    assert all(row["outlet"] in page for row in found["rows"] if row["outlet"] and "&" not in row["outlet"])


def test_an_outlet_is_shown_alone_its_case_ignored(client: TestClient) -> None:
    name = client.get("/outlets.json").json()["rows"][0]["outlet"]
    alone = client.get("/outlets.json", params={"outlet": name.upper()}).json()["rows"]
    assert {row["outlet"] for row in alone} == {name}
    assert client.get("/outlets.json?outlet=nobody+at+all").json()["rows"] == []


@pytest.mark.parametrize("asked", ["by=day", "since=yesterday", "month=5"])
def test_what_cannot_be_asked_is_refused_in_words(client: TestClient, asked: str) -> None:
    refused = client.get(f"/outlets.json?{asked}")
    assert refused.status_code == 400
    assert refused.json()["message"]


def test_of_many_reports_the_latest_are_counted_and_the_page_says_so(
    client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "MOST_REPORTS", 2)
    found = client.get("/outlets.json?until=2100").json()
    days = sorted(report.published.start[:10] for report in archive.reports() if report.published.start)
    assert found["counted_since"] == days[-2]
    assert 2 <= sum(row["reports"] for row in found["rows"]) < len(days)
    assert "these are the latest" in client.get("/outlets?until=2100").text
