"""Pages that a browser saved with all their parts in one file (MHTML): the page taken out, and its address with it."""

from __future__ import annotations

import email
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from detente.errors import SourceError
from detente.intake.columns import is_address
from detente.intake.decode import decode
from detente.intake.draft import Draft
from detente.intake.page import read_page

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_mhtml(data: bytes, *, source: str) -> Draft:
    """Return the draft of a saved page; pictures and frames beside it are not looked at.

    Raises:
        SourceError: there is no page in it.
    """
    try:
        message = email.message_from_bytes(data)
        parts = [one for one in message.walk() if not one.is_multipart()]
    except RecursionError as error:
        raise SourceError(source, "parts in parts without end; save it anew, as .mhtml or as .html") from error
    part = next((one for one in parts if one.get_content_type() in _PAGES), None)
    page = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise SourceError(source, "no page in this saved page; save it anew, as .mhtml or as .html")
    if part is parts[-1] and any(isinstance(one, CloseBoundaryNotFoundDefect) for one in message.defects):
        raise SourceError(source, "broken off in its page; save it anew, as .mhtml or as .html")
    draft = read_page(decode(page, html=True, charset=part.get_content_charset()), source=source)
    draft.url = draft.url or _address(message, part)
    return draft


def _address(message: Message, part: Message) -> str | None:
    """Return the address that the page was saved from, where it was one of the web."""
    stated = (message.get("Snapshot-Content-Location"), part.get("Content-Location"), message.get("Content-Location"))
    return next((url for value in stated if value and is_address(url := "".join(str(value).split()))), None)
