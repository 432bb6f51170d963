"""Run the notebooks of docs/notebooks on the samples and store what their cells give: `python scripts/run_notebooks.py`.

Each runs in an empty folder with `samples` in it; with `--archive DIR` a copy of that archive stands there as `relations`, so that
the samples need not be read again. A cell's output is what it prints and the value of its last expression.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def run(notebook: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Run the code cells in order, in one namespace; yield the code of each, what it printed and its last value."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        code = "".join(cell["source"])
        tree = ast.parse(code)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()) as said:
            exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebooks
            value = None if last is None else eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - likewise
        yield code, said.getvalue(), value


def outputs(said: str, value: Any, number: int) -> list[dict[str, Any]]:
    """Return the outputs of a cell as a notebook holds them."""
    made: list[dict[str, Any]] = []
    if said:
        made.append({"output_type": "stream", "name": "stdout", "text": said.splitlines(keepends=True)})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = value._repr_html_().splitlines(keepends=True)
        made.append({"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data})
    return made


def main() -> None:
    """Run all notebooks and write them with their outputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, help="an archive of the samples")
    options = parser.parse_args()
    archive = options.archive.absolute() if options.archive else None
    for path in NOTEBOOKS:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            Path("samples").symlink_to(ROOT / "samples")
            if archive:
                shutil.copytree(archive, "relations")
            results = list(run(notebook))
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        for number, (cell, (_, said, value)) in enumerate(zip(code, results, strict=True), 1):
            cell["execution_count"], cell["outputs"] = number, outputs(said, value, number)
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(code)} cells")


if __name__ == "__main__":
    main()
