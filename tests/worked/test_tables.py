"""Tables for other programs: every way out of a list agrees with its count, exports keep the standards, the examples run."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

import detente
from detente.show.exporting import export
from tests.cli.command_lines import lines
from tests.worked.conftest import ROOT
from tests.worked.data_package import faults

PAGE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
LISTS = ("reports", "statements", "events", "mentions", "stories", "differences", "ledger")


@pytest.fixture(scope="module")
def tables(samples_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the samples."""
    folder = tmp_path_factory.mktemp("export") / "tables"
    export(detente.open(samples_archive), folder, authors=["A. Researcher", 'B. "Quoted" Co-author: and more'])
    return folder


@pytest.mark.parametrize(
    "filters", [(), ("--between", "RUS", "USA", "--since", "2021", "--text", "sanction* OR putin")]
)
@pytest.mark.parametrize("name", LISTS)
def test_csv_parquet_and_json_of_a_list_agree_with_each_other_and_with_the_count(
    desk: Path, invoke, name: str, filters: tuple[str, ...]
) -> None:
    files = {kind: desk / f"{name}.{kind}" for kind in ("csv", "parquet", "json")}
    done = invoke(name, *filters, "--archive", "relations", *(p for k, f in files.items() for p in (f"--{k}", f)))
    assert done.exit_code == 0, done.stderr
    told = lines(files["json"].read_text(encoding="utf-8"))
    parquet = pq.read_table(files["parquet"])
    csv.field_size_limit(1 << 30)
    with files["csv"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == parquet.num_rows
    assert [row["id"] for row in rows] == parquet["id"].to_pylist()
    assert list(dict.fromkeys(row["id"] for row in rows)) == [one["id"] for one in told]
    assert len(told) > 0
    opened = detente.open("relations")
    if name in ("reports", "statements", "events", "mentions"):
        given: dict[str, Any] = (
            {"between": ("RUS", "USA"), "since": "2021", "text": "sanction* OR putin"} if filters else {}
        )
        assert opened.count(name, detente.Query(**given)) == len(rows) == len(told)


def test_an_export_is_a_data_package_by_the_rules_of_the_standard(tables: Path) -> None:
    assert list(faults(tables)) == []


def test_the_rules_find_what_is_wrong(tables: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tables, broken)
    file = broken / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("happened", "hap", 1) + "x\n", encoding="utf-8")
    package = json.loads((broken / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["fields"][0]["type"] = "date"
    package["resources"][0]["schema"]["fields"][1]["type"] = "sort"
    (broken / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    told = "\n".join(faults(broken))
    assert "events-csv: the hash is another" in told
    assert "rows, " in told
    assert "is not as it should be" in told


def test_the_citation_file_keeps_to_its_format(tables: Path) -> None:
    yaml = pytest.importorskip("yaml")
    made = yaml.safe_load((tables / "CITATION.cff").read_text(encoding="utf-8"))
    assert made["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= made.keys()
    assert made["type"] == "dataset"
    assert isinstance(made["version"], str)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(made["date-released"]))
    assert [author["name"] for author in made["authors"]] == ["A. Researcher", 'B. "Quoted" Co-author: and more']
    for reference in made["references"]:
        assert {"type", "title", "authors"} <= reference.keys()
        assert all("name" in author for author in reference["authors"])


def test_whose_rights_are_touched_is_said_of_every_column_that_quotes(tables: Path) -> None:
    said = (tables / "LICENCES.md").read_text(encoding="utf-8")
    for column in ("body", "title", "byline", "passage_text", "content_text", "origin"):
        assert f"`{column}`" in said


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.S | re.M)


def test_pandas_and_polars_open_an_export_as_the_page_shows(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tables.parent)
    events = pq.read_table(tables / "events.parquet")
    examples = [block for block in blocks("python") if "tables/" in block]
    assert {re.findall(r"^import (\w+)", block, re.M)[0] for block in examples} == {"pandas", "polars"}
    for example in examples:
        names: dict[str, Any] = {}
        exec(compile(example, "docs/export.md", "exec"), names)  # noqa: S102 - our own examples
        assert len(names["events"]) == events.num_rows
        if "same" in names:
            assert names["same"]["id"].tolist() == names["events"]["id"].tolist()
            assert names["same"]["date"].notna().sum() == events["date"].drop_null().length()


def test_duckdb_opens_an_export_as_the_page_shows(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tables.parent)
    (example,) = blocks("sql")
    rows = duckdb.sql(example).fetchall()
    events = pq.read_table(tables / "events.parquet").to_pylist()
    assert sum(row[2] for row in rows) == sum(e["status"] in ("happened", "ongoing") for e in events)
    held = duckdb.sql(
        "SELECT count(*) FROM 'tables/events.parquet' e JOIN 'tables/reports.csv' r ON r.id = e.report "
        "WHERE substr(r.body, passage_start + 1, passage_end - passage_start) = passage_text"
    ).fetchall()
    assert held[0][0] == len(events)


def test_the_page_shows_each_program_that_it_names(tables: Path) -> None:
    for name in ("R", "pandas", "Polars", "DuckDB"):
        assert re.search(rf"^{name}[ :(]", PAGE, re.M), name
    (r,) = blocks("r")
    assert re.findall(r'"tables/([\w.]+)"', r) == ["events.parquet"]
    columns = set(pq.read_table(tables / "events.parquet").column_names)
    assert set(re.findall(r"events\$(\w+)", r)) <= columns
