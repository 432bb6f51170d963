"""Small sources made for the tests, and what is read out of them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from detente.errors import SourceError
from detente.intake import Fetching, Item, items, report
from detente.records import Failure, Report

#: The body that stands in most of the sources, a paragraph a line.
PARAGRAPHS = (
    "The ministers of the two states met in Geneva on Thursday for talks on the treaty, officials in both capitals said.",
    "“We shall not be the first to leave the treaty,” the Russian foreign minister told reporters after the meeting.",
    "The talks will go on in Vienna in April, the two sides said in a joint statement of four sentences.",
)
BODY = "\n".join(PARAGRAPHS)


def page(title: str = "Talks begin in Geneva", *, day: str | None = "2017-02-16", body: str = BODY) -> str:
    """Return a web page with a title, a day in its markup, and a body."""
    meta = f'<meta property="article:published_time" content="{day}">' if day else ""
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{meta}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def read(
    *sources: str | Path,
    stdin: bytes | None = None,
    columns: Mapping[str, str] | None = None,
    fetching: Fetching | None = None,
) -> tuple[list[Report], list[str]]:
    """Return the reports of the sources and what is said of those that fail."""
    reports: list[Report] = []
    errors: list[str] = []
    stream = None if stdin is None else io.BytesIO(stdin)
    for one in items(sources, stdin=stream, columns=columns, fetching=fetching):
        if isinstance(one, Failure):
            assert one.error.startswith(one.source)
            assert "\n" not in one.error
            errors.append(one.error)
        else:
            assert isinstance(one, Item)
            try:
                reports.append(report(one))
            except SourceError as error:
                errors.append(str(error))
    return reports, errors


def zipped(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """Write a ZIP archive of members by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, members: Mapping[str, bytes | str], mode: str = "w:gz") -> Path:
    """Write a TAR archive of members by name, compressed as the mode says."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # the mode is one of a few texts
        for name, data in members.items():
            raw = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return path
