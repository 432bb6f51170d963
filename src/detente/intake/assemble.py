"""One raw item read into one report: the body exact, the residue kept, the dates as known."""

from __future__ import annotations

import re
from pathlib import PurePath

from detente.errors import SourceError
from detente.intake import dates
from detente.intake.decode import decode, not_text, tidy
from detente.intake.draft import Draft
from detente.intake.item import READER, SIZE_LIMIT, VERSION, Item
from detente.intake.markdown import read_markdown
from detente.intake.text import read_text
from detente.intake.tongue import language_of
from detente.records import Published, Report

#: Tags that exports leave in the texts of their rows.
_MARKUP = re.compile(r"</?(?:p|div|br|span|a)\b[^<>]{0,300}>", re.IGNORECASE)


def report(item: Item) -> Report:
    """Return the report that an item holds.

    The body's paragraphs stand one to a line; every passage indexes this text, so nothing changes it afterwards.

    Raises:
        SourceError: the item is empty, too large or too deep, no text, or has no body.
    """
    _refuse(item)
    try:
        draft = _draft(item)
    except (RecursionError, MemoryError) as error:
        what = "nested too deep" if isinstance(error, RecursionError) else "needs more memory than there is"
        raise SourceError(item.source, f"{what}{_where(item)}; save it anew, as text") from error
    body = "\n".join(draft.paragraphs)
    if not any(c.isalnum() for c in body):
        raise SourceError(item.source, f"no body found{_where(item)}; give the report's text")
    _complete(draft, item)
    digest = item.digest
    return Report(
        id=item.id_of(digest),
        origin=item.origin,
        digest=digest,
        source=item.source,
        outlet=_line(draft.outlet),
        title=_line(draft.title),
        byline=_line(draft.byline),
        url=_line(draft.url),
        language=_language(draft, body),
        published=draft.published,
        body=body,
        residue=tuple(draft.residue),
        changed=_changed(draft),
        section=_line(draft.section),
        place=_line(draft.place),
        agency=draft.agency,
        reader=READER,
        version=VERSION,
    )


def _refuse(item: Item) -> None:
    if len(item.data) >= SIZE_LIMIT:
        raise SourceError(item.source, f"{SIZE_LIMIT // 1_000_000} MB or more{_where(item)}; split it into its reports")
    if not item.data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise SourceError(item.source, f"empty{_where(item)}; give a report's text")
    what = None if item.kind in {"row", "pdf", "docx"} else not_text(item.data)
    if what:
        raise SourceError(item.source, what)


def _draft(item: Item) -> Draft:
    if item.kind == "row":
        return _row(item)
    if item.kind == "pdf":
        from detente.intake.pdf import read_pdf

        return read_pdf(item.data, source=item.source)
    if item.kind == "docx":
        from detente.intake.docx import read_docx

        return read_docx(item.data, source=item.source)
    if item.kind == "mhtml":
        from detente.intake.mhtml import read_mhtml

        return read_mhtml(item.data, source=item.source)
    text = decode(item.data, html=item.kind == "html", charset=item.charset)
    if item.kind == "html":
        from detente.intake.page import read_page

        return read_page(text, source=item.source)
    return read_markdown(text) if item.kind == "markdown" else read_text(text)


def _row(item: Item) -> Draft:
    known = _said(item)
    text = tidy((item.fields or {})["text"]).strip()
    if _MARKUP.search(text):
        from detente.intake.page import read_fragment

        text = read_fragment(text)
    return read_text(text, known=known)


def _said(item: Item) -> Draft:
    """Return the draft of what is said of a report outside its text: in a table's columns, a feed, a sitemap."""
    fields = {name: tidy(value).strip() for name, value in (item.fields or {}).items()}
    known = Draft(
        title=fields.get("title") or None,
        outlet=fields.get("outlet") or None,
        byline=fields.get("byline") or None,
        url=fields.get("url") or None,
        language=fields.get("language") or None,
    )
    known_from = fields.get("known_from", "table")
    known.published = dates.read(fields.get("published", ""), known_from=known_from) or known.published
    return known


def _complete(draft: Draft, item: Item) -> None:
    """Fill what a report does not say of itself: from what was said of it elsewhere, its address, its file's name."""
    is_address = item.origin.startswith(("http://", "https://"))
    if item.kind != "row":
        said = _said(item)
        for name in ("title", "outlet", "byline", "language"):
            if getattr(draft, name) is None:
                setattr(draft, name, getattr(said, name))
        if is_address:
            draft.url = draft.url or item.origin
        if draft.published.precision == "unknown":
            draft.published = said.published
    if draft.published.precision != "unknown":
        return
    if is_address:
        draft.published = dates.in_address(item.origin, known_from="address") or draft.published
    elif item.kind != "row":
        draft.published = dates.in_address(PurePath(item.origin).stem, known_from="file-name") or draft.published


def _language(draft: Draft, body: str) -> str | None:
    found = language_of(body)
    return found or ((draft.language or "")[:2].lower() or None)


def _changed(draft: Draft) -> Published | None:
    """Return when the report was changed; a change at or before its publication says nothing."""
    changed, published = draft.changed, draft.published
    if changed is None or changed.start is None:
        return None
    return None if published.start and not dates.is_later(changed.start, published.start) else changed


def _line(value: str | None) -> str | None:
    """Return a field as one clean line, or None where nothing is left of it."""
    return " ".join(tidy(value).split()) or None if value else None


def _where(item: Item) -> str:
    return f" (row {item.origin})" if item.kind == "row" else ""
