"""What extract and read do with sources: what is new is read once, what fails fails alone, all is accounted for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.errors import NoSource, UsageError
from detente.reading import Progress, extract, read
from detente.records import Event, Failure, Mention, Report
from tests.reading.plain_reader import PlainReader

TEXT = """Moscow warns of consequences

MOSCOW, February 16, 2017 - In report number {number} Moscow warned Washington that the treaty would not
hold much longer.

The ministers are to meet again in spring, officials in both capitals said on Thursday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of five reports, an empty file and a binary one."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(5):
        (made / f"report-{number}.txt").write_text(TEXT.format(number=number))
    (made / "empty.txt").write_bytes(b"")
    (made / "picture.txt").write_bytes(bytes(range(256)) * 40)
    return made


def test_extract_gives_the_records_report_by_report_and_every_failure(folder: Path) -> None:
    found = list(extract(folder, reader=PlainReader()))
    reports = [r for r in found if isinstance(r, Report)]
    assert [Path(r.source).name for r in reports] == [f"report-{n}.txt" for n in range(5)]
    assert sorted(Path(r.source).name for r in found if isinstance(r, Failure)) == ["empty.txt", "picture.txt"]
    assert sum(isinstance(r, Event) for r in found) == 5
    owners = [r.id if isinstance(r, Report) else r.report for r in found if not isinstance(r, Failure)]
    assert owners == sorted(owners, key=[r.id for r in reports].index), "records stay with their report"


def test_extract_only_reports_stops_before_the_language_stage(folder: Path) -> None:
    reader = PlainReader()
    found = list(extract([folder], only="report", reader=reader))
    assert {type(r) for r in found} == {Report, Failure}
    assert reader.reports == []


@pytest.mark.parametrize(("only", "kind"), [("mention", Mention), ("event", Event)])
def test_extract_only_one_kind_gives_that_kind_and_the_failures(folder: Path, only: str, kind: type) -> None:
    assert {type(r) for r in extract(folder, only=only, reader=PlainReader())} == {kind, Failure}


def test_extract_of_nothing_or_of_an_unknown_kind_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(NoSource):
        extract(tmp_path / "none.txt")
    with pytest.raises(UsageError, match="no record called 'reports'"):
        extract(tmp_path, only="reports")


def test_extract_reads_standard_input() -> None:
    (report,) = extract("-", only="report", stdin=io.BytesIO(TEXT.format(number=1).encode()))
    assert isinstance(report, Report)
    assert "Moscow warned Washington" in report.body


def test_read_accounts_for_what_was_read_dropped_and_failed(folder: Path, tmp_path: Path) -> None:
    (folder / "worse.txt").write_text(TEXT.format(number="6, unreadable,"))
    account = read(folder, archive=tmp_path / "archive", reader=PlainReader())
    archive = Archive.open(tmp_path / "archive")
    assert (account.read, account.known, account.failed) == (6, 0, 3)
    assert (account.events, account.mentions) == (archive.count("events"), archive.count("mentions")) == (6, 12)
    assert sum(account.residue.values()) == archive.count("residue")
    assert sorted(f.stage for f in archive.failures()) == ["intake", "intake", "language"]
    assert sorted(f.id for f in account.failures) == sorted(f.id for f in archive.failures())
    assert account.version == archive.version == 1
    assert account.seconds > 0
    assert archive.check() == []


def test_reading_again_reads_only_what_is_new_and_adds_no_failure_twice(folder: Path, tmp_path: Path) -> None:
    read(folder, archive=tmp_path / "archive", reader=PlainReader())
    before = Archive.open(tmp_path / "archive").version
    again = PlainReader()
    account = read(folder, archive=tmp_path / "archive", reader=again)
    assert (account.read, account.known, account.failed) == (0, 5, 2)
    assert again.reports == [], "what is known is not parsed"
    assert Archive.open(tmp_path / "archive").version == before
    (folder / "new.txt").write_text(TEXT.format(number=99))
    account = read(folder, archive=tmp_path / "archive", reader=again)
    assert (account.read, account.known, len(again.reports)) == (1, 5, 1)
    assert Archive.open(tmp_path / "archive").count("failures") == 2


def test_a_report_that_comes_twice_in_one_run_counts_once(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    (copy / "report-0.txt").write_bytes((folder / "report-0.txt").read_bytes())
    account = read([folder, copy], archive=tmp_path / "archive", reader=PlainReader())
    assert (account.read, account.known) == (5, 1)
    assert sum(isinstance(r, Report) for r in extract([folder, copy], only="report")) == 5


def test_progress_is_told_up_to_the_end_with_a_total_that_holds(folder: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    read(folder, archive=tmp_path / "archive", reader=PlainReader(), progress=told.append)
    assert {step.total for step in told} == {7}
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert (told[-1].done, told[-1].failed) == (7, 2)
    assert {Path(step.source).name for step in told} >= {"empty.txt", "report-4.txt"}


def test_the_total_is_unknown_where_sources_can_be_read_only_once(tmp_path: Path) -> None:
    told: list[Progress] = []
    stdin = io.BytesIO(TEXT.format(number=1).encode())
    account = read("-", archive=tmp_path / "archive", reader=PlainReader(), progress=told.append, stdin=stdin)
    assert account.read == 1
    assert {step.total for step in told} == {None}


def test_batches_change_nothing_but_the_readings(folder: Path, tmp_path: Path) -> None:
    read(folder, archive=tmp_path / "one", reader=PlainReader())
    read(folder, archive=tmp_path / "many", reader=PlainReader(), batch=2)
    one, many = Archive.open(tmp_path / "one"), Archive.open(tmp_path / "many")
    assert (one.version, many.version) == (1, 3)
    for table in ("reports", "mentions", "statements", "events", "residue", "failures"):
        assert one.table(table).to_pylist() == many.table(table).to_pylist()


def test_batches_that_were_written_stay_when_the_reader_dies(folder: Path, tmp_path: Path) -> None:
    class Dying(PlainReader):
        def read(self, reports):
            for number, records in enumerate(super().read(reports)):
                if number == 3:
                    raise MemoryError
                yield records

    with pytest.raises(MemoryError):
        read(folder, archive=tmp_path / "archive", reader=Dying(), batch=2)
    assert Archive.open(tmp_path / "archive").count("reports") == 2
    account = read(folder, archive=tmp_path / "archive", reader=PlainReader(), batch=2)
    assert (account.read, account.known) == (3, 2)


def test_sources_that_lead_nowhere_leave_no_archive_behind(tmp_path: Path) -> None:
    with pytest.raises(NoSource):
        read(tmp_path / "none.txt", archive=tmp_path / "archive")
    assert not (tmp_path / "archive").exists()


def test_a_reading_goes_into_an_open_archive_as_well(folder: Path, tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive", create=True)
    read(folder, archive=archive, reader=PlainReader())
    assert archive.count("reports") == 5
