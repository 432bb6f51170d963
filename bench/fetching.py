"""What a reading fetches from an archive in a bucket: `python bench/fetching.py [--reports 20000]`.

The reports of the samples, with their stories and what they are grouped by, are written again and again under other ids into an
archive, which is put into a bucket on this machine (moto's server) with the fingerprints of its reports beside it in no cache. Then
readings are made with an empty cache, with that of the reading before, and after somebody else's upkeep; printed is what the server
gave and how often it was asked.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc

from detente.archive import Archive, search_upkeep
from detente.reading import read

sys.path.insert(0, str(Path(__file__).parent))
from bucket import ROOT, ask, served
from growth import SAMPLES, copied

TABLES = ("reports", "joins", "traits")
A_BATCH = 4  # copies of the samples written at once: some 200 reports, as a reading writes


def copied_too(table: pa.Table, name: str, number: int) -> pa.Table:
    """Return a table's rows under other ids; those of traits with the numbers after, bodies with their words mixed.

    The same bodies again and again would take a twelfth of the room that others do.
    """
    made = copied(table, name, number)
    if name == "reports":
        place = made.schema.get_field_index("body")
        bodies = [mixed(body, number) for body in made["body"].to_pylist()]
        made = made.set_column(place, made.schema.field(place), pa.array(bodies, pa.string()))
    if name == "traits":
        further = pc.add(made["number"], number * table.num_rows)
        made = made.set_column(made.schema.get_field_index("number"), made.schema.field("number"), further)
    return made


def mixed(body: str, number: int) -> str:
    """Return a text with its words in another order."""
    words = body.split(" ")
    Random(number).shuffle(words)  # noqa: S311 - made-up text
    return " ".join(words)


def grow(folder: str, reports: int) -> int:
    """Make an archive of so many reports and return the bytes of its tables."""
    read(SAMPLES, archive=f"{folder}/samples")
    base = {name: Archive.open(f"{folder}/samples").table(name) for name in TABLES}
    archive = Archive.open(f"{folder}/archive", create=True)
    last = reports // base["reports"].num_rows
    with archive.writer() as writer:
        for first in range(0, last, A_BATCH):
            numbers = range(first, min(first + A_BATCH, last))
            writer.write_tables({n: pa.concat_tables([copied_too(t, n, k) for k in numbers]) for n, t in base.items()})
    return sum(file.stat().st_size for name in TABLES for file in Path(folder, "archive", name).glob("*.parquet"))


def upload(folder: Path, address: str) -> None:
    """Put an archive into the bucket, without what is kept beside it."""
    from obstore import put

    from detente.intake.buckets import store_of

    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and (name.name == "archive.json" or "_delta_log" in name.parts or file.suffix == ".parquet"):
            put(store_of(bucket), f"{prefix}/{name.as_posix()}", file.read_bytes())


def main() -> None:
    """Make the readings and print what they fetched."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    reports = parser.parse_args().reports
    search_upkeep.installed = lambda: False
    with tempfile.TemporaryDirectory() as folder, served() as asked:
        size, address = grow(folder, reports), "s3://press/archive"
        upload(Path(folder, "archive"), address)
        print(f"{reports:,} reports: {size / 1e6:.1f} MB in the tables {', '.join(TABLES)}")
        new = [Path(folder, f"new-{number}.txt") for number in range(4)]
        for number, file in enumerate(new):
            file.write_text(f"Talks on quota {number}\n\nNorway and Chile met on Friday for talks on quota {number}.\n")

        def step(name: str, cache: str, *words: str) -> None:
            told(name, asked, lambda: run(cache=f"{folder}/{cache}", words=[*words, "--archive", address]))

        step("one new report, empty cache", "one", "read", str(new[0]))
        step("one new report, the cache of the reading before", "one", "read", str(new[1]))
        step("nothing new, empty cache", "two", "read", str(new[1]))
        step("upkeep on another machine", "three", "upkeep")
        step("one new report after it, the cache from before", "one", "read", str(new[2]))
        step("nothing new after it, empty cache", "four", "read", str(new[2]))


def told(name: str, asked: Callable[[], int], work: Callable[[], None]) -> None:
    """Do some work and print what was fetched for it."""
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    before, requests = int(ask(endpoint, "-/sent", "POST")), asked()
    work()
    sent, made = int(ask(endpoint, "-/sent", "POST")) - before, asked() - requests
    print(f"{name}: {sent / 1e6:.2f} MB, {made} requests", flush=True)


def run(*, cache: str, words: list[str]) -> None:
    """Run a command with a cache."""
    command = [sys.executable, "-m", "detente", *words]
    subprocess.run(command, stdout=subprocess.DEVNULL, cwd=ROOT, check=True, env={**os.environ, "DETENTE_CACHE": cache})


if __name__ == "__main__":
    main()
