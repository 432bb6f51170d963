"""The benchmarks run from end to end in their short form, and what they print can be read by a program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEADLINE = 300  # seconds; they take some twenty


@pytest.mark.slow
def test_the_speed_bench_gives_ratios_against_the_bare_parse_in_one_run() -> None:
    command = [sys.executable, "-W", "ignore", "bench/speed.py", "--short"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=DEADLINE)
    ratios = dict(re.findall(r"(\w+) against bare: ([\d.]+) times", done.stdout))
    assert set(ratios) == {"textacy", "reading", "gate"}
    # the samples are all about relations between states, so that the gate has nothing to leave out
    assert float(ratios["reading"]) > 0.4
    assert float(ratios["gate"]) > 0.4
