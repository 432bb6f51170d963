"""Taking other people's event data over: every layout, bad rows, again, and nothing mixed with our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from detente.archive import Archive, Query, Writer
from detente.cli.cut_off import words
from detente.errors import SourceError, UsageError
from detente.reading import read
from detente.relations import importing
from detente.relations.equals import from_cameo, from_plover
from detente.relations.importing import take_over
from detente.relations.layouts import ORIGINS
from tests.reading.plain_reader import PlainReader
from tests.relations.worlds import SHARED, needs_shared

ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def icews(number: int, day: str, code: str) -> str:
    """Return a row of ICEWS."""
    return (
        f"{number}\t{day}\tMinistry (Chile)\tGovernment,Executive\tChile\tsome text\t{code}\t-2.0\tPeru\t\tPeru\t7\t1\t"
        'The "Daily" Post\tLima\t\t\tPeru\t-12\t-77'
    )


def gdelt(columns: int) -> str:
    """Return a row of GDELT with so many columns."""
    cells = [""] * columns
    for at, cell in {
        0: "77",
        1: "20180928",
        6: "CHILE",
        7: "CHL",
        12: "GOV",
        16: "PERU",
        17: "PER",
        26: "112",
        30: "-2.0",
    }.items():
        cells[at] = cell
    return "\t".join(cells)


def phoenix() -> str:
    """Return a row of Phoenix."""
    cells = [""] * 26
    for at, cell in {
        0: "P1",
        1: "20180928",
        5: "CHLGOV",
        6: "CHL",
        7: "GOV",
        9: "PER",
        10: "PER",
        13: "112",
        16: "-2.0",
    }.items():
        cells[at] = cell
    return "\t".join(cells)


POLECAT = {
    "Event ID": "X1", "Event Date": "2018-09-28", "Event Type": "ACCUSE", "Event Mode": "disapprove", "Actor Name": "Chile",
    "Actor Country": "CHL", "Primary Actor Sector": "GOV", "Recipient Name": "Peru", "Recipient Country": "PER",
    "Primary Recipient Sector": "GOV", "Country": "PER", "Source": "Post",
}  # fmt: skip

FILES = {
    "icews": [("a.tab", f"{ICEWS}\n{icews(1, '2018-09-28', '112')}\n")],
    "gdelt": [(f"{n}.csv", gdelt(n) + "\n") for n in (57, 58, 61)],
    "polecat": [
        ("p.txt", "\t".join(POLECAT) + "\n" + "\t".join(POLECAT.values()) + "\n"),
        ("p.jsonl", json.dumps(POLECAT) + "\n"),
    ],
    "phoenix": [("f.txt", phoenix() + "\n")],
    "keds": [
        ("k.tab", "180928\tCHLGOV\tPER\t112\taccuse\n"),
        ("k.csv", "date,source,target,code\n2018-09-28,CHL,PER,112\n"),
    ],
}


@pytest.mark.parametrize(("origin", "file"), [(o, f) for o in ORIGINS for f in FILES[o]])
def test_every_layout_gives_the_same_event(tmp_path: Path, origin: str, file: tuple[str, str]) -> None:
    (tmp_path / file[0]).write_text(file[1])
    archive = Archive.open(tmp_path / "archive", create=True)
    done = take_over(origin, tmp_path / file[0], archive=archive)
    assert (done.rows, done.added, done.failed) == (1, 1, 0)
    event = archive.events(Query(origin=origin))[0]
    assert event.target is not None
    assert (event.source.country, event.target.country) == ("CHL", "PER")
    assert (event.type, event.when.start, event.goldstein) == ("ACCUSE", "2018-09-28", -2.0)
    assert (event.origin, event.status) == (origin, "happened")
    assert archive.events() == []
    assert len(archive.events(Query(origin="all", between=("PER", "CHL")))) == 1
    assert archive.check() == []


def test_an_import_that_was_cut_off_is_told_of_once_and_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [icews(number, "2018-09-28", "112") for number in range(40)]
    (tmp_path / "a.tab").write_text("\n".join([ICEWS, *rows, ""]))
    (tmp_path / "b.tab").write_text(FILES["icews"][0][1])
    monkeypatch.setattr(importing, "BATCH_BYTES", 2_000)
    archive = Archive.open(tmp_path / "archive", create=True)
    with monkeypatch.context() as patch:
        write, calls = Writer.write_tables, iter(range(9))

        def interrupted(self: Writer, rows: Mapping[str, pa.Table]) -> int:
            if next(calls) == 2:
                raise KeyboardInterrupt
            return write(self, rows)

        patch.setattr(Writer, "write_tables", interrupted)
        with pytest.raises(KeyboardInterrupt):
            take_over("icews", tmp_path / "a.tab", archive=archive)
    stored = archive.count("events", Query(origin="icews"))
    assert 0 < stored < 40
    read(tmp_path / "a.tab", archive=archive, reader=PlainReader())  # another kind of work has nothing to tell
    told = take_over("icews", tmp_path / "b.tab", archive=archive).cut_off
    assert told is not None
    said = f"{stored} events were stored before"
    assert words(told).startswith("an import of icews ")
    assert words(told).endswith(f" was cut off: {said}; import it again to go on")
    done = take_over("icews", tmp_path / "a.tab", archive=archive)
    assert done.cut_off is not None
    assert words(done.cut_off) == f"continued an import that was cut off: {stored} events were stored before"
    assert (done.known, done.added) == (stored, 40 - stored)
    assert take_over("icews", tmp_path / "a.tab", archive=archive).cut_off is None


def test_bad_rows_are_listed_by_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [
        icews(1, "2018-09-28", "112"),
        "too\tfew",
        icews(2, "yesterday", "112"),
        icews(3, "2018-09-29", "999"),
        icews(4, "2018-09-30", "010"),
        icews(5, "2018-10-01", "190"),
    ]
    (tmp_path / "a.tab").write_text("\n".join([ICEWS, *rows, ""]))
    done = take_over("icews", tmp_path / "a.tab", archive=Archive.open(tmp_path / "archive", create=True))
    assert (done.added, done.statements, done.failed) == (2, 1, 3)
    assert {(b.line, b.reason) for b in done.bad} == {
        (3, "2 columns, not 20"),
        (4, "'yesterday' is no date"),
        (5, "'999' is no event code"),
    }


def test_the_same_again_adds_nothing_nor_does_a_longer_file(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive", create=True)
    one, two = tmp_path / "a.tab", tmp_path / "b.tab"
    one.write_text(f"{ICEWS}\n{icews(1, '2018-09-28', '112')}\n")
    two.write_text(
        f"{ICEWS}\n{icews(1, '2018-09-28', '112')}\n{icews(2, '2018-09-29', '112')}\n{icews(2, '2018-09-29', '112')}\n"
    )
    assert [take_over("icews", f, archive=archive).added for f in (one, one, two)] == [1, 0, 1]
    assert archive.check() == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tab").write_text("a\tb\n")
    archive = Archive.open(tmp_path / "archive", create=True)
    for origin in ("icews", "gdelt", "phoenix", "polecat", "keds"):
        with pytest.raises(SourceError, match=r"not a .*file|not a GDELT"):
            take_over(origin, tmp_path / "a.tab", archive=archive)
    with pytest.raises(UsageError, match="give one of icews"):
        take_over("acled", tmp_path / "a.tab", archive=archive)


def test_codes_mean_the_same_both_ways() -> None:
    for code in ("112", "1121", "040", "190", "1724", "203"):
        there = from_cameo(code)
        assert there is not None
        assert there.type is not None
        back = from_plover(there.type, there.mode)
        assert back is not None
        assert (back.type, back.mode) == (there.type, there.mode)
    assert from_cameo("x") is None
    assert from_cameo("010") is not None
    assert from_plover("DANCE", None) is None


@needs_shared
def test_real_files_come_over_whole(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive", create=True)
    for file in sorted((SHARED / "icews_raw").glob("*.tab")):
        done = take_over("icews", file, archive=archive)
        assert done.failed == 0
        assert done.added + done.statements == done.rows
    assert archive.check() == []
