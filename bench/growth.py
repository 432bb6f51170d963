"""How questions, checks and upkeep grow with an archive, by simulation: the rows of the samples, repeated under other ids.

The samples are read once; then their rows are written again and again, with other ids and each time another month, until the
archive has as many reports as asked. No text is read or parsed for it, and the word index is left out.

    python bench/growth.py --most 100000
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from detente.archive import Archive, Query, search_upkeep
from detente.reading import read
from detente.relations.quads import CONFLICT

SAMPLES = Path(__file__).parent.parent / "samples"
TABLES = ("reports", "residue", "mentions", "statements", "events", "joins")
IDS = ("id", "report", "statement", "inside", "story", "source")
A_BATCH = 40  # copies of the samples written at once: some 2,000 reports
TOLD = (1_000, 10_000, 100_000, 1_000_000)


def copied(table: pa.Table, name: str, number: int) -> pa.Table:
    """Return a table's rows under other ids and in another month."""
    made = table
    for column in IDS:
        if column not in made.column_names or (name == "reports" and column == "source"):
            continue
        cells = pc.binary_join_element_wise(pc.utf8_slice_codeunits(made[column], 0, 10), f"{number:06x}", "")
        made = made.set_column(made.schema.get_field_index(column), made.schema.field(column), cells)
    if "date" in made.column_names:
        days = pc.add(pc.cast(made["date"], pa.int32()), pa.scalar(-30 * (number % 240), pa.int32()))
        made = made.set_column(
            made.schema.get_field_index("date"), made.schema.field("date"), pc.cast(days, pa.date32())
        )
    return made


def grow(archive: Archive, base: Mapping[str, pa.Table], first: int, reports: int) -> int:
    """Write copies of the samples until there are so many reports, and return the number of the next copy."""
    number = first
    with archive.writer() as writer:
        while number * base["reports"].num_rows < reports:
            numbers = range(number, number + min(A_BATCH, -(-reports // base["reports"].num_rows) - number))
            writer.write_tables({n: pa.concat_tables([copied(t, n, k) for k in numbers]) for n, t in base.items()})
            number = numbers[-1] + 1
    return number


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    """Grow an archive and tell what it costs on the way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=10_000)
    most = parser.parse_args().most
    search_upkeep.installed = lambda: False
    with tempfile.TemporaryDirectory() as name:
        read(SAMPLES, archive=f"{name}/samples")
        base = {table: Archive.open(f"{name}/samples").table(table) for table in TABLES}
        archive, number = Archive.open(f"{name}/a", create=True), 0
        for goal in [*(n for n in TOLD if n < most), most]:
            written = cpu(lambda goal=goal, number=number: grow(archive, base, number, goal))  # type: ignore[misc]
            number = -(-goal // base["reports"].num_rows)
            tell(goal, Path(name) / "a", written)


def tell(reports: int, path: Path, written: float) -> None:
    """Measure and print."""
    pair, statuses = Query(between=("RUS", "USA")), ("happened", "ongoing")
    asked = {
        "open": lambda: Archive.open(path),
        "count statements": lambda: Archive.open(path).count("statements"),
        "50 events of a pair": lambda: Archive.open(path).events(Query(between=("RUS", "USA"), limit=50)),
        "days of a pair": lambda: Archive.open(path).pair_days(pair, statuses),
        "months of all pairs": lambda: Archive.open(path).all_pairs(Query(), statuses, "month", sorted(CONFLICT)),
        "what is known": lambda: Archive.open(path).known(),
        "check": lambda: Archive.open(path).check(),
        "upkeep": lambda: Archive.open(path).keep_up(keep_days=0),
        "upkeep again": lambda: Archive.open(path).keep_up(keep_days=0),
        "days of a pair after": lambda: Archive.open(path).pair_days(pair, statuses),
    }
    told = ", ".join(f"{what} {cpu(work):.2f}" for what, work in asked.items())
    size = sum(file.stat().st_size for file in path.rglob("*.parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{reports:,} reports: written {written:.1f}, {told} CPU s; {peak:,.0f} MB at most, {size / 1e6:,.0f} MB on disk",
        flush=True,
    )


if __name__ == "__main__":
    main()
