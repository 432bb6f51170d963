"""PDF files with text in them: lines put together to paragraphs by where they stand on the page.

A PDF has no paragraphs, only pieces of text with places. Lines of the same size at the same distance make a paragraph;
a wider gap, another size, or an indent begins a new one. What is repeated on the pages' upper and lower edges is
residue. When a PDF was made says nothing of when its report was published, and is not read.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from typing import TYPE_CHECKING

from detente.errors import SourceError
from detente.intake.columns import is_address
from detente.intake.decode import tidy
from detente.intake.draft import Draft
from detente.intake.pdflines import Line, heading, lines_of, paragraphs, split_edges
from detente.intake.text import read_text
from detente.intake.unpacking import words

if TYPE_CHECKING:
    from pypdf import PdfReader

MEND = 'PDF files need pypdf; run `pip install "detente[pdf]"`'
#: More pages than a report has: a book, whose reading would take minutes.
_PAGES = 300
_ADDRESS = re.compile(r"^(https?://\S+?)(?:\s+[0-9]+ ?/ ?[0-9]+)?$")
#: What the parser trips over in a damaged file is of every kind.
_TRIPS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_QUIET = logging.NullHandler()


def read_pdf(data: bytes, *, source: str) -> Draft:
    """Return the draft of a PDF.

    Raises:
        SourceError: pypdf is not installed; it is no PDF, damaged, protected by a password, or has only pictures.
    """
    pages = _pages(data, source)
    body, edges = split_edges(pages)
    if not body:
        raise SourceError(source, "no text in this PDF, only pictures; recognise its text first (OCR)")
    draft = Draft(title=heading(body))
    for line in edges:
        match = _ADDRESS.match(line)
        # a printed address that was too long for the page ends in dots
        if match and draft.url is None and not match[1].endswith(("…", "...")) and is_address(match[1]):
            draft.url = match[1]
    text = tidy("\n\n".join(paragraphs(body)))
    draft = read_text(text, known=draft)
    for line in dict.fromkeys(edges):
        draft.drop(tidy(line), "page edge")
    return draft


def _pages(data: bytes, source: str) -> list[list[Line]]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise SourceError(source, MEND) from error
    if b"%PDF" not in data[:1024]:
        raise SourceError(source, "not a PDF, whatever its name says; look at it")
    logging.getLogger("pypdf").addHandler(_QUIET)
    logging.getLogger("pypdf").propagate = False
    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse(reader, source)
        return [lines_of(page) for page in reader.pages]
    except (PyPdfError, *_TRIPS) as error:
        raise SourceError(source, f"not a sound PDF: {words(error)}; save it anew") from error


def _refuse(reader: PdfReader, source: str) -> None:
    """Raise SourceError for what is not to be read."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(source, "protected by a password; save it without one")
    if len(reader.pages) > _PAGES:
        raise SourceError(source, f"{len(reader.pages)} pages, more than {_PAGES}; split it into its reports")
