"""Web archives, written by a real writer."""

import gzip
import sys
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from detente.intake import Item, items
from detente.intake.item import SIZE_LIMIT
from tests.intake.made import BODY, page, read, zipped

RESPONSE = WarcRecordType.response


def record(
    url: str,
    body: str | bytes,
    *,
    kind: WarcRecordType = RESPONSE,
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    extra: str = "",
) -> WarcRecord:
    payload = body.encode() if isinstance(body, str) else body
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url
    if kind == RESPONSE:
        made.headers["Content-Type"] = "application/http; msgtype=response"
        payload = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + payload
    else:
        made.headers["Content-Type"] = media
    made.set_bytes_content(payload)
    return made


def written(path: Path, *records: WarcRecord) -> Path:
    """Write a web archive as Common Crawl does: each record compressed by itself, where the name ends in ".gz"."""
    with path.open("wb") as file:
        for one in records:
            if path.suffix == ".gz":
                packed = GzipWriter(file)
                one.write(packed)
                packed.finish()
            else:
                one.write(file)
    return path


def crawl(path: Path, *, more: tuple[WarcRecord, ...] = ()) -> Path:
    info = WarcRecord()
    info.init_headers(WarcRecordType.warcinfo)
    info.set_bytes_content(b"software: test\r\n")
    return written(
        path,
        info,
        record("https://news.example/a", b"GET /a HTTP/1.1\r\n\r\n", kind=WarcRecordType.request),
        record("https://news.example/a", page("Talks begin")),
        record("https://news.example/robots.txt", "User-agent: *", media="text/plain"),
        record("https://news.example/old", "", status="301 Moved"),
        record("https://news.example/gone", page(), status="404 Not Found"),
        record("https://news.example/photo", b"\x89PNG", media="image/png"),
        record("https://news.example/again", "", kind=WarcRecordType.revisit, media="text/html"),
        record("https://news.example/2017/02/16/b", page("Talks end", day=None)),
        *more,
    )


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_the_pages_of_a_web_archive_are_read_under_their_addresses(tmp_path: Path, name: str) -> None:
    path = crawl(tmp_path / name)
    [one, two], errors = read(tmp_path)
    assert not errors
    assert (one.title, one.body) == ("Talks begin", BODY)
    assert (one.source, one.origin) == (f"{path}!https://news.example/a", "https://news.example/a")
    assert (two.title, two.published.start, two.published.known_from) == ("Talks end", "2017-02-16", "address")


def test_a_page_has_the_same_id_in_every_web_archive(tmp_path: Path) -> None:
    plain, packed = crawl(tmp_path / "a.warc"), crawl(tmp_path / "b.warc.gz")
    ids = [[one.id for one in items([path]) if isinstance(one, Item)] for path in (plain, packed)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_pages_are_taken_out_of_chunks_and_compression(tmp_path: Path) -> None:
    packed = gzip.compress(page("Packed").encode())
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    both = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    path = written(
        tmp_path / "a.warc.gz",
        record("https://news.example/a", chunked, extra=both),
        record("https://news.example/b", page("Unpacked already"), extra=both),
        record("https://news.example/c", b"\x1f\x8b broken", extra="Content-Encoding: gzip\r\n"),
    )
    reports, [error] = read(path)
    assert [one.title for one in reports] == ["Packed", "Unpacked already"]
    assert error.startswith(f"{path}!https://news.example/c: damaged in its compression")


def test_texts_and_documents_in_a_web_archive_are_read(tmp_path: Path) -> None:
    pdf = (Path(__file__).parent / "files" / "geneva.pdf").read_bytes()
    path = written(
        tmp_path / "a.warc.wet",
        record("https://news.example/wet", f"Talks\n{BODY}", kind=WarcRecordType.conversion, media="text/plain"),
        record("https://news.example/pdf", pdf, media="application/pdf"),
    ).rename(tmp_path / "a.warc")
    [text, document], errors = read(path)
    assert not errors
    assert text.url == "https://news.example/wet"
    assert document.title == "Talks on the treaty begin in Geneva"


def test_the_encoding_that_came_with_a_page_counts(tmp_path: Path) -> None:
    text = "Министр заявил журналистам, что переговоры в Женеве будут продолжены весной этого года. " * 3
    html = f"<html><head><title>Переговоры</title></head><body><article><p>{text}</p></article></body></html>"
    path = written(
        tmp_path / "a.warc", record("https://a.example/", html.encode("koi8-r"), media="text/html; charset=koi8-r")
    )
    [one], _ = read(path)
    assert one.body == text.strip()


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_a_web_archive_broken_off_gives_what_is_whole_and_a_failure(tmp_path: Path, cut: float) -> None:
    for name in ("a.warc", "a.warc.gz"):
        path = crawl(tmp_path / name, more=tuple(record(f"https://a.example/{n}", page(str(n))) for n in range(20)))
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
        (tmp_path / "z.txt").write_text(f"Talks\n\n{BODY}")
        reports, errors = read(path, tmp_path / "z.txt")
        assert 5 < len(reports) < 23
        assert all(one.body == BODY for one in reports)
        assert reports[-1].origin == "z.txt", "the rest goes on"
        assert len(errors) <= 1
        path.unlink()


def test_what_is_damaged_or_no_web_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"hello world\n" * 100)
    assert "not a sound web archive" in read(path)[1][0]
    path.write_bytes(gzip.compress(b"hello world\n" * 100))
    assert "not a sound web archive" in read(path)[1][0]
    data = bytearray(crawl(path).read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    path.write_bytes(data)
    reports, errors = read(path)
    assert "damaged after" in errors[-1]
    assert len(reports) >= 1
    empty = written(tmp_path / "b.warc", record("https://news.example/gone", page(), status="404 Not Found"))
    assert "no pages in this web archive" in read(empty)[1][0]


def test_a_record_larger_than_any_report_fails_alone(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.warc.gz",
        record("https://news.example/large", b"x" * (SIZE_LIMIT + 5)),
        record("https://news.example/bomb", gzip.compress(bytes(SIZE_LIMIT)), extra="Content-Encoding: gzip\r\n"),
        record("https://news.example/a", page()),
    )
    [one], errors = read(path)
    assert one.url == "https://news.example/a"
    assert [error.rpartition("!")[2] for error in errors] == [
        "https://news.example/large: 20 MB or more; no report is that long",
        "https://news.example/bomb: unpacks to 20 MB or more; no report is that long",
    ]


def test_a_length_that_lies_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc", record("https://news.example/a", page()))
    head, _, rest = path.read_bytes().partition(b"\r\nContent-Length: ")
    length, _, tail = rest.partition(b"\r\n")
    path.write_bytes(head + b"\r\nContent-Length: " + str(int(length) * 2).encode() + b"\r\n" + tail)
    reports, errors = read(path)
    assert not reports
    assert len(errors) >= 1
    assert "broken off" in errors[0]


def test_a_web_archive_streams_from_standard_input_and_out_of_a_zip(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz"):
        path = crawl(tmp_path / name)
        data = path.read_bytes()
        path.unlink()
        assert [one.title for one in read("-", stdin=data)[0]] == ["Talks begin", "Talks end"]
        both = zipped(tmp_path / "both.zip", {name: data})
        reports, errors = read(both)
        assert not errors
        assert reports[0].source == f"{both}!{name}!https://news.example/a"


def test_without_the_library_the_mend_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crawl(tmp_path / "a.warc")
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    _, [error] = read(path)
    assert error == f'{path}: web archives need fastwarc; run `pip install "detente[warc]"`'
