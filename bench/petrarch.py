"""Speed beside PETRARCH2, on its own sample, in one run: `python bench/petrarch.py CLONE [--rounds 5]`.

CLONE is a copy of its repository for Python 3 (github.com/oudalab/petrarch3, MIT), of which nothing is kept here. PETRARCH2
takes sentences whose trees another program made (Stanford CoreNLP) and codes events alone; its sample brings these trees, so what
is timed of it is the coding. detente reads the same sentences from their text: parse, mentions, statements, events. The bare
spaCy pipeline parses them. Prints the median of sentences for each CPU second.
"""

from __future__ import annotations

import argparse
import copy
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from speed import cpu, reports, stages

REPEATED = 5  # the sample is short: each round takes it so many times


def coder(clone: Path) -> tuple[Callable[[Any], object], Mapping[str, Any]]:
    """Return PETRARCH2's coding with its dictionaries loaded, and the stories of its sample with their trees."""
    sys.path.insert(0, str(clone))
    home = clone / "petrarch3"
    petrarch, reader = import_module("petrarch3.petrarch3"), import_module("petrarch3.PETRreader")
    reader.parse_Config(str(home / "data" / "config" / "PETR_config.ini"))
    petrarch.read_dictionaries()
    stories: Mapping[str, Any] = reader.read_xml_input(
        [str(home / "data" / "text" / "GigaWord.sample.PETR.xml")], parsed=True
    )
    return petrarch.do_coding, stories


def sentences(stories: Mapping[str, Any]) -> list[str]:
    """Return the sentences of stories, each with one blank between words."""
    return [" ".join(one["content"].split()) for story in stories.values() for one in story["sents"].values()]


def main() -> None:
    """Parse the arguments, run the rounds, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clone", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    code, stories = coder(options.clone)
    texts = sentences(stories) * REPEATED
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.txt"
        file.write_text("\n\n".join(texts), encoding="utf-8")
        ours = stages(reports([str(file)], sys.maxsize, 1))
    given: list[Mapping[str, Any]] = []

    def petrarch() -> None:
        for one in given:
            code(one)

    timed = {
        "PETRARCH2, trees given": petrarch,
        "bare spaCy pipeline": ours["bare"],
        "detente, from the text": ours["reading"],
    }
    taken: list[dict[str, float]] = []
    for _ in range(options.rounds + 1):  # the first is for what is loaded and remembered at first use
        given[:] = [copy.deepcopy(stories) for _ in range(REPEATED)]  # it writes into what it is given
        taken.append({name: cpu(work) for name, work in timed.items()})
    print(f"{len(texts)} sentences, {sum(len(text.split()) for text in texts)} words, {options.rounds} rounds, medians")
    for name in timed:
        print(
            f"{name}: {statistics.median(len(texts) / one[name] for one in taken[1:]):.0f} sentences for each CPU second"
        )


if __name__ == "__main__":
    main()
