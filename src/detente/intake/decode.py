"""From bytes to text: what is no text at all, which encoding it has, and which characters it may keep."""

from __future__ import annotations

import codecs
import re
import unicodedata

#: How files of other kinds begin, and what to do with them.
_MAGIC = (
    (b"%PDF", "a PDF; name it .pdf"),
    (b"PK\x03\x04", "a ZIP archive or office document; name it .zip or .docx"),
    (b"\x1f\x8b", "compressed with gzip; name it .gz"),
    (b"\x89PNG", "a picture; give its text"),
    (b"\xff\xd8\xff", "a picture; give its text"),
    (b"GIF8", "a picture; give its text"),
    (b"RIFF", "a picture or sound; give its text"),
    (b"\x7fELF", "a program; give a report"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text"),
    (b"BZh", "compressed with bzip2; name it .bz2"),
    (b"\xfd7zXZ", "compressed with xz; name it .xz"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"PAR1", "a Parquet table; name it .parquet"),
    (b"{\\rtf", "an RTF document; save its text"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: So much of a file is looked at to guess its encoding; more does not change the guess and costs time.
_SAMPLE = 60_000
#: A text has less than this share of NULs and other control characters; binary formats have a third and more.
_BINARY_SHARE = 0.02
#: In words with spaces between them at least this share of the characters are spaces; by chance nearly none are.
_SPACES = 0.05
#: In UTF-16 text of so few bytes, a third are the NULs of Latin letters, figures and spaces.
_FEW = 64
_TELLING = 64
_CONTROL = bytes((*range(8), *range(14, 27), *range(28, 32)))
#: UTF-8 with a few broken places (cut off, pasted together) has at most one in so many characters.
_BROKEN_UTF8 = 500
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+(?:["']\s*+)?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""", re.IGNORECASE)

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff0-\ufffc\ufffe\uffff\ud800-\udfff]"
)
# joiners shape letters in Arabic and Indic scripts and in emoji; elsewhere they only break words
_JOINERS = re.compile("(?<![\u0600-\u0dff\u2600-\U0010ffff])[\u200c\u200d]")


def not_text(data: bytes) -> str | None:
    """Say what bytes are if they are no text ("a PDF; name it .pdf"), or return None."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(data):
        return None
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL)) > _BINARY_SHARE * len(sample):
        return "binary data; give a text file"
    return None


def decode(data: bytes, *, html: bool = False, charset: str | None = None) -> str:
    """Return bytes as text, by their byte order mark, as UTF-8, by what is said of them, or by the likeliest encoding.

    ``charset`` is the encoding that came with the bytes; None: none did, and a page's own word counts. Never fails: what
    cannot be decoded becomes U+FFFD. A text is tidied (see :func:`tidy`); of a page, what is read out of it must be, for
    most of its source is not text.
    """
    text = data.decode(encoding_of(data, html=html, charset=charset), "replace")
    return text.replace("\x00", "") if html else tidy(text)


def tidy(text: str) -> str:
    """Return text with "\\n" for every kind of line end, without unseen control characters, in the composed form NFC.

    Unseen are NULs, soft hyphens, zero-width and direction marks; non-breaking spaces stay. Spans index the text after
    this step, never before it.
    """
    text = _UNSEEN.sub("", _NEWLINES.sub("\n", text))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def encoding_of(data: bytes, *, html: bool = False, charset: str | None = None) -> str:
    """Return the name of the codec that reads these bytes best; ``charset``, and with ``html`` a page's own word, count."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    declared = _codec(charset) or (_declared(data) if html else None)
    if declared and declared.startswith(("iso2022", "hz")):  # pure ASCII bytes, so UTF-8 would seem to fit
        return declared
    try:
        data.decode("utf-8")
        return _wide(data) or "utf-8"
    except UnicodeDecodeError:
        if wide := _wide(data):
            return wide
    patched = data.decode("utf-8", "replace")
    broken = patched.count("\ufffd")
    if broken * _BROKEN_UTF8 <= len(patched) and broken < sum(not c.isascii() for c in patched) / 2:
        return "utf-8"
    return declared or _likeliest(data)


def _declared(data: bytes) -> str | None:
    """Return the codec that a page's head names."""
    head = data[:4096]
    match = _XML_DECLARED.search(head) or _DECLARED.search(head)
    return _codec(match[1].decode("ascii")) if match else None


def _codec(said: str | None) -> str | None:
    """Return the codec of that name, if Python has it; browsers read latin-1 as Windows-1252, so we do."""
    if not said:
        return None
    try:
        name = codecs.lookup(said).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    # a page whose head could be read as ASCII is not UTF-16, and UTF-8 was tried before; other names are not of text
    return None if name.startswith(("utf", "base64", "hex", "rot", "zlib", "bz2", "uu", "quopri")) else name


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 codec of bytes without a mark, told by the words and spaces that it gives, or None."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    # of few characters one may seem a space by chance; there at least the other letters' NULs must show
    if len(sample) < _TELLING and sample.count(b"\x00") < len(sample) // 3:
        return None
    if len(sample) < _FEW and sample.count(0) < len(sample) / 3:  # in so few bytes one NUL makes a space by chance
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, "replace")
        if text.count(" ") >= _SPACES * len(text) and sum(c.isprintable() or c.isspace() for c in text) >= 0.95 * len(
            text
        ):
            return codec
    return None


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"
