"""No regular expression takes more than linear time, whatever the text."""

from __future__ import annotations

import time

import pytest

from tests.hostile.patterns import Pattern, modules, patterns, pumps

#: Characters of the shorter text; the longer has four times as many.
SIZE = 1_000
#: Seconds below which growth is not told from noise: a text of 4,000 characters may take so long in any case.
FLOOR = 0.005
#: Of a text four times as long, linear growth takes 4 times the time, growth by the square 16 times.
MOST = 8.0


def taken(pattern: Pattern, text: str, times: int = 1) -> float:
    """Return the least processor time of a search through a text to its end."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text
    best = 1e9
    for _ in range(times):
        begun = time.process_time()
        for _ in pattern.finditer(data):  # type: ignore[type-var]
            pass
        best = min(best, time.process_time() - begun)
    return best


def grows(pattern: Pattern, pump: tuple[str, str, str]) -> str | None:
    """Say how the time of a pattern grows on a text that is pumped up, None where it is linear."""
    before, piece, after = pump

    def text(size: int) -> str:
        return before + piece * (size // len(piece) + 1) + after

    if taken(pattern, text(4 * SIZE)) < FLOOR:
        return None
    short, long = max(taken(pattern, text(SIZE), 3), 1e-5), taken(pattern, text(4 * SIZE), 2)
    return f"{pump!r}: {short:.4f} s, {long:.4f} s" if long >= FLOOR and long / short > MOST else None


def test_every_pattern_is_found() -> None:
    assert len(modules()) > 300
    assert len(patterns()) > 150


@pytest.mark.parametrize("name", list(patterns()))
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern = patterns()[name]
    faults = [fault for pump in pumps(pattern) if (fault := grows(pattern, pump))]
    assert not faults


def test_a_pattern_that_takes_more_is_told() -> None:
    import re

    bad = re.compile(r"x\s*y?\s*z")
    assert any(grows(bad, pump) for pump in [*pumps(bad), ("x", " ", "\x01")] for _ in range(1)) or grows(
        re.compile(r"(?:a+b?)+c"[:0] + r"a*a*a*c"), ("", "a", "\x01")
    )
