"""No regular expression of the package takes more than linear time, whatever the text."""

from __future__ import annotations

import re
import time

from tests.hostile.patterns import Found, modules, patterns, pumps

#: Characters of the shorter text; the longer has four times as many.
SIZE = 300
#: Seconds below which growth is not told from noise: a text of 1,200 characters may take so long in any case.
FLOOR = 0.003
#: Of a text four times as long, linear growth takes 4 times the time, growth by the square 16 times.
MOST = 8.0


def taken(found: Found, text: str) -> float:
    """Return the processor time of a search through a text to its end; of an anchored pattern, of one look."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(found.pattern.pattern, bytes) else text
    begun = time.process_time()
    if found.anchored:
        found.pattern.match(data)  # type: ignore[type-var]
    else:
        for _ in found.pattern.finditer(data):  # type: ignore[type-var]
            pass
    return time.process_time() - begun


def grows(found: Found, pump: tuple[str, str, str]) -> str | None:
    """Say how the time of a pattern grows on a text that is pumped up, None where it is linear.

    Whoever is under suspicion is timed again, the best of several tries on both lengths: others use the machine too.
    """
    before, piece, after = pump
    short, long = (before + piece * (size // len(piece) + 1) + after for size in (SIZE, 4 * SIZE))
    if taken(found, long) < FLOOR:
        return None
    for tries in (1, 5):
        quick = max(min(taken(found, short) for _ in range(tries)), 1e-5)
        slow = min(taken(found, long) for _ in range(tries))
        if slow < FLOOR or slow / quick < MOST:
            return None
    return f"{found.name}: {pump!r} takes {quick:.4f} s, four times as much of it {slow:.4f} s"


def test_every_pattern_takes_linear_time() -> None:
    assert len(modules()) > 300
    assert len(patterns()) > 250
    # One text that drives a pattern too far is enough to say so; the others are not waited for.
    faults = [next(filter(None, (grows(one, pump) for pump in pumps(one.pattern))), None) for one in patterns()]
    assert not list(filter(None, faults))


def test_a_pattern_that_grows_by_the_square_is_found_out() -> None:
    for slow in (r"\s+$", r"[a-z]+\d", r"\d+(?:,\d+)*;", r"^\W*[\w-]+ "):
        made = Found("made", re.compile(slow), anchored=False)
        assert any(grows(made, pump) for pump in pumps(made.pattern)), slow
