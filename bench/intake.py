"""Intake of many small files: `python bench/intake.py [--files 20000]`.

Writes a folder of made reports of the kinds that are read without extras (pages, plain texts, Markdown, JSON lines and
CSV tables, in folders of a thousand) and reads it in a process of its own with `items()` and `report()`, one after the
other, keeping nothing. Prints how many were read and failed, processor time in all and for each kind, the time until
the first report, and the peak memory of that process. The same number gives the same files.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SUBJECTS = (
    "The foreign minister|A spokeswoman|The head of the delegation|An official of the host country|The general".split(
        "|"
    )
)
VERBS = "said|told reporters|repeated|announced|denied".split("|")
CLAUSES = (
    "that the talks on the strait would go on in the spring|that both sides had kept to the treaty until now"
    "|that no ship had left the harbour since the meeting|that the inspectors would be asked to return"
    "|that the sanctions had changed nothing in the position of the capital"
).split("|")
#: A folder of a hundred thousand entries is slow on any file system; people split them.
PER_FOLDER = 1_000
ROWS = 20

READ = """
import collections, json, resource, sys, time
from detente.intake import Item, items, report
from detente.errors import SourceError
spent, count = collections.Counter(), collections.Counter()
begun = time.perf_counter()
first = None
for item in items([sys.argv[1]]):
    started = time.process_time()
    kind = item.kind if isinstance(item, Item) else "failure"
    if isinstance(item, Item):
        try:
            report(item)
        except SourceError:
            kind = "failure"
    first = first or time.perf_counter() - begun
    spent[kind] += time.process_time() - started
    count[kind] += 1
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"count": count, "spent": spent, "all": time.process_time(), "first": first, "peak": peak}))
"""


def prose(chance: random.Random, paragraphs: int) -> list[str]:
    """Return paragraphs of made sentences."""
    return [
        " ".join(
            f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} on {chance.randint(2, 28)} May {chance.choice(CLAUSES)}."
            for _ in range(chance.randint(2, 5))
        )
        for _ in range(paragraphs)
    ]


def page(chance: random.Random, number: int) -> str:
    """Return a page with a menu, a sidebar and a footer around its report."""
    links = "".join(f"<li><a href='/{n}'>Section {n} of the paper</a></li>" for n in range(40))
    body = "".join(f"<p class='par'>{line}</p>" for line in prose(chance, 8))
    head = f"<meta property='article:published_time' content='2021-03-{number % 28 + 1:02}T10:00:00Z'>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Report {number} on the strait | The Harbor Ledger</title>{head}</head>"
        f"<body><nav><ul>{links}</ul></nav><article><h1>Report {number} on the strait</h1>{body}</article>"
        f"<aside><ul>{links}</ul></aside><footer>© The Harbor Ledger</footer></body></html>"
    )


def text(chance: random.Random, number: int) -> str:
    """Return a flattened text with some residue."""
    lines = ["Share on Facebook", *prose(chance, 8), "Read also: Ships leave the strait", "© 2021 The Harbor Ledger"]
    return "\n\n".join((f"Report {number} on the strait", "3 March 2021", *lines)) + "\n"


def markdown(chance: random.Random, number: int) -> str:
    """Return a Markdown text with a front matter."""
    return "\n\n".join((f"---\ndate: 2021-03-03\n---\n# Report {number} on the strait", *prose(chance, 8))) + "\n"


def json_lines(chance: random.Random, number: int) -> str:
    """Return a table of reports, a JSON object a line."""
    rows = (
        {"title": f"Report {number}.{n}", "text": "\n".join(prose(chance, 8)), "date": "2021-03-03"}
        for n in range(ROWS)
    )
    return "".join(json.dumps(row) + "\n" for row in rows)


def table(chance: random.Random, number: int) -> str:
    """Return a CSV table of reports."""
    rows = (f'"Report {number}.{n}",2021-03-03,"{" ".join(prose(chance, 8))}"\n' for n in range(ROWS))
    return "title,date,text\n" + "".join(rows)


#: Of a hundred files so many are of each kind.
KINDS: tuple[tuple[int, str, Callable[[random.Random, int], str]], ...] = (
    (55, ".html", page),
    (30, ".txt", text),
    (10, ".md", markdown),
    (3, ".jsonl", json_lines),
    (2, ".csv", table),
)


def write(folder: Path, files: int) -> None:
    """Write the made files."""
    mixed = [(suffix, make) for share, suffix, make in KINDS for _ in range(share)]
    for number in range(files):
        chance = random.Random(number)  # noqa: S311  # made-up reports, not secrets
        suffix, make = mixed[number * 37 % len(mixed)]
        inside = folder / f"{number // PER_FOLDER:04}"
        inside.mkdir(exist_ok=True)
        (inside / f"{number:06}{suffix}").write_text(make(chance, number), "utf-8")


def main() -> None:
    """Parse the arguments, write and read the files, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), options.files)
        done = subprocess.run([sys.executable, "-c", READ, folder], stdout=subprocess.PIPE, check=True, text=True)
    found = json.loads(done.stdout)
    reports = sum(found["count"].values()) - found["count"].get("failure", 0)
    print(f"{options.files} files, {reports} reports, {found['count'].get('failure', 0)} failures")
    print(
        f"processor time {found['all']:.1f} s, {reports / found['all']:.0f} reports a second; first after {found['first']:.2f} s"
    )
    for kind, count in sorted(found["count"].items()):
        print(f"  {kind:10} {count:6}  {count / max(found['spent'][kind], 1e-9):7.0f} a second")
    print(f"peak memory {found['peak'] / 1024:.0f} MB")


if __name__ == "__main__":
    main()
