"""Saved web pages: the body by trafilatura, the rest by what the markup says."""

from __future__ import annotations

from detente.errors import SourceError
from detente.intake import residue
from detente.intake.draft import Draft


def read_page(text: str, *, source: str) -> Draft:
    """Return the draft of an HTML page; nothing is fetched.

    Raises:
        SourceError: there is no HTML in it, or no body.
    """
    from trafilatura import extract
    from trafilatura.utils import load_html

    tree = load_html(text)
    if tree is None:
        raise SourceError(source, "no HTML page; check the file")
    body = extract(tree, favor_precision=True, include_comments=False, include_tables=False) or ""
    draft = Draft()
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    found = residue.sort_lines(lines, title=draft.title)
    for line, reason in zip(found.lines, found.reasons, strict=True):
        if reason is None:
            draft.paragraphs.append(line)
        else:
            draft.drop(line, reason)
    return draft
