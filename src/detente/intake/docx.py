"""Word documents (.docx): the paragraphs of the main text, changes that were tracked taken as accepted.

Read straight from the parts of the file, with a limit on what they unpack to. Headers, footers, footnotes and comments
stand in other parts and are not read; the document's own "title" and "author" are those of its template as often as
not, and are not believed.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from detente.errors import SourceError
from detente.intake.decode import tidy
from detente.intake.draft import Draft
from detente.intake.item import SIZE_LIMIT
from detente.intake.text import read_text
from detente.intake.unpacking import DAMAGE, words
from detente.intake.xmltree import child, local, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_PART = "word/document.xml"
#: The marks of a document take several times the room of its words.
_LIMIT = 5 * SIZE_LIMIT
_TITLES = ("title", "heading1")
#: Text that was struck out, or that stands there a second time for old readers.
_UNREAD = frozenset({"del", "movefrom", "fallback", "deltext", "instrtext"})
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}


def read_docx(data: bytes, *, source: str) -> Draft:
    """Return the draft of a Word document.

    Raises:
        SourceError: it is none, damaged, longer than any report, or protected by a password.
    """
    root = tree(_document(data, source))
    if root is None:
        raise SourceError(source, "a Word document whose text cannot be read; save it anew")
    draft = Draft()
    lines: list[str] = []
    size = 0
    for paragraph in root.iter("{*}p"):
        if any(local(one) in _UNREAD for one in paragraph.iterancestors()):
            continue
        text = tidy("".join(_pieces(paragraph))).strip()
        if not text:
            continue
        if draft.title is None and not any(len(line) > 200 for line in lines) and _style(paragraph) in _TITLES:
            draft.title = " ".join(text.split())
        lines.append(text)
        size += len(text)
        if size >= SIZE_LIMIT:
            raise SourceError(source, f"{SIZE_LIMIT // 1_000_000} MB of text or more; split it into its reports")
    return read_text("\n\n".join(lines), known=draft)


def _document(data: bytes, source: str) -> bytes:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(source, "protected by a password, or an old Word document (.doc); save it anew as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file, file.open(_PART) as part:
            found = part.read(_LIMIT)
    except KeyError as error:
        raise SourceError(source, "not a Word document: it has no text part; save it as .docx") from error
    except (*DAMAGE, OSError, RuntimeError, ValueError) as error:
        raise SourceError(source, f"not a sound Word document: {words(error)}; save it anew as .docx") from error
    if len(found) >= _LIMIT:
        raise SourceError(source, f"unpacks to {_LIMIT // 1_000_000} MB or more; split it into its reports")
    return found


def _style(paragraph: _Element) -> str:
    """Return the id of a paragraph's style, in lower case."""
    about = child(paragraph, "ppr")
    style = None if about is None else child(about, "pstyle")
    if style is None:
        return ""
    return next((str(value) for key, value in style.attrib.items() if str(key).endswith("val")), "").lower()


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the pieces of text in a paragraph, but not those of paragraphs that stand in it (in text boxes)."""
    for one in element:
        name = local(one)
        if name == "t":
            yield one.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name != "p" and name not in _UNREAD:
            yield from _pieces(one)
