"""Every cell of the notebooks runs, in order, and they are whole notebooks with outputs that the docs lead to."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.worked.conftest import ROOT

SCRIPT = runpy.run_path(str(ROOT / "scripts" / "run_notebooks.py"))
NOTEBOOKS = {path.stem: path for path in SCRIPT["NOTEBOOKS"]}


def notebook(name: str) -> dict[str, Any]:
    return json.loads(NOTEBOOKS[name].read_text(encoding="utf-8"))


def test_there_is_one_for_each_reader_and_the_docs_lead_to_it() -> None:
    assert set(NOTEBOOKS) == {"analyst", "engineer", "researcher"}
    index = (ROOT / "docs" / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert all(f"({path.name})" in index for path in NOTEBOOKS.values())
    assert "docs/notebooks/README.md" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_its_file_is_a_notebook_of_version_4_5_with_stored_outputs(name: str) -> None:
    made = notebook(name)
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in made["cells"]]
    assert len(ids) == len(set(ids))
    code = [cell for cell in made["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert sum(bool(cell["outputs"]) for cell in code) >= len(code) - 2
    assert made["cells"][0]["cell_type"] == "markdown"
    assert made["cells"][0]["source"][0].startswith("# ")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_its_cells_run_in_order_on_the_samples(name: str, desk: Path) -> None:
    results = list(SCRIPT["run"](notebook(name)))
    given = [(code, said, value) for code, said, value in results if said or value is not None]
    assert len(given) >= len(results) - 2
    if name == "analyst":
        assert (desk / "rus-usa-2021.html").exists()
        assert results[-1][2] is True
    else:
        assert (desk / "tables" / "datapackage.json").exists()
