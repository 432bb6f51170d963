"""How fast relations are: `python bench/relations.py FOLDER [--events 10000000] [--rows 2000000] [--only series,import]`.

FOLDER takes made data and archives, and is not emptied: what is there from an earlier run is used again. Prints wall and
CPU seconds of: the monthly series of all pairs, one pair's series, days and events, and the import of made files laid
out as GDELT's and ICEWS's, with the peak of memory. Best of three where nothing is written.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from detente.archive import Archive, Query
from detente.archive.tables import schema
from detente.relations.importing import take_over
from detente.relations.stored import matrix, stored_series

STATES = (
    "USA RUS CHN GBR FRA DEU JPN IND PAK IRN IRQ ISR PSE SYR TUR EGY SAU YEM UKR POL KOR PRK VNM PHL IDN AUS".split()
)
TYPES = ["CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT"]
SCORES = [1.0, 3.5, 4.0, 6.0, 7.0, -2.0, -4.0, -5.5, -7.0, -9.0]
CAMEO = ["040", "057", "051", "061", "071", "112", "120", "138", "163", "190"]
BATCH = 500_000


def drawn(chance: np.random.Generator, rows: int) -> dict[str, np.ndarray]:
    """Return who did what to whom and when: few pairs have most of the events."""
    weight = 1 / np.arange(1, len(STATES) + 1)
    picks = [chance.choice(len(STATES), rows, p=weight / weight.sum()) for _ in range(2)]
    picks[1] = np.where(picks[1] == picks[0], (picks[0] + 1) % len(STATES), picks[1])
    days = (date(1990, 1, 1) - date(1970, 1, 1)).days + chance.integers(0, 12_000, rows)
    return {"source": picks[0], "target": picks[1], "kind": chance.integers(0, len(TYPES), rows), "day": days}


def taken(words: list[str] | list[float], at: np.ndarray) -> pa.Array:
    """Return words by their places."""
    return pa.array(words).take(pa.array(at))


def events(chance: np.random.Generator, rows: int, first: int) -> pa.Table:
    """Return rows of the table of events as an import writes them."""
    made, shape = drawn(chance, rows), schema("events")
    days = pa.array(made["day"].astype(np.int32)).cast(pa.date32())
    iso, states = days.cast(pa.string()), {r: taken(STATES, made[r]) for r in ("source", "target")}
    filled: dict[str, pa.Array] = {
        "id": pa.array([f"made:{n}" for n in range(first, first + rows)]),
        "date": days, "when_from": iso, "when_to": iso,
        "type": taken(TYPES, made["kind"]), "cameo": taken(CAMEO, made["kind"]),
        "score": taken(SCORES, made["kind"]), "goldstein": taken(SCORES, made["kind"]),
    }  # fmt: skip
    for role, values in states.items():
        filled |= {f"{role}_{part}": values for part in ("actor", "name", "country", "text")}
        filled |= {f"{role}_how": pa.repeat(pa.scalar("name"), rows)}
    same = {"report": "made", "status": "happened", "when_precision": "day", "when_text": "", "passage_text": "",
            "rule": "made", "reader": "made", "version": "1", "origin": "made"}  # fmt: skip
    filled |= {name: pa.repeat(pa.scalar(value), rows) for name, value in same.items()}
    for field in shape:
        if field.name not in filled:
            if pa.types.is_list(field.type):
                empty = pa.array([], field.type.value_type)
                filled[field.name] = pa.ListArray.from_arrays(pa.array(np.zeros(rows + 1, np.int32)), empty)
            elif field.name.startswith("passage"):
                filled[field.name] = pa.array(np.zeros(rows, np.int32))
            else:
                filled[field.name] = pa.nulls(rows, field.type)
    return pa.table([filled[f.name].cast(f.type) for f in shape], schema=shape)


def archive_of(folder: Path, rows: int) -> Archive:
    """Return the archive of so many made events, made unless it is there."""
    root = folder / f"events-{rows}"
    if root.is_dir():
        return Archive.open(root)
    archive, chance = Archive.open(root, create=True), np.random.default_rng(1)
    with archive.writer() as writer:
        for first in range(0, rows, BATCH):
            table = events(chance, min(BATCH, rows - first), first)
            writer.write_tables(
                {"events": table.sort_by([("source_country", "ascending"), ("target_country", "ascending")])}
            )
    return Archive.open(root)


def timed(what: str, ask: Callable[[], object], *, times: int = 3) -> None:
    """Print the least wall and CPU seconds of some runs."""
    took = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    print(f"{what}: wall {min(t[0] for t in took):.2f} s, CPU {min(t[1] for t in took):.2f} s", flush=True)


def series(folder: Path, rows: int) -> None:
    """Time the questions on series."""
    archive = archive_of(folder, rows)
    timed(f"{rows:,} events: monthly series of all pairs", lambda: matrix(archive, Query(origin="made")))
    for a, b in (("USA", "RUS"), ("YEM", "AUS")):
        for by in ("month", "week"):
            asked = Query(between=(a, b), origin="made")
            first = lambda q=asked, by=by: stored_series(Archive.open(archive.path), q, by=by)  # noqa: E731
            timed(f"{a}-{b} by {by}, the archive opened for it", first, times=1)
            timed(f"{a}-{b} by {by}", lambda q=asked, by=by: stored_series(archive, q, by=by))
    asked = Query(between=("USA", "RUS"), origin="made", since="2020-03", until="2020-04")
    timed("USA-RUS: the events of two months", lambda: archive.events(asked))


def laid_out(folder: Path, origin: str, rows: int) -> Path:
    """Return a made file of so many rows, laid out as the origin's."""
    path = folder / f"{origin}-{rows}.tab"
    if path.is_file():
        return path
    made = drawn(np.random.default_rng(2), rows)
    day = pa.array(made["day"].astype(np.int32)).cast(pa.date32()).cast(pa.string())
    source, target = taken(STATES, made["source"]), taken(STATES, made["target"])
    cameo, score = taken(CAMEO, made["kind"]), taken(SCORES, made["kind"]).cast(pa.string())
    number, nothing = pa.array(np.arange(rows)).cast(pa.string()), pa.repeat(pa.scalar(""), rows)
    if origin == "gdelt":
        cells = [nothing] * 58
        digits = pa.compute.replace_substring(day, "-", "")
        for at, column in ((0, number), (1, digits), (6, source), (7, source), (16, target), (17, target), (26, cameo),
                           (30, score)):  # fmt: skip
            cells[at] = column
        cells[57] = pa.repeat(pa.scalar("https://example.org/a-report-of-some-length"), rows)
        names = [f"c{n}" for n in range(58)]
    else:
        names = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
                 "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
                 "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"]  # fmt: skip
        known = {"Event ID": number, "Event Date": day, "Source Name": source, "Source Country": source, "CAMEO Code": cameo,
                 "Intensity": score, "Target Name": target, "Target Country": target}  # fmt: skip
        cells = [known.get(name, nothing) for name in names]
    pc.write_csv(
        pa.table(cells, names=names), path,
        pc.WriteOptions(include_header=origin == "icews", delimiter="\t", quoting_style="none", quoting_header="none"),
    )  # fmt: skip
    return path


def imports(folder: Path, rows: int) -> None:
    """Time the import of two made files into a new archive each."""
    for origin in ("gdelt", "icews"):
        file = laid_out(folder, origin, rows)
        root = folder / f"import-{origin}-{time.time_ns()}"
        archive = Archive.open(root, create=True)
        timed(
            f"import of {rows:,} rows of {origin}",
            lambda a=archive, f=file, o=origin: take_over(o, f, archive=a),
            times=1,
        )
        print(f"  {archive.count('events', Query(origin=origin)):,} events")
        print(f"  peak memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB", flush=True)


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--only", default="series,import")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if "series" in options.only.split(","):
        series(options.folder, options.events)
    if "import" in options.only.split(","):
        imports(options.folder, options.rows)


if __name__ == "__main__":
    main()
