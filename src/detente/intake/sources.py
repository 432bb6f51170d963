"""Sources as they are named (files, folders, patterns, addresses, "-") turned into items, one after another.

Every name is resolved before anything is read, so that all names that lead nowhere are told at once. Then reading
streams: one file in memory at a time, one folder's names at a time.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, Literal

from detente.errors import NoSource
from detente.intake import buckets, folders, lists
from detente.intake.columns import checked, is_address
from detente.intake.fetching import Fetching
from detente.intake.item import Address, Item, Place, failure, shown
from detente.intake.opening import Opener
from detente.records import Failure

STDIN = "-"
#: Addresses that lead somewhere, but not for detente.
_ELSEWHERE = ("ftp://", "gs://", "file://")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A name that leads somewhere: what it is called and what it leads to."""

    name: str
    kind: Literal["stdin", "folder", "file", "pattern", "address", "object", "prefix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing to open: a file, an address, an object of a bucket, or standard input.

    ``named`` says that somebody named it itself; ``length`` is its bytes where a list told them.
    """

    kind: Literal["stdin", "file", "address", "object"]
    name: str
    named: bool
    length: int = 0

    @property
    def size(self) -> int:
        """The bytes of a file, 0 where they are not known."""
        try:
            return Path(self.name).stat().st_size if self.kind == "file" else self.length
        except (OSError, ValueError):
            return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missing:
    """A name that leads nowhere, and the mend."""

    name: str
    mend: str


def items(
    sources: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    columns: Mapping[str, str] | None = None,
    fetching: Fetching | None = None,
) -> Iterator[Item | Failure]:
    """Yield the reports that the sources hold, as raw items, and a failure for each thing that could not be read.

    Args:
        sources: paths of files and folders, patterns ("reports/**/*.txt"), addresses of pages, feeds and sitemaps,
            lists of these (".paths", ".paths.gz"), or "-" for standard input.
        stdin: where "-" reads; None means the process has none.
        columns: which column of a table holds which field ({"title": "headline"}); None, and fields that it leaves out:
            guessed from the columns' names.
        fetching: how addresses are fetched; None: politely, and only those that are among the sources, and in feeds
            and sitemaps among them.

    Raises:
        NoSource: every source leads nowhere (all are named), or none was given. Where one leads somewhere, the others
            become failures.
        UsageError: ``columns`` names no field of a report.
    """
    opener = Opener(columns=checked(columns), fetching=fetching or Fetching())
    return _read(parts(sources, stdin), stdin, opener)


def parts(sources: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Part | Failure]:
    """Return what the sources hold as things to open, in order, and a failure for each source that leads nowhere.

    Raises NoSource where every one leads nowhere, or none was given.
    """
    if isinstance(sources, (str, Path)):  # letter by letter, the path of a folder begins with the root of all files
        sources = [sources]
    found, missing = _resolved(sources, stdin)
    if not found:
        raise _no_source(missing)
    return _parts(found, missing)


def opened(part: Part, opener: Opener, stdin: BinaryIO | None = None) -> Iterator[Item | Failure]:
    """Yield the raw items of a part, and a failure for each thing in it that could not be read."""
    if part.kind == "stdin":
        if stdin is not None:
            yield from opener.stream(stdin, Place(source=STDIN, name="stdin"))
    elif part.kind == "address":
        yield from opener.address(Address(url=part.name))
    elif part.kind == "object":
        yield from opener.object(part.name, named=part.named)
    else:
        yield from opener.file(Path(part.name), named=part.named)


def count(sources: Iterable[str | Path]) -> int | None:
    """Return how many reports the sources hold, no file opened; None where that does not tell (tables, archives, "-")."""
    found, missing = _resolved(sources, None)
    total = len(missing)
    named = {Path(source.name) for source in found if source.kind == "file"}
    for source in found:
        if source.kind in {"address", "object", "prefix"}:
            return None
        several = [Path(source.name)] if source.kind == "file" else _paths(source)
        for path in several:
            if isinstance(path, Path):
                if folders.is_packed(path.name) or folders.suffix_of(path.name) not in folders.SINGLE:
                    return None
                if source.kind != "file" and path in named:
                    continue
            total += 1
    return total


def _resolved(sources: Iterable[str | Path], stdin: BinaryIO | None) -> tuple[list[_Source], list[_Missing]]:
    """Return the sources that lead somewhere and those that do not, each once."""
    found: dict[str, _Source] = {}
    missing: dict[str, _Missing] = {}
    for name in dict.fromkeys(str(source) for source in sources):
        for one in _listed(name) if lists.is_list(name) else (_resolve(name, stdin),):
            if isinstance(one, _Missing):
                missing.setdefault(one.name, one)
            else:
                found.setdefault(one.name, one)
    return list(found.values()), list(missing.values())


def _listed(name: str) -> Iterator[_Source | _Missing]:
    """Yield what a list of sources names; objects of a bucket are not asked for one by one, and fail when they are opened."""
    if not buckets.is_bucket(name) and not Path(name).expanduser().exists():
        yield _Missing(name=name, mend=_near(Path(name).expanduser()))
        return
    try:
        for one in lists.named_in(name):
            yield _Source(name=one, kind="object") if buckets.is_bucket(one) else _resolve(one, None)
    except NoSource as error:
        yield _Missing(name=name, mend=str(error).partition("match; ")[2])


def _no_source(missing: list[_Missing]) -> NoSource:
    if not missing:
        return NoSource("(nothing)", "name at least one file, folder, pattern or -")
    mends = list(dict.fromkeys(one.mend for one in missing))
    return NoSource(", ".join(shown(one.name) for one in missing), "; ".join(mends))


def _resolve(name: str, stdin: BinaryIO | None) -> _Source | _Missing:
    if name == STDIN:
        if stdin is None:
            return _Missing(name=name, mend="there is no standard input here; name a file")
        return _Source(name=name, kind="stdin")
    if is_address(name):
        return _Source(name=name, kind="address")
    if buckets.is_bucket(name):
        return _in_bucket(name)
    if name.startswith(_ELSEWHERE):
        return _Missing(name=name, mend="only http and https addresses are fetched; save it and name the file")
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


def _in_bucket(name: str) -> _Source | _Missing:
    """Return what an address in a bucket leads to: one object, or all under a prefix."""
    try:
        if buckets.is_object(name):
            return _Source(name=name, kind="object")
        if next(buckets.reports_in(name), None) is not None:
            return _Source(name=name, kind="prefix")
    except NoSource as error:
        return _Missing(name=name, mend=str(error).rpartition("match; ")[2])
    return _Missing(name=name, mend=f"no object of that name and no reports under it; detente reads {folders.SHOWN}")


def _near(path: Path) -> str:
    """Return the mend for a missing path: the nearest names beside it."""
    try:
        beside = [other.name for other in path.parent.iterdir()]
    except OSError:
        return "check the path"
    near = [name for name in get_close_matches(path.name, beside, n=3, cutoff=0.6) if name != path.name]
    if not near:
        return "check the path"
    return f"did you mean {' or '.join(str(path.parent / name) for name in near)}?"


def _read(found: Iterator[Part | Failure], stdin: BinaryIO | None, opener: Opener) -> Iterator[Item | Failure]:
    try:
        for part in found:
            if isinstance(part, Failure):
                yield part
            else:
                yield from opened(part, opener, stdin)
    finally:
        opener.close()


def _parts(found: list[_Source], missing: list[_Missing]) -> Iterator[Part | Failure]:
    for one in missing:
        name = shown(one.name)
        yield failure(name, str(NoSource(name, one.mend)))
    named = {Path(source.name) for source in found if source.kind == "file"}
    for source in found:
        if source.kind in {"stdin", "address", "file", "object"}:
            yield Part(kind=source.kind, name=source.name, named=True)
        elif source.kind == "prefix":
            objects = {one.name for one in found if one.kind == "object"}
            for name, length in buckets.reports_in(source.name):
                if name not in objects:
                    yield Part(kind="object", name=name, named=False, length=length)
        else:
            yield from _several(source, named)


def _paths(source: _Source) -> Iterator[Path | Failure]:
    """Return the paths of a folder or a pattern."""
    return folders.walk(Path(source.name)) if source.kind == "folder" else _matches(source.name)


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


def _several(source: _Source, named: set[Path]) -> Iterator[Part | Failure]:
    """Yield the files of a folder or pattern, but those that are named themselves as well."""
    empty = True
    for path in _paths(source):
        empty = False
        if isinstance(path, Failure):
            yield path
        elif path not in named:
            yield Part(kind="file", name=str(path), named=False)
    if empty:
        name = shown(source.name)
        yield failure(name, f"{name}: no reports here; detente reads {folders.SHOWN}")
