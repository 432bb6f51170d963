from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.language import Reader
from detente.records import Published, Records, Report

Read = Callable[..., Records]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def read(reader: Reader) -> Read:
    """Read a text as a report that appeared on a day (None: unknown)."""

    def one(body: str, on: str | None = "2019-05-15", language: str | None = "en") -> Records:
        published = Published(
            start=on, end=on, precision="day" if on else "unknown", known_from="table" if on else None
        )
        report = Report(
            id="r1",
            origin="made-up.txt",
            digest="0" * 64,
            source="made-up.txt",
            outlet=None,
            title=None,
            byline=None,
            url=None,
            language=language,
            published=published,
            body=body,
            reader="test",
            version="1",
        )
        (records,) = reader.read([report])
        return records

    return one
