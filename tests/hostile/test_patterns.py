"""No regular expression takes more than linear time, whatever the text."""

from __future__ import annotations

import time

import pytest

from tests.hostile.patterns import Pattern, modules, patterns, pumps

#: Characters of the shorter text; the longer has four times as many.
SIZE = 300
#: Seconds below which growth is not told from noise: a text of 1,200 characters may take so long in any case.
FLOOR = 0.003
#: Of a text four times as long, linear growth takes 4 times the time, growth by the square 16 times.
MOST = 8.0


def taken(pattern: Pattern, text: str, *, whole: bool) -> float:
    """Return the processor time of a search through a text to its end; not ``whole``: of one look at its beginning."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    if whole:
        for _ in pattern.finditer(data):  # type: ignore[type-var]
            pass
    else:
        pattern.match(data)  # type: ignore[type-var]
    return time.process_time() - begun


def grows(pattern: Pattern, pump: tuple[str, str, str], *, whole: bool = True) -> str | None:
    """Say how the time of a pattern grows on a text that is pumped up, None where it is linear."""
    before, piece, after = pump

    def text(size: int) -> str:
        return before + piece * (size // len(piece) + 1) + after

    long = min(taken(pattern, text(4 * SIZE), whole=whole) for _ in range(1))
    if long < FLOOR:
        return None
    short = max(min(taken(pattern, text(SIZE), whole=whole) for _ in range(3)), 1e-5)
    return f"{pump!r}: {short:.4f} s, {long:.4f} s" if long / short > MOST else None


KNOWN: dict[str, str] = {}


def test_every_pattern_is_found() -> None:
    assert len(modules()) > 300
    assert len(patterns()) > 150


@pytest.mark.parametrize("name", list(patterns()))
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern = patterns()[name]
    faults = [fault for pump in pumps(pattern) if (fault := grows(pattern, pump, whole=not anchored(name)))]
    assert not faults or name in KNOWN, faults
