"""What bytes without a telling name are: a table, a page, or text."""

from __future__ import annotations

import csv
import json
import re
from typing import Literal

from detente.intake.decode import decode

_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|div|meta)\b",
    re.I | re.S,
)


def is_page(first: bytes) -> bool:
    """Say whether bytes begin as a web page does."""
    return _PAGE.match(first) is not None


def kind_of_bytes(first: bytes) -> Literal["jsonl", "csv", "html", "text"]:
    """Tell the kind of an input by its first line that is not empty."""
    if is_page(first):
        return "html"
    line = first.strip()
    if line.startswith(b"{"):
        try:
            return "jsonl" if isinstance(json.loads(line), dict) else "text"
        except (ValueError, RecursionError):
            return "text"
    return "csv" if _is_header(line) else "text"


def _is_header(line: bytes) -> bool:
    """Say whether a line names columns: several short names, a text among them."""
    from detente.intake.columns import guess
    from detente.intake.tables import delimiter

    if len(line) > 1000:
        return False
    text = decode(line)
    try:
        names = next(csv.reader([text], delimiter=delimiter(text)), [])
    except csv.Error:  # a line end of another kind inside
        return False
    return len(names) > 1 and not {"text", "url"}.isdisjoint(guess(names))
