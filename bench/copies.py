"""Copies among very many reports, sources on disk: cost of a further 1,000, memory and bytes as their number grows.

Reports are simulated by their fingerprints alone, none is parsed: 290 runs of words, 12 of them out of 20,000 standing
phrases by their frequency; four in ten are copies, with three quarters of the runs of a report from the week before or,
one time in five, from any time.

    python bench/copies.py --number 200000

``--held`` first holds so many of them as sources, without looking whether they are copies: what is placed then is placed
beside these.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from detente.intake.fingerprint import Fingerprint
from detente.stories.copies_stored import StoredCopies
from detente.stories.copies_texts import Entry

RUNS, STANDING, PHRASES = 290, 12, 20_000
A_WEEK = 7_000
A_BLOCK = 1_000
COPIES, ANY_TIME, KEPT = 0.4, 0.2, 0.75
TOLD = (10_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


def runs_of(number: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Return the runs of words of one simulated report, if it is no copy."""
    chance = np.random.default_rng(number)
    own = chance.integers(0, 2**32, RUNS - STANDING, dtype=np.uint32)
    phrases = (PHRASES * chance.random(STANDING) ** 3).astype(np.uint32) * np.uint32(2_654_435_761)
    return np.concatenate((own, phrases))


def reports(number: int, *, begin: int = 0, copied: float = COPIES) -> Iterator[Entry]:
    """Yield simulated reports, day after day."""
    chance = np.random.default_rng(2**40)
    for n in range(begin, number):
        runs = runs_of(n)
        if n and chance.random() < copied:
            first = 0 if chance.random() < ANY_TIME else max(0, n - A_WEEK)
            kept = chance.random(RUNS) < KEPT
            runs = np.where(kept, runs_of(int(chance.integers(first, n))), runs)
        day = date(2018, 1, 1) + timedelta(days=n // 1_000)
        own = Fingerprint(digest=n + 1, words=RUNS + 2, runs=np.unique(runs))
        yield Entry(id=f"r{n:08}", print=own, title="", credit=None, moment=day.isoformat(), address=None)


def main() -> None:
    """Place the reports and tell what it cost on the way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--held", type=int, default=0)
    options = parser.parse_args()
    held, number = options.held, options.held + options.number
    with tempfile.TemporaryDirectory() as name:
        begun = StoredCopies(Path(name))
        before = time.process_time()
        begun.extend_entries(reports(held, copied=0.0))
        begun.settle()
        print(f"{held:,} held in {time.process_time() - before:.0f} CPU s, {peak()}", flush=True)
        before = time.process_time()
        store = StoredCopies(Path(name))
        print(f"opened in {time.process_time() - before:.2f} CPU s", flush=True)
        stream, done, copies = reports(number, begin=held), held, 0
        for goal in [*(n for n in TOLD if held < n < number), number]:
            took = 0.0
            for at in range(done, goal, A_BLOCK):
                block = list(islice(stream, min(A_BLOCK, goal - at)))
                before = time.process_time()
                copies += sum(one is not None for one in store.place_entries(block))
                took += time.process_time() - before
            size = sum(file.stat().st_size for file in Path(name).rglob("*") if file.is_file())
            each = 1000 * took / (goal - done)
            print(
                f"{goal:,} reports: {copies:,} copies, {each:.2f} CPU s a further 1,000, {peak()}, "
                f"{size / 1e6:,.0f} MB on disk",
                flush=True,
            )
            done = goal


def peak() -> str:
    """Return the most memory so far, mapped files included, and what of it is now neither shared nor mapped."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon"))
    return f"{most:,.0f} MB at most ({int(own.split()[1]) / 1024:,.0f} MB now without mapped files)"


if __name__ == "__main__":
    main()
