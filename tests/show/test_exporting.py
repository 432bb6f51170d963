"""An export is whole, described, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from detente.archive import Archive
from detente.archive.tables import COLUMNS
from detente.errors import UsageError
from detente.show import exporting
from detente.show.cells import csv_bytes, unguarded
from detente.show.exporting import export
from tests.show.corpus import corpus
from tests.show.kept import kept

FORMULAS = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x", "＝1"]
HARMLESS = ["'quoted' words", "a=b", "", "1-2", "'", "words\nmore"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return kept(corpus(), tmp_path_factory.mktemp("export") / "archive")


@pytest.fixture(scope="module")
def folder(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(archive, tmp_path_factory.mktemp("tables") / "out").folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", COLUMNS)
def test_both_files_of_a_table_have_all_rows_of_the_archive(archive: Archive, folder: Path, table: str) -> None:
    count = archive.count(table)
    held = pq.read_table(folder / f"{table}.parquet")
    assert held.num_rows == count == len(rows(folder / f"{table}.csv"))
    assert held.column_names == [column.name for column in COLUMNS[table]]
    assert held.sort_by(held.column_names[0]).num_rows == count


def test_parquet_holds_what_the_archive_holds(archive: Archive, folder: Path) -> None:
    for table in ("reports", "events", "statements"):
        key = [("id", "ascending")]
        held = pq.read_table(folder / f"{table}.parquet").sort_by(key)
        assert held.to_pylist() == archive.table(table).sort_by(key).to_pylist()


def test_csv_gives_the_texts_back(archive: Archive, folder: Path) -> None:
    bodies = {row["id"]: unguarded(row["body"]) for row in rows(folder / "reports.csv")}
    assert bodies == {r.id: r.body for r in archive.reports()}


def test_the_dictionary_describes_every_file_and_column(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == {p.name for p in folder.iterdir() if p.suffix != ".md"} - {
        "datapackage.json",
        "CITATION.cff",
    }
    for resource in package["resources"]:
        held = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        assert resource["bytes"] == len(held)
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["description"]


def test_the_dictionary_reads_the_csv_as_it_says(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    forms = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?(e-?\d+)?", "date": r"\d{4}-\d\d-\d\d"}
    for resource in (r for r in package["resources"] if r["format"] == "csv"):
        for row in rows(folder / resource["path"]):
            for field in resource["schema"]["fields"]:
                cell = row[field["name"]]
                if field.get("constraints", {}).get("required"):
                    assert cell
                if cell and field["type"] in forms:
                    assert re.fullmatch(forms[field["type"]], cell)
                if cell and field["type"] in ("array", "object"):
                    assert isinstance(json.loads(cell), list if field["type"] == "array" else dict)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula_and_its_text_comes_back(text: str) -> None:
    import pyarrow as pa

    cell = (
        next(csv.reader([csv_bytes(pa.table({"x": [text]}), header=False).decode()], strict=True))[0]
        if ("\r" not in text)
        else csv_bytes(pa.table({"x": [text]}), header=False).decode()[1:-2]
    )
    assert cell.startswith("'")
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_cell_stays_as_it_is(text: str) -> None:
    import pyarrow as pa

    assert csv_bytes(pa.table({"x": [text]}), header=False).decode() == f'"{text}"\n'
    assert unguarded(text) == text


def test_rows_are_written_in_pieces(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_PIECE", 1)
    small = export(archive, tmp_path / "small")
    assert pq.ParquetFile(small.folder / "reports.parquet").num_row_groups == archive.count("reports")
    assert len(rows(small.folder / "reports.csv")) == archive.count("reports")


def test_a_folder_that_holds_something_is_left_alone_unless_forced(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        export(archive, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]
    export(archive, tmp_path, force=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "datapackage.json").exists()


def test_a_file_is_no_folder(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        export(archive, tmp_path / "x")


def test_an_export_that_failed_has_no_dictionary(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(archive, tmp_path / "out")

    def full(path: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "_hash", full)
    with pytest.raises(Exception, match="No space left"):
        export(archive, tmp_path / "out", force=True)
    assert not (tmp_path / "out" / "datapackage.json").exists()


def test_who_and_what_to_cite_can_be_given_and_stay_one_line(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path / "out", title='A "set"\nx: y', authors=["O'Neil: A", "B"])
    text = (tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8")
    assert 'title: "A \\"set\\" x: y"' in text
    assert '  - name: "O\'Neil: A"\n  - name: "B"' in text


def test_the_command_says_what_it_wrote(archive: Archive, tmp_path: Path) -> None:
    from detente.cli import main

    got = CliRunner().invoke(main, ["export", str(tmp_path / "out"), "--archive", str(archive.path)])
    assert got.exit_code == 0
    lines = [json.loads(line) for line in got.output.splitlines()]
    assert {line["name"] for line in lines} == {f"{t}.{k}" for t in COLUMNS for k in ("csv", "parquet")}
    assert {line["rows"] for line in lines if line["table"] == "events"} == {archive.count("events")}
