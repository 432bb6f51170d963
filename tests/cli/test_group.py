"""The command line as a whole: it answers at once, every command explains itself, every error is one line."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import detente
from detente.cli.group import COMMANDS
from tests.cli.command_lines import is_one_line

HEAVY = {"spacy", "duckdb", "pyarrow", "deltalake", "jinja2", "msgspec", "trafilatura", "lxml", "numpy", "rich"}


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["nothing-like-it"], []], ids=" ".join)
def test_help_loads_no_command_and_nothing_heavy(args: list[str]) -> None:
    code = f"""
import sys
from detente.cli import main
try:
    main({args!r})
except SystemExit:
    pass
print(sorted({HEAVY!r} & set(sys.modules)), [m for m in sys.modules if m in {list(COMMANDS)!r}], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr.endswith("[] []\n")


def test_help_answers_in_under_three_tenths_of_a_second() -> None:
    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "detente.cli", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # Processor time, not time on the wall: other tests may run beside this one.
    assert min(seconds() for _ in range(3)) < 0.3


def test_help_lists_every_command(invoke) -> None:
    shown = invoke("--help")
    assert shown.exit_code == 0
    assert all(f"\n  {name} " in shown.output for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(invoke, command: str) -> None:
    shown = invoke(command, "--help")
    assert shown.exit_code == 0
    assert re.search(rf"\n +detente {command} ", shown.output)


def test_every_command_file_is_in_the_group() -> None:
    folder = Path(detente.__file__).parent / "cli"
    names = [path.stem for path in sorted(folder.glob("*.py")) if path.stem not in {"__init__", "__main__", "group"}]
    loaded = [getattr(import_module(f"detente.cli.{name}"), name, None) for name in names]
    assert {found.name for found in loaded if isinstance(found, click.Command)} == set(COMMANDS)


def test_version_is_that_of_the_package(invoke) -> None:
    assert invoke("--version").output == f"detente {detente.__version__}\n"


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        (["evnts"], ["no command 'evnts'", "did you mean events", "detente --help"]),
        (["extract"], ["detente extract: Missing argument", "detente extract --help"]),
        (["extract", "--onyl", "x"], ["No such option '--onyl'"]),
        (["extract", "none.txt"], ["none.txt", "no such file"]),
        (["read", "none.txt"], ["none.txt", "no such file"]),
        (["events", "--since", "soon"], ["since 'soon' is not a date", "2017-02-16"]),
        (["events", "--status", "done"], ["'done' is not one of 'happened'"]),
        (["events", "--actor", "Ruslandia"], ["no actor called 'Ruslandia'", "ISO 3166"]),
        (["events"], ["detente-archive: no archive here", "detente read"]),
        (["check", "--archive", "none"], ["none: no archive here"]),
        (["brief", "RUS", "USA"], ["detente-archive: no archive here"]),
        (["brief", "RUS", "Uzbekland"], ["no actor called 'Uzbekland'"]),
        (["brief", "RUS", "USA", "--since", "soon"], ["'soon' is not a date"]),
        (["brief", "RUS", "USA", "--out", "no/such/folder.html"], ["no such folder"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_in_one_line_with_exit_status_2(invoke, args, parts) -> None:
    done = invoke(*args)
    assert done.exit_code == 2
    assert is_one_line(done.stderr, *parts)
    assert done.stdout == ""


def test_the_process_exits_with_the_status_too(run) -> None:
    done = run("events", "--archive", "none")
    assert done.returncode == 2
    assert is_one_line(done.stderr, "none: no archive here")
    assert run("--version").returncode == 0


def test_an_interruption_is_one_line_and_exit_status_130(invoke, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.reading.extract", interrupted)
    done = invoke("extract", folder)
    assert done.exit_code == 130
    assert is_one_line(done.stderr, "interrupted")


def test_a_command_that_is_told_to_end_puts_away_what_it_holds(
    invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_away: list[str] = []

    def told(*_args: object, **_options: object) -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            put_away.append("all")

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("detente.reading.extract", told)
    done = invoke("extract", folder)
    assert done.exit_code == 143
    assert is_one_line(done.stderr, "told to end")
    assert put_away == ["all"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    for number in range(200):  # more than a pipe holds
        (folder / f"more-{number}.txt").write_text(f"Report number {number}. " * 60)
    command = [sys.executable, "-m", "detente.cli", "extract", "--only", "report", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_without_room_is_one_line(folder: Path) -> None:
    for number in range(200):
        (folder / f"more-{number}.txt").write_text(f"Report number {number}. " * 60)
    command = [sys.executable, "-m", "detente.cli", "extract", "--only", "report", str(folder)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert is_one_line(done.stderr, "cannot be written")
