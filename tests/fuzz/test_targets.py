"""The short form of fuzzing: each target on its seeds, on a few damaged ones, and on every case that was found."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.__main__ import main
from fuzz.judging import Broken, timed
from fuzz.targets import Case, cases
from tests.fuzz.damage import damaged

FOUND = Path(__file__).parent / "found"
CASES = cases()
#: Damaged inputs of a target: quick ones get more. A whole run, guided by coverage, is `make fuzz`.
DAMAGED = 40
SLOW = {
    "api": 10,
    "archive": 3,
    "form": 8,
    "codebook": 4,
    "who": 6,
    "whole": 4,
    "source-pdf": 12,
    "source-html": 20,
    "source-mhtml": 20,
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_target_holds_on_sound_and_on_damaged_inputs(case: Case) -> None:
    case.ready()
    for data in [*case.seeds, *damaged(case.seeds, SLOW.get(case.name, DAMAGED), seed=9)]:
        with timed():
            case.run(data)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_case_that_was_found_once_holds(path: Path) -> None:
    [case] = [case for case in CASES if case.name == path.parent.name]
    case.ready()
    with timed():
        case.run(path.read_bytes())


def test_every_target_has_seeds_and_a_share() -> None:
    assert all(case.seeds and case.share for case in CASES)
    assert sum(case.share for case in CASES) >= 100_000


def test_a_promise_that_does_not_hold_is_told() -> None:
    from fuzz import judging

    with pytest.raises(Broken, match="several lines"):
        judging.one_line("a\nb")
    with pytest.raises(Broken, match="outside a body"):
        judging._held((0, 9), "short")


def test_the_guided_run_counts_its_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--within", "detente.relations.layouts", "--inputs", "2000", "--results", str(tmp_path / "r.json")]
    monkeypatch.setattr(sys, "argv", ["fuzz", "layouts", *options])
    assert main() == 0
    assert "layouts: 60 inputs" in capsys.readouterr().out
