"""How fast the web app's pages are: `python bench/web.py ARCHIVE FOLDER [--reports 20000] [--rounds 5]`.

Makes an archive in FOLDER, unless there is one, by repeating the rows of ARCHIVE (such as one of the samples) under
other ids and on other days, until it has so many reports. Then asks for each page, in turn, `--rounds` times after one
call that warms it, in this process and without a network, and prints the median and the slowest in milliseconds of
wall time and of processor time.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from starlette.testclient import TestClient

from detente.archive import Archive
from detente.archive.tables import schema

#: Repeats of the archive in one batch: some thousand reports, as a long reading has.
TOGETHER = 20
#: Days between one repeat and the next.
DAYS_ON = 3
IDS = {
    "reports": ("id", "copy_of"),
    "mentions": ("id", "report"),
    "statements": ("id", "report", "inside"),
    "events": ("id", "report", "statement"),
    "residue": ("report",),
    "joins": ("id", "report", "story", "source"),
}
DATES = {"reports": ("published",), "statements": ("said",), "events": ("when",)}


def repeated(source: Archive, table: str, first: int, last: int, reports: list[str] | None = None) -> pa.Table:
    """Return the rows of a table for repeats first to last, those of some reports alone where they are given."""
    rows = source.table(table)
    if reports is not None:
        rows = rows.filter(pc.is_in(rows["id" if table == "reports" else "report"], value_set=pa.array(reports)))
    number = [f"printf('%s%06x', substr({c}, 1, 10), i) AS {c}" for c in IDS[table]]
    ids = [
        f"CASE WHEN {c} IS NULL THEN NULL ELSE {n.rpartition(' AS ')[0]} END AS {c}"
        for c, n in zip(IDS[table], number, strict=True)
    ]
    if "date" in rows.column_names:
        ids.append(f"CAST(date + CAST(i * {DAYS_ON} AS INTEGER) AS DATE) AS date")
    for role in DATES.get(table, ()):
        for end in ("from", "to"):
            column = f"{role}_{end}"
            ids.append(
                f"strftime(try_cast(substr({column}, 1, 10) AS DATE) + CAST(i * {DAYS_ON} AS INTEGER), '%Y-%m-%d')"
                f" || substr({column}, 11) AS {column}"
            )
    if table == "joins":
        ids.append(f"number + i * {rows.num_rows} AS number")
    made = duckdb.sql(f"SELECT * REPLACE ({', '.join(ids)}) FROM rows, range({first}, {last}) AS r(i)")  # noqa: S608
    return made.to_arrow_table().select(rows.column_names).cast(schema(table))


def make(source: Archive, folder: Path, reports: int) -> None:
    """Make an archive of so many reports out of another."""
    repeats = -(-reports // source.count("reports"))
    archive = Archive.open(folder, create=True)
    with archive.writer() as writer:
        for first in range(0, repeats, TOGETHER):
            last = min(repeats, first + TOGETHER)
            writer.write_tables({table: repeated(source, table, first, last) for table in IDS})
    archive.mend_search()


def pages(folder: Path) -> list[str]:
    """Return an address of each page, and some with filters."""
    archive = Archive.open(folder)
    day = archive.table("reports", __import__("detente").Query(limit=1))["id"][0].as_py()
    story = archive.joins()[0].story
    return [
        "/",
        "/relation/RUS/USA",
        "/relation/RUS/USA?status=threatened&since=2018&until=2020",
        f"/story/{story}",
        f"/report/{day}",
        "/actor/RUS",
        "/search?text=missile+treaty",
        "/reports",
        "/statements?between=RUS,USA&act=threat",
        "/events?source=RUS&type=SANCTION&order=oldest",
        "/events.json?limit=100",
        "/stories",
    ]


def ask(client: TestClient, addresses: list[str], rounds: int) -> None:
    """Ask for each page, once and then some rounds more, and print how long each took."""
    for address in addresses:
        first, first_cpu = time.perf_counter(), time.process_time()
        client.get(address).raise_for_status()
        first, first_cpu = time.perf_counter() - first, time.process_time() - first_cpu
        wall, cpu = [], []
        for _ in range(rounds):
            started, spent = time.perf_counter(), time.process_time()
            size = len(client.get(address).content)
            wall.append(time.perf_counter() - started)
            cpu.append(time.process_time() - spent)
        middle, worst, used = (1000 * f for f in (statistics.median(wall), max(wall), statistics.median(cpu)))
        once = f"first {1000 * first:6.0f}  cpu {1000 * first_cpu:6.0f}  "
        figures = f"{once} again: median {middle:6.0f}  worst {worst:6.0f}  cpu {used:6.0f} ms"
        print(f"{address:60} {figures}  {size:>9,} bytes")


def main() -> None:
    """Parse the arguments, make the archive, ask for the pages, print the figures."""
    from detente.show.web import Settings, app

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not options.folder.exists():
        make(Archive.open(options.archive), options.folder, options.reports)
    begun = time.perf_counter()
    with TestClient(app(Settings(archive=options.folder)), base_url="http://127.0.0.1") as client:
        client.get("/about").raise_for_status()
        print(f"opened in {time.perf_counter() - begun:.1f} s")
        ask(client, pages(options.folder), options.rounds)


if __name__ == "__main__":
    main()
