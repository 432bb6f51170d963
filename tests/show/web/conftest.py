"""An archive of the corpus, and a browser without a window that asks for its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app
from tests.show.corpus import corpus
from tests.show.kept import kept


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return kept(corpus(), tmp_path_factory.mktemp("web") / "archive")


@pytest.fixture(scope="session")
def client(archive: Archive, gazetteer: Gazetteer) -> Iterator[TestClient]:
    made = app(Settings(archive=Path(archive.path), gazetteer=gazetteer))
    with TestClient(made, base_url="http://127.0.0.1", raise_server_exceptions=True) as browser:
        yield browser


@pytest.fixture(scope="session")
def paths(archive: Archive) -> list[str]:
    """An address of every page."""
    report = archive.reports()[0].id
    return [
        "/",
        "/reports",
        "/statements",
        "/events",
        "/stories",
        "/search?text=treaty",
        "/search",
        f"/report/{report}",
        "/story/story1",
        "/actor/RUS",
        "/actor/Q58217",
        "/relation/RUS/USA",
        "/relation/RUS/USA?status=threatened",
        "/relation/CHN/NATO",
        "/relation/RUS/USA/moving",
        "/relation/RUS/USA/moving?until=1900",
        "/ledger",
        "/ledger?state=open&order=term",
        "/outlets",
        "/outlets?by=year&since=2017",
        "/near",
        "/review",
        "/about",
    ]
