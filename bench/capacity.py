"""What reading costs for each 1,000 reports, and how the parts grow: `python bench/capacity.py [--reports 100] [--most 10000]`.

Reports are the samples, repeated with one word in eight and every figure changed, so that they are no copies. Read are
`--reports` of them by one process and by two, each in an archive of its own: CPU seconds, peak memory of the largest
process, bytes stored. Then the parts that know all earlier reports grow to `--most`, by simulation on the same texts:
finding copies, and opening, asking and checking an archive before and after `detente upkeep`. `--short` does all with few.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from detente.archive import Archive
from detente.intake import Item, items, report
from detente.records import Records, Report
from detente.stories.copies import CopyIndex, Text

SAMPLES = Path(__file__).parent.parent / "samples"
CHANGED = 8  # one word in so many is another
BATCH = 20  # small batches: what many short readings leave behind
BATCHES = 100


def bodies() -> list[str]:
    """Return the English bodies of the samples."""
    found = [report(item) for item in items([SAMPLES]) if isinstance(item, Item)]
    return [one.body for one in found if one.language == "en" and len(one.body) > 600]


def varied(text: str, chance: random.Random) -> str:
    """Return a text with some of its words drawn from the whole of it, and other figures."""
    words = text.split(" ")
    drawn = [chance.choice(words) if chance.randrange(CHANGED) == 0 else word for word in words]
    return re.sub(r"\d", lambda _: str(chance.randrange(10)), " ".join(drawn))


def read(folder: Path, archive: Path, workers: int) -> tuple[float, float]:
    """Return the CPU seconds of a reading, and the peak memory of its largest process in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "detente",
        "read",
        str(folder),
        "--archive",
        str(archive),
        "--workers",
        str(workers),
    ]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def stored(folder: Path) -> int:
    """Return the bytes of all files under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def copies(texts: list[str], most: int, chance: random.Random) -> None:
    """Print what a further 1,000 texts cost as the index of copies grows."""
    index, size = CopyIndex(), 0
    for mark in sorted({mark for mark in (1000, 10_000, 100_000, 1_000_000) if mark < most} | {most}):
        given = [Text(id=f"{n:016x}", body=varied(chance.choice(texts), chance)) for n in range(size, mark)]
        took = cpu(lambda given=given: [index.place(text) for text in given])  # type: ignore[misc]
        print(f"copies: {mark} texts held; the last {len(given)} took {took / len(given) * 1000:.2f} CPU s per 1,000")
        size = mark


def upkeep(texts: list[str], batches: int, chance: random.Random) -> None:
    """Print what an archive of many small batches costs before and after upkeep."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive", create=True)
        template = next(report(item) for item in items([SAMPLES]) if isinstance(item, Item))
        last = 0.0
        with archive.writer() as writer:
            for batch in range(batches):
                made = [Records(report=_made(template, batch * BATCH + n, texts, chance)) for n in range(BATCH)]
                last = cpu(lambda made=made: writer.write(made))  # type: ignore[misc]
        for when in ("before", "after"):
            opened = Archive.open(archive.path)
            asked, checked = cpu(opened.reports), cpu(opened.check)
            size = stored(archive.path)
            print(
                f"{when} upkeep, {batches} batches: batch {last:.3f}, reports {asked:.2f}, check {checked:.2f} CPU s; {size} bytes"
            )
            if when == "before":
                print(
                    f"upkeep: {cpu(lambda: archive.keep_up(keep_days=0)) + cpu(lambda: archive.keep_up(keep_days=0)):.2f} CPU s"
                )
                with archive.writer() as writer:
                    made = [Records(report=_made(template, batches * BATCH + n, texts, chance)) for n in range(BATCH)]
                    writer.write(made)
                    made = [
                        Records(report=_made(template, (batches + 1) * BATCH + n, texts, chance)) for n in range(BATCH)
                    ]
                    last = cpu(lambda made=made: writer.write(made))  # type: ignore[misc]


def _made(template: Report, number: int, texts: list[str], chance: random.Random) -> Report:
    """Return a report of its own id and text."""
    from dataclasses import replace

    return replace(template, id=f"{number:016x}", body=varied(chance.choice(texts), chance), residue=())


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--batches", type=int, default=BATCHES)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    number, most, batches = (10, 200, 12) if options.short else (options.reports, options.most, options.batches)
    chance, texts = random.Random(2017), bodies()  # noqa: S311 - made texts, not secrets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "press"
        folder.mkdir()
        words = 0
        for n in range(number):
            text = varied(texts[n % len(texts)], chance)
            words += len(text.split())
            (folder / f"{n:06}.txt").write_text(text, encoding="utf-8")
        print(f"{number} reports, {words} words, {stored(folder)} bytes of text")
        for workers in (1, 2):
            archive = Path(name) / f"archive-{workers}"
            seconds, peak = read(folder, archive, workers)
            size = stored(archive)
            per = 1000 / number
            print(
                f"{workers} workers: {seconds * per:.0f} CPU s, {size * per / 1e6:.1f} MB stored per 1,000; peak {peak:.0f} MB"
            )
    copies(texts, most, chance)
    upkeep(texts, batches, chance)


if __name__ == "__main__":
    main()
