"""A cluster reads what one machine reads: same rows, same ids, in the same order, whatever happens to its workers."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from detente import scale
from detente.archive import Archive
from detente.archive.tables import DATA_TABLES
from detente.errors import ExtraMissing, NoSource, ParserMissing, UsageError
from detente.reading import Account, Progress, read
from tests.conftest import LONG
from tests.scale.conftest import COLUMNS

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning:ray")  # Ray Data's own


def workers() -> list[int]:
    """Return the processes that read, of the cluster that this process began."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            title = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
            if b"Parsing" in title and ours(int(entry.name)):
                found.append(int(entry.name))
        except OSError:
            continue
    return sorted(found)


def ours(process: int) -> bool:
    """Say whether a process descends from this one."""
    while process > 1:
        if process == os.getpid():
            return True
        process = int((Path("/proc") / str(process) / "stat").read_text().rsplit(")", 1)[1].split()[1])
    return False


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_fills_an_archive_as_one_machine_does(
    cluster: None, folder: Path, alone: tuple[Account, Archive], tmp_path: Path
) -> None:
    told: list[Progress] = []
    killed: list[int] = []

    def kill_one(step: Progress) -> None:
        told.append(step)
        if not killed and step.done:
            killed.extend(workers()[:1])
            for process in killed:
                os.kill(process, signal.SIGKILL)

    account = scale.read(folder, archive=tmp_path / "archive", workers=2, columns=COLUMNS, batch=4, progress=kill_one)
    assert killed, "a worker was at work"
    expected, one = alone
    many = Archive.open(tmp_path / "archive")
    for table in DATA_TABLES:
        assert many.table(table) == one.table(table), table
    assert account.failures == expected.failures
    same = ("read", "known", "mentions", "statements", "events", "residue", "skipped")
    assert [getattr(account, name) for name in same] == [getattr(expected, name) for name in same]
    assert (told[-1].done, told[-1].failed) == (33, 2)
    assert many.check() == []


@LONG
def test_a_cluster_goes_on_from_what_the_archive_holds(cluster: None, folder: Path, tmp_path: Path) -> None:
    read(folder, archive=tmp_path / "archive", columns=COLUMNS)
    further = tmp_path / "further.txt"
    further.write_text("Oslo calls Lima\n\nNorway and Peru held talks on ports on Monday, both said afterwards.\n")
    again = scale.read([folder, further], archive=tmp_path / "archive", workers=1, columns=COLUMNS)
    assert (again.read, again.known) == (1, 31)


@LONG
def test_a_missing_pipeline_is_told_as_from_one_machine(cluster: None, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ParserMissing) as error:
        scale.read(folder / "report-01.txt", archive=tmp_path / "archive", workers=1, pipeline="no_such_pipeline")
    assert str(error.value) == str(ParserMissing("no_such_pipeline"))


@pytest.mark.parametrize("on", ["spark", "ray://", "ray://host", "ray://host:", "ray://:1", "ray:other", ""])
def test_what_is_no_cluster_is_refused_at_once(folder: Path, tmp_path: Path, on: str) -> None:
    with pytest.raises(UsageError, match="ray:auto"):
        scale.read(folder, archive=tmp_path / "archive", on=on)
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("source", ["-", "https://news.example/feed.xml"])
def test_what_one_machine_alone_can_open_is_refused_with_the_mend(tmp_path: Path, source: str) -> None:
    with pytest.raises(UsageError, match=r"save|without --on"):
        scale.read(source, archive=tmp_path / "archive")


def test_sources_that_lead_nowhere_start_no_cluster(tmp_path: Path) -> None:
    with pytest.raises(NoSource):
        scale.read(tmp_path / "none.txt", archive=tmp_path / "archive")


def test_without_ray_the_mend_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ExtraMissing, match=r"detente\[scale\]"):
        scale.read(folder, archive=tmp_path / "archive")


def test_the_command_refuses_to_fetch_listed_pages_on_a_cluster(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from detente.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["read", str(folder), "--archive", str(tmp_path / "archive"), "--on", "ray", "--fetch"])
    assert ended.value.code == 2
    assert "leave it out with --on" in capsys.readouterr().err
