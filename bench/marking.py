"""What it costs to tell copies among further reports, as an archive grows: CPU seconds and peak memory of a process of its own.

The reports are made: 290 words by Zipf's law out of 40,000, four in ten a copy of an earlier one with one word in eight
changed. Those held are written into an archive without records; then 1,000 more are marked as `detente read` marks them,
first as after a reading that left nothing beside the archive, then as every further reading does.

    python bench/marking.py 20000 200000
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from detente.archive import Archive, search_upkeep
from detente.reading.copied import Marking
from detente.reading.held import held_by
from detente.records import Published, Records, Report

NUMBERS = (20_000, 200_000)
FURTHER, A_BATCH = 1_000, 5_000
WORDS, VOCABULARY, A_DAY = 290, 40_000, 500
COPIED, CHANGED = 0.4, 8
LIKELY = np.cumsum(1 / np.arange(10, VOCABULARY + 10))
SYLLABLES = [c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "n", "r", "s")]
SPELT = np.array(["".join(SYLLABLES[(n // 280**k + 7 * k) % 280] for k in range(3)) for n in range(VOCABULARY)])


def words(number: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the words of one report that is no copy."""
    return LIKELY.searchsorted(np.random.default_rng(number).random(WORDS) * LIKELY[-1])


def reports(begin: int, end: int) -> Iterator[Report]:
    """Yield made reports, day after day."""
    for number in range(begin, end):
        chance = np.random.default_rng(2**40 + number)
        own = words(number)
        if number and chance.random() < COPIED:
            own = np.where(chance.integers(0, CHANGED, WORDS) > 0, words(int(chance.integers(0, number))), own)
        day = (date(2015, 1, 1) + timedelta(days=number // A_DAY)).isoformat()
        body = ". ".join(" ".join(SPELT[own[at : at + 15]]) for at in range(0, WORDS, 15))
        yield Report(
            id=f"{number:016x}",
            origin=f"{number}.txt",
            digest=f"{number:064x}",
            source=f"{number}.txt",
            outlet="o",
            title=f"Report {number}",
            byline=None,
            url=f"https://o.example/{number}",
            language="en",
            published=Published(start=day, end=day, precision="day", known_from="text"),
            body=body,
            reader="made",
            version="1",
        )


def hold(folder: str, number: int) -> None:
    """Write an archive of reports without records."""
    search_upkeep.installed = lambda: False
    with Archive.open(folder, create=True).writer() as writer:
        for begin in range(0, number, A_BATCH):
            writer.write([Records(report=one) for one in reports(begin, min(number, begin + A_BATCH))])


def mark(folder: str, number: int, said: str) -> None:
    """Mark the further reports and tell what that cost."""
    archive = Archive.open(folder)
    new = list(reports(number, number + FURTHER))
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.process_time()
    marking = Marking(held=partial(held_by, archive))
    found = list(marking.reports(new))
    copies = sum(one.copy_of is not None for one in found)
    took, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    status = Path("/proc/self/status").read_text().splitlines()
    own = int(next(line for line in status if line.startswith("RssAnon")).split()[1]) / 1024
    print(
        f"{number:,} held, {said}: {copies} copies, {took:.1f} CPU s, {peak:,.0f} MB at most ({before:,.0f} before, "
        f"{own:,.0f} now without mapped files)",
        flush=True,
    )


def measure(begin: Callable[[str, int], None], further: Callable[..., None]) -> None:
    """Begin an archive of each number of reports, then do the further work on it three times, each in a process of its own."""
    for number in [int(one) for one in sys.argv[1:]] or NUMBERS:
        with tempfile.TemporaryDirectory() as name:
            for work in (
                begin,
                partial(further, said="anew"),
                partial(further, said="again"),
                partial(further, said="again"),
            ):
                process = multiprocessing.get_context("spawn").Process(
                    target=work, args=(str(Path(name) / "a"), number)
                )
                process.start()
                process.join()


if __name__ == "__main__":
    measure(hold, mark)
