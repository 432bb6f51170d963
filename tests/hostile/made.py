"""Files that were made to do harm: bombs, lies about lengths, depths and widths that no report has, bytes that are none."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

BODY = (
    "Moscow warned Washington over the treaty on Monday. The foreign minister said that talks would go on in Geneva, and "
    "that the ministers had met there for two days. Russia expelled three diplomats of the United States on Tuesday."
)
TEXT = f"Talks begin in Geneva\n\n{BODY}\n"
PAGE = f"<html><head><title>Talks begin</title></head><body><article><h1>Talks begin</h1><p>{BODY}</p></article></body></html>"
ENTITIES = '<!ENTITY b0 "talks ">' + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
DEEP = 100_000


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


def overlapping(members: int, size: int) -> bytes:
    """Return a zip whose every member is the same packed zeros: its directory names one place again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(bytes(size)) + packer.flush()
    crc = zlib.crc32(bytes(size))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(data), size, 5, 0) + b"a.txt"
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(data), size, 5, 0, 0, 0, 0, 0, 0)
        + b"a.txt"
        for _ in range(members)
    )
    body = local + data
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, len(central), len(body), 0)
    return body + central + end


def docx(document: str) -> bytes:
    """Return a Word file of a document's XML."""
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    parts = {"[Content_Types].xml": kinds, "_rels/.rels": links, "word/document.xml": document}
    return zipped((name, text.encode()) for name, text in parts.items())


def document(inner: str, before: str = "") -> str:
    """Return the XML of a Word document."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{name}"><w:body>{inner}</w:body></w:document>'


def pdf(stream: bytes, filters: str, pages: int = 1, kids: str = "") -> bytes:
    """Return a PDF of one content for all its pages; ``kids`` in place of its list of pages."""
    numbers = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids or numbers}] /Count {pages} >>".encode(),
        f"<< /Length {len(stream)} /Filter {filters} >>\nstream\n".encode() + stream + b"\nendstream",
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R >>"] * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + (b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out)))
    )


def record(length: int, data: bytes, url: str = "https://news.example/a", extra: str = "") -> bytes:
    """Return a record of a web archive that says that it has a length."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + extra.encode() + b"\r\n" + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2017-02-16T10:00:00Z\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {length + len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def packed(data: bytes, times: int, pack: Callable[[bytes], bytes] = gzip.compress) -> bytes:
    """Return bytes packed again and again."""
    for _ in range(times):
        data = pack(data)
    return data


def nested_json() -> str:
    """Return a report deep in lists."""
    return "[" * DEEP + json.dumps({"title": "a", "text": BODY}) + "]" * DEEP


def files(*, bomb: int, long: int, marks: int) -> dict[str, bytes]:
    """Return files by name.

    Args:
        bomb: characters that the bombs unpack to.
        long: characters of the long lines.
        marks: how many quotation marks, brackets and cues stand in one paragraph.
    """
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [{ENTITIES}]><rss><channel><item><title>&b9;</title></item></channel></rss>'
    outside = (
        '<!DOCTYPE urlset [<!ENTITY s SYSTEM "file:///etc/passwd"><!ENTITY % d SYSTEM "http://127.0.0.1:9/d"> %d;]>'
    )
    words = (BODY + " ") * (long // len(BODY) + 1)
    page = PAGE.encode()
    return {
        "bomb-feed.xml": feed.encode(),
        "bomb-sitemap.xml": f"{outside}<urlset><url><loc>&s;</loc></url></urlset>".encode(),
        "bomb-wide.xml": f'<!DOCTYPE rss [<!ENTITY a "{"talks " * 20_000}">]><rss><channel><item><title>{"&a;" * 20_000}'
        "</title></item></channel></rss>".encode(),
        "bomb-word.docx": docx(document("<w:p><w:r><w:t>&b9;</w:t></w:r></w:p>", f"<!DOCTYPE d [{ENTITIES}]>")),
        "bomb-long.docx": docx(document(f"<w:p><w:r><w:t>{BODY * 40}</w:t></w:r></w:p>" * (bomb // 8_000))),
        "deep.docx": docx(document("<w:sdt><w:sdtContent>" * DEEP + "<w:p/>" + "</w:sdtContent></w:sdt>" * DEEP)),
        "bomb.zip": zipped((f"{n}.txt", bytes(bomb)) for n in range(3)),
        "bomb-nested.zip": packed(zipped([("a.txt", b" " * bomb)]), 8, lambda data: zipped([("a.zip", data)])),
        "bomb-overlapping.zip": overlapping(2_000, bomb),
        "bomb-up.zip": zipped([("../../etc/up.txt", TEXT.encode()), ("/abs.txt", b"\x00")]),
        "bomb.txt.gz": packed(bytes(bomb), 1),
        "bomb-twice.txt.gz": packed(bytes(bomb), 2),
        "bomb.txt.bz2": bz2.compress(bytes(bomb)),
        "bomb.txt.xz": lzma.compress(bytes(bomb)),
        "lies-long.warc": record(1_000_000_000, page) + record(0, page, "https://news.example/b"),
        "lies-short.warc": record(-150, page) + record(0, page, "https://news.example/c"),
        "lies-negative.warc": record(-100_000, page) + record(0, page, "https://news.example/d"),
        "lies-huge.warc": record(10**30, page) + record(0, page, "https://news.example/e"),
        "lies-chunks.warc": record(0, b"fffffffffffffff\r\n" + page, extra="Transfer-Encoding: chunked\r\n"),
        "lies-packed.warc": record(0, page, extra="Content-Encoding: br\r\n"),
        "deep.html": f"<html><body>{'<div>' * DEEP}<p>{BODY}</p>{'</div>' * DEEP}</body></html>".encode(),
        "deep-inline.html": f"<html><body><p>{BODY}{'<b>' * DEEP}x</p></body></html>".encode(),
        "deep-table.html": f"<html><body>{'<table><tr><td>' * DEEP}{BODY}</body></html>".encode(),
        "wide.html": f"<html><body><p {'a=b ' * DEEP}>{BODY}</p></body></html>".encode(),
        "deep.json": nested_json().encode(),
        "deep.jsonl": nested_json().encode() + b"\n" + json.dumps({"title": "Talks", "text": BODY}).encode() + b"\n",
        "deep-object.json": ('{"a":' * DEEP + "1" + "}" * DEEP).encode(),
        "deep.xml": ("<rss>" + "<a>" * DEEP + "</a>" * DEEP + "</rss>").encode(),
        "deep.md": (">" * long + " " + BODY).encode(),
        "deep-list.md": ("[" * (long // 4) + BODY + "](" * (long // 4)).encode(),
        "line.txt": words.encode(),
        "line-letters.txt": b"a" * long,
        "line.csv": b'title,text\na,"' + words.encode() + b'"\nb,"' + BODY.encode() + b'"\n',
        "line.jsonl": json.dumps({"title": "a", "text": words}).encode() + b"\n" + json.dumps({"title": "b", "text": BODY}).encode(),
        "line-open.csv": b'title,text\na,"' + words.encode(),
        "line.html": f"<html><body><p>{words}</p></body></html>".encode(),
        "wide.csv": (",".join(f"c{n}" for n in range(10_000)) + ",text\n" + "," * 10_000 + f'"{BODY}"\n').encode(),
        "wide.jsonl": json.dumps({f"c{n}": n for n in range(100_000)} | {"title": "a", "text": BODY}).encode(),
        "nul.txt": TEXT.replace(" ", "\x00 ").encode(),
        "nul.csv": f"title,text\na,\"{BODY}\x00\x00 {BODY}\"\n".encode(),
        "bidi.txt": TEXT.replace("Moscow", "\u202eMoscow\u202c\u2066\u2069").replace("said", "s\u200ba\u200di\ufeffd\u00ad").encode(),
        "invalid.txt": TEXT.encode() + b"\xff\xfe\x80\xc3\x28 " + TEXT.encode(),
        "lone.jsonl": b'{"title": "\\ud800 talks", "text": "\\udfff ' + BODY.encode() + b'"}\n',
        "lone.txt": TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode(),
        "marks.txt": ("Talks\n\n" + BODY + ' "' * marks + BODY).encode(),
        "marks-paired.txt": ("Talks\n\n" + BODY + " “a”" * (marks // 2) + BODY).encode(),
        "marks-nested.txt": ("Talks\n\n" + BODY + " “a ‘b" * (marks // 2) + BODY).encode(),
        "brackets.txt": ("Talks\n\n" + BODY + " (" * marks + BODY).encode(),
        "said.txt": ("Talks\n\n" + "Lavrov said that " * (marks // 3) + BODY).encode(),
        "combining.txt": TEXT.replace("e", "e" + "\u0301" * 500).encode(),
        "bomb.pdf": pdf(packed(bytes(bomb), 1, zlib.compress), "/FlateDecode"),
        "bomb-twice.pdf": pdf(packed(bytes(bomb), 3, zlib.compress), "[/FlateDecode /FlateDecode /FlateDecode]"),
        "bomb-text.pdf": pdf(zlib.compress(b"BT " + b"(a) Tj " * (bomb // 20) + b"ET"), "/FlateDecode"),
        "loop.pdf": pdf(b"", "/FlateDecode", kids="2 0 R"),
        "deep.pdf": pdf(zlib.compress(b"[" * DEEP), "/FlateDecode"),
        "deep-objects.pdf": b"%PDF-1.4\n1 0 obj\n" + b"[" * DEEP + b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n",
        "bomb.parquet": b"PAR1" + b"\xff" * 100 + struct.pack("<i", 2_000_000_000) + b"PAR1",
    }  # fmt: skip


#: Sound files among the bad ones; their names break or turn a line.
SOUND = ("a-sound.txt", "zz-sound.txt", "n\new\x1b[31m.txt", "t\u202etxt.exe.txt")


def lay(folder: Path, *, bomb: int, long: int, marks: int) -> None:
    """Lay all files into a folder, with sound ones among them, and links out of it and to itself."""
    folder.mkdir()
    for name, data in files(bomb=bomb, long=long, marks=marks).items():
        (folder / name).write_bytes(data)
    for number, name in enumerate(SOUND):
        (folder / name).write_text(
            f"Talks begin in Geneva on day {number}\n\n{BODY.replace('three', str(number + 2))}\n"
        )
    (folder / "link.txt").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(".")
