"""Several processes read what one reads, in the same order, and one that ends takes nothing with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.errors import ParserMissing, SourceError, UsageError
from detente.intake import Item
from detente.reading import extract, read
from detente.reading.workers import AHEAD, CHUNK_ITEMS, Task, Workers
from detente.records import Failure, Records, Statement
from tests.reading.plain_reader import PlainReader

PAGE = """<html lang="en"><head><title>Oslo and Lima sign an accord on fisheries, number {n}</title>
<meta property="article:published_time" content="2019-04-{day:02}T08:30:00+00:00"></head><body><nav>Home | World</nav><article>
<h1>Oslo and Lima sign an accord on fisheries, number {n}</h1>
<p>LIMA, April {day} - Norway's foreign minister said on Monday that her country would open its ports to {n} Peruvian
vessels a year, and thanked the government in Lima for its patience.</p>
<p>Peru's president, who received her at the palace, called the accord the fruit of {n} months of talks and promised that
the navy would respect the new line from next spring on.</p></article></body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of pages, one of them twice, with an empty file among them."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(12):
        (folder / f"page-{n:02}.html").write_text(PAGE.format(n=n + 2, day=n % 5 + 1))
    (folder / "page-03-again.html").write_text(PAGE.format(n=5, day=4))
    (folder / "page-05-empty.html").write_bytes(b"")
    return folder


@dataclass(frozen=True, kw_only=True)
class Deadly(Item):
    """An item that ends the process which takes it up, as a fault in a library does."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def _item(n: int) -> Item:
    text = (
        f"Talks number {n} begin\n\nThe delegations of Chile and Ghana met for talk number {n} on Friday, both said.\n"
    )
    return Item(source=f"{n}.txt", origin=f"{n}.txt", data=text.encode(), kind="text")


def _reports(workers: Workers, items: list[Item | Failure]) -> list[str]:
    return [one.source if isinstance(one, Failure) else one.report.source for one in workers.run(items)]


def test_two_processes_extract_the_very_records_of_one_in_the_same_order(pages: Path) -> None:
    alone, together = list(extract(pages)), list(extract(pages, workers=2))
    assert sum(isinstance(one, Statement) for one in alone) >= 12
    # one process tells of failures ahead of reports that wait for the parser
    for failed in (True, False):
        first, second = ([one for one in found if isinstance(one, Failure) is failed] for found in (alone, together))
        assert first == second
        assert first


def test_two_processes_fill_an_archive_as_one_does(pages: Path, tmp_path: Path) -> None:
    accounts = [read(pages, archive=tmp_path / f"archive-{n}", workers=n, batch=5) for n in (1, 2)]
    one, two = (Archive.open(tmp_path / f"archive-{n}") for n in (1, 2))
    for table in ("reports", "residue", "mentions", "statements", "events", "failures"):
        assert one.table(table) == two.table(table), table
    assert accounts[0].failures == accounts[1].failures
    assert read(pages, archive=two, workers=2).read == 0


def test_an_item_that_ends_its_process_becomes_a_failure_and_the_rest_is_read() -> None:
    deadly = Deadly(source="deadly.txt", origin="deadly.txt", data=b"x", kind="text")
    items: list[Item | Failure] = [*map(_item, range(20)), deadly, *map(_item, range(20, 50))]
    found = list(Workers(task=Task(language=False), number=2).run(items))
    assert len(found) == len(items)
    failed = [(n, one) for n, one in enumerate(found) if isinstance(one, Failure)]
    assert [(n, one.source, one.stage) for n, one in failed] == [(20, "deadly.txt", "intake")]
    assert "process that read it was ended" in failed[0][1].error
    assert [one.report.source for one in found if isinstance(one, Records)] == [f"{n}.txt" for n in range(50)]


def test_no_more_items_are_taken_up_than_the_processes_have_work_for() -> None:
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while True:
            taken += 1
            yield _item(taken)

    workers = Workers(task=Task(language=False), number=2)
    found = workers.run(endless())
    for _ in range(3 * CHUNK_ITEMS):
        next(found)
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert taken <= (3 + AHEAD * 2) * CHUNK_ITEMS


def test_a_missing_pipeline_is_told_as_from_one_process(pages: Path) -> None:
    with pytest.raises(ParserMissing) as error:
        list(extract(pages, pipeline="no_such_pipeline", workers=2))
    assert error.value.pipeline == "no_such_pipeline"
    assert str(error.value) == str(ParserMissing("no_such_pipeline"))


def test_failures_keep_their_place_among_the_reports() -> None:
    empty = Item(source="empty.txt", origin="empty.txt", data=b"  ", kind="text")
    names = _reports(Workers(task=Task(language=False), number=2), [_item(1), empty, _item(2)])
    assert names == ["1.txt", "empty.txt", "2.txt"]


@pytest.mark.parametrize("workers", [0, -1])
def test_no_processes_are_refused_at_once(pages: Path, workers: int) -> None:
    with pytest.raises(UsageError, match="1 or more"):
        extract(pages, workers=workers)


def test_one_reader_for_several_processes_is_refused_at_once(pages: Path) -> None:
    with pytest.raises(UsageError, match="share a reader"):
        extract(pages, workers=2, reader=PlainReader())


def test_an_error_crosses_processes_with_its_facts() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(SourceError("a.txt", "empty")))  # noqa: S301 - what was pickled one line above
    assert (type(error), error.source, error.reason, str(error)) == (SourceError, "a.txt", "empty", "a.txt: empty")
