"""Targets: files that users write (codebook, gazetteer, events of others) and lines that commands read."""

from __future__ import annotations

import io
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import CodebookError, DetenteError, UsageError
from fuzz import judging
from fuzz.judging import Target

if TYPE_CHECKING:
    from detente.gazetteer.tables import Tables


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def codebook(data: bytes) -> None:
    """A codebook file of the user's."""
    from detente.codebook import Codebook

    try:
        Codebook.load(_file("own.toml", data))
    except CodebookError as error:
        judging.one_line(str(error))


def gazetteer(data: bytes) -> None:
    """Actors and offices of the user's: read and checked, then put into tables."""
    from detente.gazetteer import extra

    try:
        extra.add(_tables(), _file("own.csv", data))
    except DetenteError as error:
        judging.one_line(str(error))


def _tables() -> Tables:
    """Return tables with a person and a name: what the user adds depends on no more of the shipped rows."""
    from detente.gazetteer.tables import PersonRow, Tables

    tables = Tables(_folder())
    lee = PersonRow("Q1", "Ann Lee", "Lee", "1", "A. Lee", "", "", "made")
    tables.__dict__.update(actors=[], names=[], outlets=[], persons=[lee])
    return tables


def tasks(data: bytes) -> None:
    """Lines of `detente code`."""
    from detente.cli import code

    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="surrogateescape")
    try:
        for task in code._tasks():
            for span in (task.source, task.target):
                judging.require(
                    span is None or 0 <= span[0] < span[1] <= len(task.sentence), f"a bad span got in: {span}"
                )
    except UsageError as error:
        judging.one_line(str(error))
    finally:
        sys.stdin = before


def groups(data: bytes) -> None:
    """Lines of `detente group`."""
    from detente.cli import group_texts

    for skip_bad in (True, False):
        given = group_texts._Given(file=io.BytesIO(data), skip_bad=skip_bad)
        try:
            for one in given.texts():
                judging.require(isinstance(one.body, str), "no text")
        except UsageError as error:
            judging.one_line(str(error))


def polecat(data: bytes) -> None:
    """Events of others, as JSON lines."""
    from detente.relations.columns import Columns, events_table
    from detente.relations.importing import Import
    from detente.relations.jsonevents import json_batches

    done = Import(source="a.jsonl")
    for batch in json_batches(_file("a.jsonl", data), done):
        events_table(Columns("polecat", "r1"), batch)


def phoenix(data: bytes) -> None:
    """Events of others, as a table of one line's columns."""
    from detente.errors import SourceError
    from detente.relations.layouts import layout

    first = data.split(b"\n", 1)[0]
    for origin in ("icews", "gdelt", "polecat", "phoenix", "keds"):
        try:
            layout(origin, first.decode("utf-8", "replace").rstrip("\r").split("\t"), "a.tab")
        except SourceError as error:
            judging.one_line(str(error))


TARGETS: dict[str, Target] = {
    "codebook": codebook,
    "gazetteer": gazetteer,
    "code-lines": tasks,
    "group-lines": groups,
    "polecat": polecat,
    "layouts": phoenix,
}
_HEAD = "kind,id,name,aliases,country,sector,role,title,start,end,source\n"
SEEDS: dict[str, list[bytes]] = {
    "codebook": [
        b'[[verb]]\ntype = "SANCTION"\nlemmas = ["delist"]\nmode = "EMBARGO"\ncameo = "163"\n',
        b'drop = ["x"]\n[words]\nmine = ["a", "@b"]\n[[issue]]\nname = "fish"\nwords = ["cod"]\n',
    ],
    "gazetteer": [(_HEAD + "person,,Ann Lee,A. Lee|Lee,RUS,GOV,minister,minister of fish,2017,2018-02,own\n").encode()],
    "code-lines": [
        b'{"id": 1, "sentence": "Japan sanctioned Syria.", "source": [0, 5], "target": [17, 22]}\n{"sentence": "a"}\n'
    ],
    "group-lines": [b'{"id": 1, "title": "a", "text": "b c d", "published": "2017-02-16", "language": "en"}\n'],
    "polecat": [
        b'{"Event ID": "1", "Event Date": "2018-09-28", "Event Type": "CONSULT", "Event Mode": "", "Actor Name": "RUS"}\n'
    ],
    "layouts": [b"Event ID\tEvent Date\tSource Name", "\t".join(["1"] * 58).encode(), b"990101\tRUS\tUSA\t031\tX"],
}
