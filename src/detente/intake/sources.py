"""Sources as they are named (files, folders, patterns, "-") turned into items, one after another.

Every name is resolved before anything is read, so that all names that lead nowhere are told at once. Then reading
streams: one file in memory at a time, one folder's names at a time.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, Literal

from detente.errors import NoSource
from detente.intake import folders, tables
from detente.intake.folders import reason
from detente.intake.item import SIZE_LIMIT, Item, ItemKind, failure
from detente.intake.sniff import kind_of_bytes
from detente.records import Failure

STDIN = "-"
_ADDRESS = ("http://", "https://", "ftp://", "s3://", "gs://")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A name that leads somewhere: what it is called and what it leads to."""

    name: str
    kind: Literal["stdin", "folder", "file", "pattern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missing:
    """A name that leads nowhere, and the mend."""

    name: str
    mend: str


def items(sources: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Item | Failure]:
    """Yield the reports that the sources hold, as raw items, and a failure for each thing that could not be read.

    Args:
        sources: paths of files and folders, patterns ("reports/**/*.txt"), or "-" for standard input.
        stdin: where "-" reads; None means the process has none.

    Raises:
        NoSource: every source leads nowhere (all are named), or none was given. Where one leads somewhere, the others
            become failures.
    """
    found: list[_Source] = []
    missing: list[_Missing] = []
    for name in dict.fromkeys(str(source) for source in sources):
        one = _resolve(name, stdin)
        if isinstance(one, _Missing):
            missing.append(one)
        else:
            found.append(one)
    if not found:
        raise _no_source(missing)
    return _read(found, missing, stdin)


def _no_source(missing: list[_Missing]) -> NoSource:
    if not missing:
        return NoSource("(nothing)", "name at least one file, folder, pattern or -")
    mends = list(dict.fromkeys(one.mend for one in missing))
    return NoSource(", ".join(one.name for one in missing), "; ".join(mends))


def _resolve(name: str, stdin: BinaryIO | None) -> _Source | _Missing:
    if name == STDIN:
        if stdin is None:
            return _Missing(name=name, mend="there is no standard input here; name a file")
        return _Source(name=name, kind="stdin")
    if name.startswith(_ADDRESS):
        return _Missing(name=name, mend="addresses are not read; save the page and name the file")
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            return _Source(name=str(path), kind="folder")
        if path.exists():
            return _Source(name=str(path), kind="file")
        if glob.has_magic(name) and next(_expanded(str(path)), None) is not None:
            return _Source(name=str(path), kind="pattern")
    except (OSError, ValueError):  # a name too long or with a NUL leads nowhere
        return _Missing(name=name, mend="check the path")
    return _Missing(name=name, mend=_near(path))


def _near(path: Path) -> str:
    """Return the mend for a missing path: the nearest names beside it."""
    try:
        beside = [other.name for other in path.parent.iterdir()]
    except OSError:
        return "check the path"
    near = get_close_matches(path.name, beside, n=3, cutoff=0.6)
    if not near:
        return "check the path"
    return f"did you mean {' or '.join(str(path.parent / name) for name in near)}?"


def _read(found: list[_Source], missing: list[_Missing], stdin: BinaryIO | None) -> Iterator[Item | Failure]:
    for one in missing:
        yield failure(one.name, str(NoSource(one.name, one.mend)))
    named = {Path(source.name) for source in found if source.kind == "file"}
    for source in found:
        if source.kind == "stdin" and stdin is not None:
            yield from _stream(stdin, source=STDIN, name="stdin")
        elif source.kind == "file":
            yield from _file(Path(source.name))
        elif source.kind == "folder":
            yield from _several(source, folders.walk(Path(source.name)), named)
        else:
            yield from _several(source, _matches(source.name), named)


def _expanded(pattern: str) -> Iterator[str]:
    return glob.iglob(pattern, recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern


def _matches(pattern: str) -> Iterator[Path | Failure]:
    for name in sorted(_expanded(pattern)):
        path = Path(name)
        if path.is_dir():
            # "**" gives each folder and all that is in it: its files come by themselves
            if "**" not in pattern:
                yield from folders.walk(path)
        elif folders.is_report(path):
            yield path


def _several(source: _Source, paths: Iterator[Path | Failure], named: set[Path]) -> Iterator[Item | Failure]:
    """Read the files of a folder or pattern, but those that are named themselves as well."""
    empty = True
    for path in paths:
        empty = False
        if isinstance(path, Failure):
            yield path
        elif path not in named:
            yield from _file(path)
    if empty:
        yield failure(source.name, f"{source.name}: no reports here; detente reads {folders.SHOWN}")


def _file(path: Path) -> Iterator[Item | Failure]:
    suffix = path.suffix.lower()
    name, source = path.name, str(path)
    if suffix and suffix not in folders.KNOWN:
        yield failure(source, f"{source}: not a kind of file that detente reads; give {folders.SHOWN}")
        return
    try:
        with path.open("rb") as file:
            if suffix in folders.LINES | folders.TABLES or not suffix:
                yield from _stream(file, source=source, name=name, suffix=suffix)
            else:
                yield _whole(file, source=source, name=name, kind=_kind(suffix))
    except OSError as error:
        yield failure(source, f"{source}: cannot be read: {reason(error)}; check its permissions")


def _kind(suffix: str) -> ItemKind:
    if suffix in folders.PAGES:
        return "html"
    return "markdown" if suffix in folders.MARKDOWN else "text"


def _stream(file: BinaryIO, *, source: str, name: str, suffix: str = "") -> Iterator[Item | Failure]:
    """Read what has no telling name, or is a table, from its first line on."""
    first = b""
    while not first.strip():
        line = file.readline(SIZE_LIMIT)
        if not line:
            break
        first += line
    kind = "jsonl" if suffix in folders.LINES else "csv" if suffix in folders.TABLES else kind_of_bytes(first)
    if kind == "jsonl":
        yield from tables.json_lines(first, file, source=source, name=name)
    elif kind == "csv":
        yield from tables.csv_rows(first, file, source=source, name=name)
    else:
        yield _whole(file, source=source, name=name, kind=kind, first=first)


def _whole(file: BinaryIO, *, source: str, name: str, kind: ItemKind, first: bytes = b"") -> Item | Failure:
    data = first + file.read(SIZE_LIMIT - len(first)) if len(first) < SIZE_LIMIT else first
    if len(data) >= SIZE_LIMIT:
        return failure(source, f"{source}: {SIZE_LIMIT // 1_000_000} MB or more; split it into its reports")
    return Item(source=source, origin=name, data=data, kind=kind)
