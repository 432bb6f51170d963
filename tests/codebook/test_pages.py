"""The pages on event types say what the data says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from detente.codebook import Codebook

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_are_those_that_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("pages", ROOT / "scripts" / "build_codebook_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    wanted = module.pages(Codebook.load(), Codebook.examples())
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "codebook").glob("*.md")}
    assert sorted(there) == sorted(wanted)
    wrong = [name for name, text in wanted.items() if there[name] != text]
    assert wrong == [], "run scripts/build_codebook_pages.py"
