"""The page of statements by meaning: what the command finds of the statements that have a vector, the same words once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.archive.search import search_meaning
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app

SENTENCE = "the treaty on nuclear arms has to be kept"


def test_without_vectors_the_page_says_what_makes_them(client: TestClient) -> None:
    pytest.importorskip("onnxruntime")
    got = client.get("/near.json", params={"text": SENTENCE}).json()
    assert (got["record"], got["compared"], got["rows"]) == ("near_page", 0, [])
    assert got["comparable"] > 0
    page = client.get("/near", params={"text": SENTENCE}).text
    assert "could be compared" in page
    assert "detente search --meaning" in page


@pytest.mark.parametrize("asked", ["text=%20", "text=?!", "word=treaty", f"text={'a' * 301}"])
def test_what_is_no_sentence_is_refused_or_asks_for_nothing(client: TestClient, asked: str) -> None:
    got = client.get(f"/near.json?{asked}")
    assert got.status_code == (200 if asked == "text=%20" else 400)


def test_the_nearest_are_those_of_the_command(archive: Archive, gazetteer: Gazetteer, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    own = tmp_path / "archive"
    shutil.copytree(archive.path, own)
    found = search_meaning(Archive.open(own), SENTENCE, limit=60, new=10)
    with TestClient(app(Settings(archive=own, gazetteer=gazetteer)), base_url="http://127.0.0.1") as client:
        got = client.get("/near.json", params={"text": SENTENCE}).json()
        page = client.get("/near", params={"text": SENTENCE}).text
    assert 0 < got["compared"] == found.compared
    assert got["comparable"] == found.comparable
    scores = sorted({hit.score or 0.0 for hit in found.hits}, reverse=True)
    assert [row["score"] for row in got["rows"]][:5] == scores[:5]
    first = got["rows"][0]["line"]
    assert f"/report/{first['report']['id']}" in page
    assert first["statement"]["id"] in {hit.id for hit in found.hits if hit.score == scores[0]}
