"""Every command given what no command should get: one line with what, where and the mend, and no traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.archive import Archive
from detente.cli import main
from tests.archive.made_records import made_records, made_stories

Invoke = Callable[..., Result]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive.open(tmp_path_factory.mktemp("hostile") / "archive", create=True)
    records = made_records(51, 6)
    with made.writer() as writer:
        writer.write(records[:3], stories=made_stories(records[:3]))
        writer.write(records[3:], stories=made_stories(records[3:]))
    return made.path


@pytest.fixture
def here(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive A, a text, bytes that are none, a folder, and a link that leads to itself."""
    shutil.copytree(template, tmp_path / "A")
    (tmp_path / "a.txt").write_text("Talks begin\n\nMoscow warned Washington over the treaty on Monday.\n")
    (tmp_path / "bin").write_bytes(b"\x00\x01\xff")
    (tmp_path / "bin.gz").write_bytes(b"\x00\x01\xff")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "other").write_text("x")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    for name in ("DETENTE_ARCHIVE", "DETENTE_CODEBOOK", "DETENTE_GAZETTEER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def invoked(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def is_a_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and not any(c in text for c in "\x1b\x00\r\u202e")


ASKING = ["reports", "statements", "events", "mentions", "stories", "differences", "ledger", "revisions"]
NOTHING = [
    *([one, "--archive", where] for one in ASKING for where in ("nowhere", "a.txt", "folder")),
    *([one, "--archive", "A", "--bogus"] for one in ASKING),
    *([one, "--archive", "A", "--since", "2017-13"] for one in ("reports", "events", "stories")),
    *([one, "--archive", "A", "--limit", "9" * 30] for one in ("reports", "statements", "events", "mentions")),
    ["events", "--archive", "A", "--limit", "-1"],
    ["events", "--archive", "A", "--since", "20\n17"],
    ["events", "--archive", "A", "--since", "٢٠١٧"],
    ["events", "--archive", "A", "--since", "0000"],
    ["events", "--archive", "A", "--actor", "\x1b[31mX"],
    ["events", "--archive", "A", "--actor", ""],
    ["events", "--archive", "A", "--actor", "a" * 100_000],
    ["events", "--archive", "A", "--between", "RUS"],
    ["events", "--archive", "A", "--status", "x"],
    ["events", "--archive", "A", "--csv", "/nowhere/x.csv"],
    ["events", "--archive", "A", "--csv", "folder"],
    ["events", "--archive", "A", "--parquet", "folder"],
    ["events", "--archive", "A", "--json", "folder"],
    ["bogus"],
    ["read"],
    ["read", "nowhere", "--archive", "B"],
    ["read", "loop", "--archive", "B"],
    ["read", "a\nb\x1b", "--archive", "B"],
    ["read", "\udcff", "--archive", "B"],
    ["read", "x" * 5000, "--archive", "B"],
    ["read", "ftp://a.example/", "--archive", "B"],
    ["read", "a.txt", "--archive", "a.txt"],
    ["read", "a.txt", "--archive", "folder"],
    ["read", "a.txt", "--archive", "/proc/x"],
    ["read", "a.txt", "--archive", "B", "--workers", "0"],
    ["read", "a.txt", "--archive", "B", "--map", "foo"],
    ["read", "a.txt", "--archive", "B", "--map", "foo=bar"],
    ["read", "a.txt", "--archive", "B", "--delay", "nan"],
    ["read", "a.txt", "--archive", "B", "--delay", "inf"],
    *(["read", "a.txt", "--archive", "B", "--codebook", where] for where in ("nowhere", "folder", "bin")),
    *(["read", "a.txt", "--archive", "B", "--gazetteer", where] for where in ("nowhere", "folder", "bin")),
    *(["read", "a.txt", "--archive", "B", "--pipeline", name] for name in ("nowhere", "folder", "../x", "/etc/passwd")),
    ["extract", "nowhere"],
    ["extract", "--only", "x", "a.txt"],
    ["code"],
    ["group", "nowhere"],
    ["group", "folder"],
    ["group", "bin"],
    ["who"],
    ["who", ""],
    ["who", "\x1b[31m"],
    ["who", "Lavrov", "--on", "2017-99"],
    ["who", "Lavrov", "--gazetteer", "nowhere"],
    ["compare", "zzz-nothing", "--archive", "nowhere"],
    ["ledger", "settle", "x", "kept", "--archive", "A"],
    ["relation", "RUS", "--archive", "A"],
    ["relation", "RUS", "Atlantis", "--archive", "A"],
    ["relation", "RUS", "USA", "--archive", "A", "--chart", "x.bmp"],
    ["outlook", "RUS", "USA", "--archive", "A", "--if", "nonsense"],
    ["brief", "RUS", "USA", "--archive", "A", "--out", "/nowhere/x.html"],
    ["brief", "RUS", "USA", "--archive", "A", "--out", "folder"],
    ["brief", "RUS", "RUS", "--archive", "A"],
    ["brief", "RUS", "USA", "nowhere.txt", "--archive", "B"],
    ["import", "icews", "nowhere", "--archive", "B"],
    ["import", "gdelt", "folder", "--archive", "B"],
    ["import", "foo", "bin", "--archive", "B"],
    ["export", "a.txt", "--archive", "A"],
    ["export", "folder", "--archive", "A"],
    ["export", "/proc/x", "--archive", "A"],
    ["serve", "--archive", "nowhere"],
    ["serve", "--archive", "A", "--port", "99999"],
    ["serve", "--archive", "A", "--host", "0.0.0.0"],  # noqa: S104  # refused without a token
    ["check", "--archive", "nowhere"],
    *(["upkeep", "--archive", "A", "--keep-days", days] for days in ("nan", "inf", "1e300", "-1")),
]


@pytest.mark.parametrize("args", NOTHING, ids=lambda args: " ".join(args)[:60].encode("unicode_escape").decode())
def test_what_cannot_be_done_is_told_in_one_line(here: Path, args: list[str]) -> None:
    result = invoked(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert is_a_line(result.stderr), result.stderr
    assert len(result.stderr) < 6000
    assert not (here / "B" / "archive.json").exists() or args[0] == "read"


@pytest.mark.parametrize("origin", ["icews", "gdelt", "polecat", "phoenix", "keds"])
@pytest.mark.parametrize("name", ["bin", "bin.gz", "a.txt"])
def test_a_file_of_others_that_is_damaged_or_another_is_told_and_leaves_nothing(
    here: Path, origin: str, name: str
) -> None:
    result = invoked("import", origin, name, "--archive", "B")
    assert result.exit_code == 1
    assert is_a_line(result.stderr)
    assert result.stderr.startswith(f"{name}: ")
    assert Archive.open("B").version == 0


def test_inputs_that_fail_are_told_a_line_each_and_the_rest_is_read(here: Path) -> None:
    result = invoked("extract", "--only", "report", "a.txt", "bin", "loop")
    assert result.exit_code == 1
    assert [json.loads(line)["title"] for line in result.stdout.splitlines()] == ["Talks begin"]
    assert sorted(line.split(":")[0] for line in result.stderr.splitlines()) == ["bin", "loop"]


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "1", "null", '{"id": 1}', '{"sentence": "a", "source": [0]}', '{"sentence": "a", "source": [0, 9]}',
        '{"sentence": "a", "source": [-1, 1]}', '{"sentence": "a", "source": "01"}', '{"sentence": "ab", "source": [true, 2]}',
        '{"sentence": "ab", "source": [0.0, 1.5]}', '{"sentence": "ab", "source": {"a": 1}}', "[" * 100_000, "9" * 10_000,
        '{"sentence": "ab", "source": [1, 1]}', '{"sentence": "ab", "target": [2, 1]}',
    ],
)  # fmt: skip
def test_a_line_that_is_no_sentence_to_code_is_told(here: Path, line: str) -> None:
    result = CliRunner().invoke(main, ["code"], input=line + "\n")
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert is_a_line(result.stderr)
    assert "standard input, line 1" in result.stderr


DAMAGES: dict[str, Callable[[Path], object]] = {
    "marker cut": lambda a: os.truncate(a / "archive.json", 5),
    "marker a folder": lambda a: ((a / "archive.json").unlink(), (a / "archive.json").mkdir()),
    "events gone": lambda a: shutil.rmtree(a / "events"),
    "log gone": lambda a: shutil.rmtree(a / "reports" / "_delta_log"),
    "log cut": lambda a: os.truncate(a / "events" / "_delta_log" / "00000000000000000001.json", 40),
    "log of bytes": lambda a: (a / "events" / "_delta_log" / "00000000000000000001.json").write_bytes(b"\xff\x00" * 50),
    "log empty": lambda a: (a / "events" / "_delta_log" / "00000000000000000002.json").write_bytes(b""),
    "data cut": lambda a: [os.truncate(p, p.stat().st_size // 2) for p in (a / "events").glob("*.parquet")],
    "data of bytes": lambda a: [p.write_bytes(b"PAR1" + bytes(90) + b"PAR1") for p in (a / "events").glob("*.parquet")],
    "older log empty": lambda a: (a / "events" / "_delta_log" / "00000000000000000001.json").write_bytes(b""),
    "readings cut": lambda a: [os.truncate(p, 20) for p in (a / "readings").glob("*.parquet")],
    "readings gone": lambda a: shutil.rmtree(a / "readings"),
}  # fmt: skip
NARROW = {"log gone", "events gone", "older log empty"}  # not seen by every question, but by check
COMMANDS = [
    ["events"],
    ["relation", "RUS", "USA"],
    ["brief", "RUS", "USA"],
    ["export", "out"],
    ["ledger"],
]


@pytest.mark.parametrize("harm", list(DAMAGES))
def test_a_broken_archive_is_told_by_every_command_in_one_line(here: Path, harm: str) -> None:
    DAMAGES[harm](here / "A")
    for command in COMMANDS:
        result = invoked(*command, "--archive", "A")
        if result.exit_code == 0:
            assert harm in NARROW
            continue
        assert result.exit_code == 2, (command, result.output)
        assert is_a_line(result.stderr), (command, result.stderr)
        assert "A: " in result.stderr
        assert ";" in result.stderr, "the mend"
    result = invoked("check", "--archive", "A")
    assert result.exit_code == 2
    assert any(word in result.stderr for word in ("damaged", "the batches wrote", "not the file that was written"))


def test_no_cell_of_a_table_of_ours_is_a_formula(here: Path) -> None:
    (here / "evil.csv").write_text('title,text\n"=cmd|calc!A1","@SUM(1) Moscow warned Washington."\n')
    archive = Archive.open("B", create=True)
    with archive.writer() as writer:
        from dataclasses import replace

        made = made_records(52, 1)[0]
        writer.write([replace(made, report=replace(made.report, title='=HYPERLINK("http://x")', outlet="+1"))])
    invoked("reports", "--archive", "B", "--csv", "out.csv")
    assert '"\'=HYPERLINK(""http://x"")"' in (here / "out.csv").read_text()
    assert '"\'+1"' in (here / "out.csv").read_text()


FULL = ["who Lavrov", "check --archive A", "events --archive A --csv -", "reports --archive A", "--help"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_that_cannot_be_written_is_told_and_no_success(here: Path) -> None:
    for words in FULL:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "detente.cli", *words.split()],
                stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120,
            )  # fmt: skip
        assert (words, done.returncode) == (words, 2)
        assert is_a_line(done.stderr), done.stderr
        assert "the output cannot be written: No space left on device" in done.stderr


def test_a_command_without_any_stream_does_its_work(here: Path) -> None:
    command = f"{sys.executable} -m detente.cli events --archive A --json out.jsonl <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", command], check=False, timeout=120)
    assert done.returncode == 0
    assert (here / "out.jsonl").read_text().startswith("{")
