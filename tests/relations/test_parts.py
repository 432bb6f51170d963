"""Many pairs beside each other: what a plain count of the records gives, dated or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.archive import Archive, Query
from detente.records import Date, Records
from detente.relations.counting import FACTS
from detente.relations.parts import many
from detente.relations.quads import CONFLICT
from tests.archive.made_records import made_records

NEVER = Date(start=None, end=None, precision="unknown", text="")


@pytest.fixture(scope="module")
def made() -> list[Records]:
    """Return made records, a third of whose events have no date; some are done by both to each other."""
    return [
        replace(one, events=tuple(replace(e, when=NEVER) if n % 3 == 0 else e for n, e in enumerate(one.events)))
        for one in made_records(5, 40)
    ]


@pytest.fixture(scope="module")
def archive(made: list[Records], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path = tmp_path_factory.mktemp("parts") / "archive"
    with Archive.open(path, create=True).writer() as writer:
        writer.write(made)
    return Archive.open(path)


def pairs(made: list[Records]) -> dict[tuple[str, str], tuple[int, int, float]]:
    """Return count, conflict and negative scores of each pair, counted one by one."""
    sums: dict[tuple[str, str], tuple[int, int, float]] = {}
    for event in (e for one in made for e in one.events if e.status in FACTS and e.target is not None):
        ends = event.source.country, event.target.country
        if None in ends or ends[0] == ends[1]:
            continue
        for pair in (ends, ends[::-1])[: 2 if event.mutual else 1]:
            n, c, low = sums.get(pair, (0, 0, 0.0))
            sums[pair] = (n + 1, c + (event.type in CONFLICT), low + min(event.score or 0, 0))
    return sums


def test_every_pair_counts_as_its_records_do_with_and_without_a_date(archive: Archive, made: list[Records]) -> None:
    wanted = pairs(made)
    found = many(archive, Query(), actors=sorted({side for pair in wanted for side in pair}))
    assert {(p.source, p.target): (p.count, p.conflict, pytest.approx(p.negative)) for p in found} == wanted
    assert any(e.mutual and e.when == NEVER for one in made for e in one.events)


def test_a_pair_asked_for_stands_alone(archive: Archive) -> None:
    assert {(p.source, p.target) for p in many(archive, Query(), actors=("RUS", "USA"))} == {
        ("RUS", "USA"),
        ("USA", "RUS"),
    }
