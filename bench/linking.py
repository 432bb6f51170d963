"""How grouping grows to a million reports: `python bench/linking.py [--undated] [NUMBER ...]`, by default 20,000 and 200,000.

What reports are grouped by is simulated, there are no texts: some 170 words, names and figures a report, by Zipf's law out of
40,000, a third of them those of its story; four reports a story on average, over two days, 500 a day. They are written into
files as `detente group` writes them, and grouped from there, each number in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from detente.archive.trait_store import TraitStore
from detente.stories.grouping import grouped_held
from detente.stories.traits import NAMES, NUMBERS, TEXT, Dated, Traits
from detente.stories.traits_held import HeldTraits, columns_of

NUMBERS_OF_REPORTS = (20_000, 200_000)
A_DAY, A_STORY, AT_ONCE = 500, 4, 5_000
WORDS, OWN, THEME, FIGURES = 150, 60, 60, 4
VOCABULARY = 40_000
FIRST = 736_000
LIKELY = np.cumsum(1 / np.arange(10, VOCABULARY + 10))
KEYS = np.random.default_rng(1).integers(0, 2**30, VOCABULARY) << 2
KEYS += np.where(np.arange(VOCABULARY) % 7 == 0, NAMES, TEXT)


def words(chance: np.random.Generator, number: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the keys of so many words."""
    return KEYS[LIKELY.searchsorted(chance.random(number) * LIKELY[-1])]


def reports(number: int, *, dated: bool) -> Iterator[Dated]:
    """Yield simulated reports, day after day."""
    for n in range(number):
        chance, day = np.random.default_rng(n), n // A_DAY
        begun = max(0, day - int(chance.integers(2)))
        story = begun * A_DAY // A_STORY + int(chance.integers(A_DAY // A_STORY))
        theme = words(np.random.default_rng(2**40 + story), THEME)
        figures = chance.integers(0, 500, FIGURES) << 2 | NUMBERS
        keys, counts = np.unique(
            np.concatenate([words(chance, WORDS), chance.choice(theme, OWN), figures]), return_counts=True
        )
        yield Dated(traits=Traits(keys=keys, counts=counts.astype(np.float64)), day=FIRST + day if dated else None)


def measure(number: int, dated: bool) -> None:  # noqa: FBT001 - given to a process
    """Group so many reports and tell what that cost."""
    with tempfile.TemporaryDirectory() as folder:
        store, stream = TraitStore(Path(folder) / "traits"), reports(number, dated=dated)
        while block := list(islice(stream, AT_ONCE)):
            store.add(columns_of(block), "")
        begun = time.process_time()
        groups = grouped_held(HeldTraits(store=store))
        took = time.process_time() - begun
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number:9,} {'reports' if dated else 'undated reports'}: {len(set(groups)):7,} stories, {took:7.1f} CPU s, "
        f"{1_000 * took / number:.2f} for 1,000, {peak:,.0f} MB at most, {size / 1e6:,.0f} MB on disk",
        flush=True,
    )


if __name__ == "__main__":
    for many in [int(a) for a in sys.argv[1:] if a.isdigit()] or NUMBERS_OF_REPORTS:
        process = multiprocessing.Process(target=measure, args=(many, "--undated" not in sys.argv))
        process.start()
        process.join()
