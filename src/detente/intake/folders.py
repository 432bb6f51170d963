"""Which files of a folder or an archive are reports, or hold some.

A folder is walked in the order of its names, deeper folders where their name falls. Left out without a word, because
nobody means them when they name the folder:

- hidden files and folders (their name starts with a dot), and ``__pycache__``, ``__MACOSX`` and ``node_modules``;
- files of other types (pictures, programs, ...), and ``.json`` and ``.xml`` files that hold no reports;
- files about the folder itself: README, LICENSE, CHANGELOG and the like, and ``requirements.txt``, ``robots.txt``;
- Delta tables, such as those of an archive that lies in the folder;
- the folder that a browser saves beside a page ("Title_files" beside "Title.html").

A file that is named itself is always read, or fails with a reason. A link that leads out of the folder, and what is no
file (a pipe, a device), fails with a reason and is never opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from detente.intake.item import failure, shown
from detente.records import Failure

TEXT = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
SAVED = frozenset({".mhtml", ".mht"})
PDF = frozenset({".pdf"})
DOCX = frozenset({".docx"})
LINES = frozenset({".jsonl", ".ndjson"})
TABLES = frozenset({".csv", ".tsv"})
PARQUET = frozenset({".parquet"})
JSON = frozenset({".json"})
FEEDS = frozenset({".rss", ".atom", ".xml"})
WARC = frozenset({".warc"})
ZIP = frozenset({".zip"})
TAR = frozenset({".tar"})
#: Files that hold one report, as a rule: what is counted without opening it.
SINGLE = TEXT | MARKDOWN | PAGES | SAVED | PDF | DOCX
KNOWN = SINGLE | LINES | TABLES | PARQUET | JSON | FEEDS | WARC | ZIP | TAR
#: Compressed files by the suffix that comes last, and what stands inside where the suffix tells that as well.
PACKED = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
#: As shown to people; the rarer twins (.text, .markdown, .xhtml, .mht, .tsv, .bz2, .xz) are read as well.
SHOWN = (
    ".txt .md .html .htm .mhtml .pdf .docx .jsonl .ndjson .json .csv .parquet .rss .atom .xml .warc .zip .tar, or .gz of"
    " these"
)

_ABOUT = frozenset(
    "readme license licence notice copying changelog changes contributing contributors authors codeowners history"
    " install code_of_conduct security todo index_of manifest".split()
)
_ABOUT_FILES = frozenset({"requirements.txt", "robots.txt", "constraints.txt", "cmakelists.txt"})
_TABLE_LOG = "_delta_log"  # what marks a Delta table's folder
_NOT_FOLDERS = frozenset({"__pycache__", "__MACOSX", "node_modules"})


def suffix_of(name: str) -> str:
    """Return the suffix that tells what a file is, in lower case, without that of its compression ("a.warc.gz": ".warc").

    Nothing where there is none, as in the name of an address.
    """
    suffix = PurePath(name).suffix.lower()
    inside = PACKED.get(suffix)
    if inside is None:
        return suffix
    return inside or PurePath(name[: -len(suffix)]).suffix.lower()


def is_packed(name: str) -> bool:
    """Say whether a name is that of a compressed file."""
    return PurePath(name).suffix.lower() in PACKED


def is_report(path: PurePath) -> bool:
    """Say whether a file that was found in a folder, not named itself, is taken for a report."""
    name = path.name.lower()
    if name.startswith(".") or name in _ABOUT_FILES or suffix_of(name) not in KNOWN:
        return False
    return name.split(".")[0] not in _ABOUT


def is_report_inside(member: PurePath) -> bool:
    """Say whether a member of an archive is taken for a report: by the rules of folders, told from its name alone."""
    for folder in member.parts[:-1]:
        saved_beside = folder.endswith("_files") and member.suffix.lower() in PAGES
        if (folder.startswith(".") and folder.strip(".")) or folder in _NOT_FOLDERS or saved_beside:
            return False
    return is_report(member)


def walk(folder: Path) -> Iterator[Path | Failure]:
    """Yield the reports' paths under a folder, sorted, one folder's names in memory at a time.

    A folder that may not be listed gives a failure, the others go on. Links inside the folder are followed, but never
    in a circle; one that leads out of it is a failure.
    """
    try:
        root = folder.resolve()
    except (OSError, RuntimeError):
        root = folder
    yield from _walk(folder, (), root)


def _walk(folder: Path, above: tuple[tuple[int, int], ...], root: Path) -> Iterator[Path | Failure]:
    try:
        stat = folder.stat()
        here = (stat.st_dev, stat.st_ino)
        names = sorted(folder.iterdir()) if here not in above else []
    except OSError as error:
        name = shown(str(folder))
        yield failure(name, f"{name}: cannot list this folder: {reason(error)}; check its permissions")
        return
    if any(path.name == _TABLE_LOG for path in names):
        return
    pages = {path.stem for path in names if path.suffix.lower() in PAGES}
    for path in names:
        is_folder = path.is_dir()
        if is_folder:
            saved_beside = path.name.endswith("_files") and path.name.removesuffix("_files") in pages
            meant = not (path.name.startswith(".") or path.name in _NOT_FOLDERS or saved_beside)
        else:
            meant = is_report(path)
        if not meant:
            continue
        if fault := _fault(path, root):
            yield failure(shown(str(path)), f"{shown(str(path))}: {fault}")
        elif is_folder:
            yield from _walk(path, (*above, here), root)
        else:
            yield path


def _fault(path: Path, root: Path) -> str | None:
    """Say why a path that was found in a folder is not to be opened, or return None."""
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "a link that leads nowhere; remove it"
        if not target.is_relative_to(root):
            return "a link that leads out of the folder; name what it leads to, if it is to be read"
    if not (path.is_file() or path.is_dir()):
        return "not a file; name it itself, if it is to be read"
    return None


def reason(error: OSError) -> str:
    """Return the operating system's words for an error, in lower case, without number and path."""
    return (error.strerror or type(error).__name__).lower()
