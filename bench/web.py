"""How fast the web app's pages are: `python bench/web.py FOLDER [--reports 20000] [--rounds 5] [--from ARCHIVE]`.

Makes an archive in FOLDER, unless there is one, by repeating the rows of another (the samples, read first, unless --from
names one) under other ids and on other days, until it has so many reports. Then asks for each page once, as whoever comes
first does, and some rounds more, in this process and without a network; prints milliseconds of wall time and of processor
time, and at the end the slowest against the 300 that are asked. The moving page, the outlets' and the ledger's are listed
apart: they are worked out when first asked for.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from starlette.testclient import TestClient

from detente import read
from detente.archive import Archive
from detente.archive.tables import schema

#: Repeats of the archive in one batch: some thousand reports, as a long reading has.
TOGETHER = 20
#: Days between one repeat and the next.
DAYS_ON = 3
#: Repeats after which the days begin anew, so that no number of them leaves the calendar.
ROUND = 2_000
#: The status that says that a page is being made.
MADE = 202
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
        ids.append(f"CAST(date + CAST((i % {ROUND}) * {DAYS_ON} AS INTEGER) AS DATE) AS date")
    for role in DATES.get(table, ()):
        for end in ("from", "to"):
            column = f"{role}_{end}"
            ids.append(
                f"strftime(try_cast(substr({column}, 1, 10) AS DATE) + CAST((i % {ROUND}) * {DAYS_ON} AS INTEGER), '%Y-%m-%d')"
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


def built(folder: Path, reports: int, source: Path | None = None) -> Path:
    """Return the archive in a folder, made of another archive, or of the samples, where there is none."""
    if not folder.exists():
        if source is None:
            source = folder.with_name(folder.name + "-samples")
            if not source.exists():
                read([str(Path(__file__).parents[1] / "samples")], archive=source)
        make(Archive.open(source), folder, reports)
    return folder


def pages(folder: Path) -> list[str]:
    """Return an address of each page, and some with filters."""
    archive = Archive.open(folder)
    day = archive.table("reports", __import__("detente").Query(limit=1))["id"][0].as_py()
    joins = archive.joins()
    story, other = joins[0].story, joins[len(joins) // 2].story
    return [
        "/",
        "/relation/RUS/USA",
        "/relation/RUS/USA?status=threatened&since=2018&until=2020",
        "/relation/CHN/USA",
        f"/story/{story}",
        f"/story/{other}",
        f"/report/{day}",
        "/actor/RUS",
        "/actor/CHN",
        "/search?text=missile+treaty",
        "/reports",
        "/statements?between=RUS,USA&act=threat",
        "/events?source=RUS&type=SANCTION&order=oldest",
        "/events.json?limit=100",
        "/stories",
        "/review",
    ]


def ask(client: TestClient, addresses: list[str], rounds: int) -> tuple[float, float]:
    """Ask for each page, once and then some rounds more, and print how long each took.

    A page that takes long is told of first and there later. Returns the longest first answer, and the most work on one,
    in milliseconds of wall time and of processor time.
    """
    longest = 0.0, 0.0
    for address in addresses:
        first, first_cpu = time.perf_counter(), time.process_time()
        client.get(address).raise_for_status()
        told = time.perf_counter() - first
        while client.get(address).status_code == MADE:
            time.sleep(0.05)
        first, first_cpu = time.perf_counter() - first, time.process_time() - first_cpu
        longest = max(longest[0], 1000 * told), max(longest[1], 1000 * first_cpu)
        wall, cpu = [], []
        for _ in range(rounds):
            started, spent = time.perf_counter(), time.process_time()
            size = len(client.get(address).content)
            wall.append(time.perf_counter() - started)
            cpu.append(time.process_time() - spent)
        middle, worst, used = (1000 * f for f in (statistics.median(wall), max(wall), statistics.median(cpu)))
        once = f"first {1000 * told:6.0f}  there {1000 * first:6.0f}  cpu {1000 * first_cpu:6.0f}  "
        figures = f"{once} again: median {middle:6.0f}  worst {worst:6.0f}  cpu {used:6.0f} ms"
        print(f"{address:60} {figures}  {size:>9,} bytes")
    return longest


def main() -> None:
    """Parse the arguments, make the archive, ask for the pages, print the figures."""
    from detente.show.web import Settings, app

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="source", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    built(options.folder, options.reports, options.source)
    begun, spent = time.perf_counter(), time.process_time()
    with TestClient(app(Settings(archive=options.folder, hasty=True)), base_url="http://127.0.0.1") as client:
        client.get("/about").raise_for_status()
        print(f"opened in {time.perf_counter() - begun:.1f} s, cpu {time.process_time() - spent:.1f} s")
        for ahead in [thread for thread in threading.enumerate() if thread.name == "work ahead"]:
            ahead.join()
        print(f"worked ahead in {time.perf_counter() - begun:.1f} s, cpu {time.process_time() - spent:.1f} s")
        wall, cpu = ask(client, pages(options.folder), options.rounds)
        print(
            f"asked: no page over 300 ms; reached: the slowest first answer {wall:.0f} ms, most work on a page {cpu:.0f} ms"
        )
        ask(
            client,
            ["/outlets", "/ledger", "/relation/RUS/USA/moving", "/outlets?by=year", "/relation/CHN/USA/moving"],
            options.rounds,
        )


if __name__ == "__main__":
    main()
