"""Sound inputs to begin with: small sources of every kind, sentences, tables and questions."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from functools import cache

TITLE = "Talks begin in Geneva"
BODY = """The ministers of Russia and the United States met in Geneva on Thursday for talks on the treaty, officials said.
“We shall not be the first to leave the treaty,” Foreign Minister Sergei Lavrov told reporters on Feb. 16, 2017.
Washington expelled 35 diplomats and imposed sanctions worth $2.5 billion; Moscow threatened to respond 'in kind'.
The Pentagon said that "if they fire, we will answer," Mattis added. Iran denied that it had attacked the ship."""
TEXT = f"{TITLE}\n\n{BODY}\n"
#: Sentences for the stages that read words, and for made-up parses.
SENTENCES = (
    *BODY.splitlines(),
    "Speaking to reporters in Brussels, NATO Secretary General Jens Stoltenberg said the alliance would send 4,000 troops"
    " to Poland next week.",
    "According to the Kremlin, Putin told Trump that Syria had agreed to a cease-fire, the Post reported on Monday.",
    "Q: Will you impose sanctions? A: We have not decided. MR. PESKOV: No comment.",
    "China's foreign ministry urged North Korea not to test missiles, and warned that it would cut off oil by Dec. 31.",
    "The two countries signed an agreement two years ago, but neither Ukraine nor Russia has withdrawn its forces since"
    " the spring of 2015.",
    "It was not until last Tuesday that the minister, who had resigned in May, apologized to the people of Japan.",
    "“I think”, he said, ‘that it’s over’ – “but who knows?” asked the ambassador, 54, of the U.S.",
    "Had Germany not refused, 50 to 60 ships and at least 1.2 million tonnes (€300m) would have been seized, she claims.",
)

HTML = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{TITLE} | Northern Post</title>"
    "<meta property='article:published_time' content='2017-02-16T10:00:00+01:00'>"
    '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Talks","author":{"name":"Ann Lee"}}'
    f"</script></head><body><nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1><p class='byline'>By Ann Lee</p>"
    + "".join(f"<p>{line}</p>" for line in BODY.splitlines())
    + "</article><footer>© 2017</footer></body></html>"
)
RSS = (
    f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title><item><title>{TITLE}</title>"
    f"<link>https://news.example/a</link><pubDate>Thu, 16 Feb 2017 10:00:00 GMT</pubDate>"
    f"<description><![CDATA[<p>{BODY}</p>]]></description></item></channel></rss>"
)
ATOM = (
    f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><entry><title>{TITLE}</title><link href='/a'/>"
    f"<updated>2017-02-16T10:00:00Z</updated><content type='html'>&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"
)
SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://news.example/2017/02/16/a</loc>"
    "</url></urlset>"
)
MHTML = (
    'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/a\r\n"
    f"\r\n{HTML.replace('=', '=3D')}\r\n--b--\r\n"
)
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nContent-Type: application/http\r\n"
    "Content-Length: {}\r\n\r\n{}\r\n\r\n"
)
_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}"
JSONL = '{"title": "a", "text": "Talks begin.", "url": "https://a.example/1", "date": "2017-02-16"}\n{"text": "End."}\n'
CSV = 'title,text,url,date\nTalks,"Talks ""begin"",\nthey said.",https://a.example/,2017-02-16\nb,End.,,\n'
GDELT = "\t".join(["20170216"] * 5) + "\thttps://a.example/x\n"
_WORD = "<w:document xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>{}</w:body></w:document>"


@cache
def made() -> dict[str, list[bytes]]:
    """Return sound sources by kind."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in BODY.splitlines())
    warc = WARC.format(len(_HTTP.encode()), _HTTP).encode()
    return {
        "text": [
            TEXT.encode(),
            TEXT.encode("utf-16"),
            TEXT.replace("“", '"').encode("cp1252", "replace"),
            _lexisnexis(),
        ],
        "markdown": [f"---\ntitle: {TITLE}\ndate: 2017-02-16\n---\n# {TITLE}\n\n{BODY}\n\n* [a](b) **c**\n".encode()],
        "html": [HTML.encode()],
        "mhtml": [MHTML.encode()],
        "docx": [_zip({"word/document.xml": _WORD.format(TITLE, paragraphs)})],
        "jsonl": [JSONL.encode()],
        "json": [
            b'{"articles": {"results": [' + JSONL.splitlines()[0].encode() + b"]}}",
            b'{"title": "a", "text": "b"}',
        ],
        "csv": [CSV.encode(), CSV.replace(",", ";").encode("utf-16"), GDELT.encode()],
        "parquet": [_parquet()],
        "xml": [RSS.encode(), ATOM.encode(), SITEMAP.encode()],
        "warc": [warc, gzip.compress(warc)],
        "zip": [_zip({"a.txt": TEXT, "b/c.html": HTML})],
        "tar": [_tar()],
        "gzip": [gzip.compress(TEXT.encode())],
        "unnamed": [TEXT.encode(), HTML.encode(), JSONL.encode(), CSV.encode(), RSS.encode(), b"https://a.example/\n"],
    }


def _lexisnexis() -> bytes:
    return f"1 of 1 DOCUMENTS\n\nThe Post\n\nFebruary 16, 2017 Thursday\n\n{TITLE}\n\nLENGTH: 90 words\n\n{BODY}\n".encode()


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    return out.getvalue()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"title": ["a"], "text": ["Talks begin."], "date": ["2017-02-16"]}), out)
    return out.getvalue()
