"""Which files of a folder are reports.

A folder is walked in the order of its names, deeper folders where their name falls. Read are ``.txt .md .html .htm
.jsonl .ndjson .csv``. Left out without a word, because nobody means them when they name the folder:

- hidden files and folders (their name starts with a dot), and ``__pycache__`` and ``node_modules``;
- files of any other type (pictures, programs, ``.json``, ...);
- files about the folder itself: README, LICENSE, CHANGELOG and the like, and ``requirements.txt``, ``robots.txt``;
- the folder that a browser saves beside a page ("Title_files" beside "Title.html").

A file that is named itself is always read, or fails with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.intake.item import failure
from detente.records import Failure

TEXT = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
TABLES = frozenset({".csv", ".tsv"})
KNOWN = TEXT | MARKDOWN | PAGES | LINES | TABLES
#: As shown to people; the rarer twins (.text, .markdown, .xhtml, .tsv) are read as well.
SHOWN = ".txt .md .html .htm .jsonl .ndjson .csv"

_ABOUT = frozenset(
    "readme license licence notice copying changelog changes contributing contributors authors codeowners history"
    " install code_of_conduct security todo index_of manifest".split()
)
_ABOUT_FILES = frozenset({"requirements.txt", "robots.txt", "constraints.txt", "cmakelists.txt"})
_NOT_FOLDERS = frozenset({"__pycache__", "node_modules"})


def is_report(path: Path) -> bool:
    """Say whether a file that was found in a folder, not named itself, is taken for a report."""
    name = path.name.lower()
    if name.startswith(".") or name in _ABOUT_FILES or path.suffix.lower() not in KNOWN:
        return False
    return name.split(".")[0] not in _ABOUT


def walk(folder: Path) -> Iterator[Path | Failure]:
    """Yield the reports' paths under a folder, sorted, one folder's names in memory at a time.

    A folder that may not be listed gives a failure, the others go on; links are followed, but never in a circle.
    """
    yield from _walk(folder, ())


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Failure]:
    try:
        stat = folder.stat()
        here = (stat.st_dev, stat.st_ino)
        names = sorted(folder.iterdir()) if here not in above else []
    except OSError as error:
        yield failure(str(folder), f"{folder}: cannot list this folder: {reason(error)}; check its permissions")
        return
    pages = {path.stem for path in names if path.suffix.lower() in PAGES}
    for path in names:
        if path.is_dir():
            saved_beside = path.name.endswith("_files") and path.name.removesuffix("_files") in pages
            if not (path.name.startswith(".") or path.name in _NOT_FOLDERS or saved_beside):
                yield from _walk(path, (*above, here))
        elif is_report(path):
            yield path


def reason(error: OSError) -> str:
    """Return the operating system's words for an error, in lower case, without number and path."""
    return (error.strerror or type(error).__name__).lower()
