"""How fast searching is: `python bench/search.py ARCHIVE FOLDER [--reports 20000] [--rounds 5]`.

Makes an archive in FOLDER, unless there is one, by repeating another as `bench/web.py` does. Then makes its word index from
the tables, and asks each search by the index and by letters in turn, in one process. Figures are seconds of processor time.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from detente.archive import Archive, Query
from detente.archive.search import search
from web import make

SEARCHES = ("missile treaty", '"missile defence"', "sanction* NOT talks", "(treaty OR pact) AND moscow", "guterres")


def spent(work: Callable[[], object], rounds: int = 1) -> float:
    """Return the median processor time of some work."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times)


def main() -> None:
    """Parse the arguments, make the archive and the index, ask, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not options.folder.exists():
        made = spent(lambda: make(Archive.open(options.archive), options.folder, options.reports))
        print(f"archive made and indexed batch by batch: {made:.1f} s")
    shutil.rmtree(options.folder / "search", ignore_errors=True)
    archive = Archive.open(options.folder)
    print(f"index made from the tables: {spent(archive.mend_search):.1f} s, {archive.search_standing()}")
    size = sum(file.stat().st_size for file in (options.folder / "search").rglob("*"))
    whole = sum(file.stat().st_size for file in options.folder.rglob("*"))
    print(f"index {size / 1e6:.0f} MB of {whole / 1e6:.0f} MB")
    print(f"counting what it lacks: {spent(archive.lacking_in_search):.1f} s")
    for text in SEARCHES:
        for table in ("reports", "statements"):
            asked = Query(text=text)
            by_index = spent(lambda asked=asked, table=table: archive.count(table, asked), options.rounds)
            rows = archive.count(table, asked)
            with mock.patch("detente.archive.search_upkeep.installed", return_value=False):
                plain = spent(lambda asked=asked, table=table: archive.count(table, asked), options.rounds)
                letters = archive.count(table, asked)
            print(f"{text:30} {table:10} index {by_index:6.3f}  letters {plain:6.3f}  rows {rows:,} / {letters:,}")
        print(f"{text:30} best ten of each kind {spent(lambda text=text: search(archive, text), options.rounds):.3f}")


if __name__ == "__main__":
    main()
