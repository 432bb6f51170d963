"""What unpacks to far more than it is, or says so: told in one line, in bounded memory, and nothing sound beside it is lost."""

from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.errors import SourceError
from detente.intake import Item, items, report
from detente.intake.payload import TooLarge, inflated
from detente.records import Failure
from tests.hostile.made import BODY, PAGE, TEXT, record

MEGABYTE = 1_000_000


def opened(path: Path) -> tuple[list[Item], list[str]]:
    """Return the items of a file, not yet read, and what was told of it."""
    found = list(items(path))
    said = [one.error.removeprefix(f"{path}") for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Item)], said


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what unpacks be taken for a bomb from 10 MB on, so that small ones tell."""
    for where in ("streams", "parquet"):
        monkeypatch.setattr(f"detente.intake.{where}.FLOOR", 10 * MEGABYTE)
    monkeypatch.setattr("detente.intake.parquet._HELD", 10 * MEGABYTE)


def table(folder: Path, **columns: object) -> Path:
    """Write a Parquet table."""
    made = folder / "a.parquet"
    pq.write_table(pa.table(columns), made, compression="zstd")
    return made


def said_again(text: str, rows: int) -> pa.DictionaryArray:
    """Return a column that says one text in every row."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([text]))


@pytest.mark.usefixtures("low")
def test_a_table_that_says_a_long_text_again_and_again_is_not_held(tmp_path: Path) -> None:
    made = table(tmp_path, title=said_again("talks " * (MEGABYTE // 6), 300), text=[BODY] * 300)
    assert made.stat().st_size < 10_000
    tracemalloc.start()
    found, said = opened(made)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said == [": unpacks to more than 200 times its size; if this is meant, unpack it yourself"]
    assert len(found) < 12
    assert peak < 60 * MEGABYTE, "what was given is held here, what was not is not"


@pytest.mark.usefixtures("low")
def test_a_table_of_a_column_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    made = table(tmp_path, title=["a"], text=["talks " * 2 * MEGABYTE])
    assert opened(made) == ([], [": unpacks to more than 200 times its size; if this is meant, unpack it yourself"])


@pytest.mark.usefixtures("low")
def test_a_table_of_endless_empty_rows_is_told_in_bounded_lines(tmp_path: Path) -> None:
    nothing = pa.array([""]).take(pa.array([0] * 12_000))
    found, said = opened(table(tmp_path, title=nothing, text=nothing))
    assert (found, len(said)) == ([], 1001)
    assert said[0] == ' row 1: the field "text" is empty; give the report\'s text'
    assert "unpacks to more than 200 times" in said[-1]


def test_of_very_many_rows_that_fail_it_is_told_how_many(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text\n" + "a\n" * 1_500 + f'b,"{BODY}"\n')
    found, said = opened(tmp_path / "a.csv")
    assert [one.fields for one in found] == [{"title": "b", "text": BODY}]
    assert (len(said), said[-1]) == (1001, ": 500 more of its rows cannot be read; mend those told first")


@pytest.mark.parametrize("filling", ["talks ", "talks\n", 'the "" talks\n'], ids=["a line", "lines", "marks"])
def test_a_row_longer_than_any_report_is_cut_out_and_those_beside_it_are_read(
    tmp_path: Path, filling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.intake.csvlines.SIZE_LIMIT", MEGABYTE)
    long = filling * (MEGABYTE // len(filling) + 1)
    (tmp_path / "a.csv").write_text(f'title,text\na,"{BODY}"\nb,"{long}"\nc,"{BODY}"\nd,5\'10" {BODY}\n')
    found, [said] = opened(tmp_path / "a.csv")
    assert "row over 20 MB; split the table" in said
    assert [(one.fields or {})["title"] for one in found] == ["a", "c", "d"]


def test_marks_that_open_no_cell_lose_no_row(tmp_path: Path) -> None:
    rows = "".join(f"a{n},5'10\" and more {BODY}\n" for n in range(50))
    (tmp_path / "a.csv").write_text(f"title,text\n{rows}")
    found, said = opened(tmp_path / "a.csv")
    assert (len(found), said) == (50, [])


def test_parts_in_parts_without_end_are_told(tmp_path: Path) -> None:
    for number, one in enumerate(
        ('Content-Type: multipart/related; boundary="b{}"\r\n\r\n--b{}\r\n', "Content-Type: message/rfc822\r\n\r\n")
    ):
        inside = "".join(one.format(n, n) for n in range(3_000))
        (tmp_path / f"{number}.mhtml").write_text(
            f"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n{inside}Content-Type: text/html\r\n\r\n{PAGE}"
        )
        [item], said = opened(tmp_path / f"{number}.mhtml")
        assert not said
        with pytest.raises(SourceError, match="parts in parts without end; save it anew"):
            report(item)


@pytest.mark.parametrize(("error", "said"), [(MemoryError, "more memory than there is"), (RecursionError, "too deep")])
def test_a_report_that_takes_too_much_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception], said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    (tmp_path / "a.txt").write_text(TEXT)
    [item], _ = opened(tmp_path / "a.txt")
    monkeypatch.setattr("detente.intake.assemble.read_text", fail)
    with pytest.raises(SourceError, match=said):
        report(item)


def tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """Return a tar of members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as file:
        for info, data in members:
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return out.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", **more: str) -> tarfile.TarInfo:
    """Return a member's header; ``more`` are its further attributes, "__" for the dots in their names."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    info.pax_headers = {key.replace("__", "."): value for key, value in more.items()}
    return info


def test_holes_of_a_terabyte_are_not_read(tmp_path: Path) -> None:
    holes = {"major": "0", "minor": "1", "name": "s.jsonl", "size": str(10**12), "numblocks": "1", "map": f"{10**12},0"}
    hollow = member("s.jsonl", **{f"GNU__sparse__{key}": value for key, value in holes.items()})
    (tmp_path / "a.tar").write_bytes(tar((hollow, b""), (member("a.txt"), TEXT.encode())))
    [found], said = opened(tmp_path / "a.tar")
    assert (found.data, said) == (TEXT.encode(), ["!s.jsonl: a file with holes; unpack it yourself"])


def test_names_of_a_length_that_no_name_has_are_not_read(tmp_path: Path) -> None:
    data = tar((member("a.txt"), TEXT.encode()), (member("b.txt", comment="x" * 2 * MEGABYTE), TEXT.encode()))
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(data))
    [found], said = opened(tmp_path / "a.tar.gz")
    assert found.data == TEXT.encode()
    assert said == [": damaged: names of 2,000,017 bytes; get it anew"]


def test_links_and_devices_in_a_tar_lead_nowhere(tmp_path: Path) -> None:
    odd = [
        member("l.txt", tarfile.LNKTYPE, "/etc/passwd"),
        member("s.txt", tarfile.SYMTYPE, "/etc/passwd"),
        member("d.txt", tarfile.CHRTYPE),
        member("p.txt", tarfile.FIFOTYPE),
    ]
    (tmp_path / "a.tar").write_bytes(tar(*((one, b"") for one in odd), (member("a.txt"), TEXT.encode())))
    [found], said = opened(tmp_path / "a.tar")
    assert (found.data, said) == (TEXT.encode(), [])


def test_what_no_reader_unpacks_is_told_and_the_pages_beside_it_are_read(tmp_path: Path) -> None:
    page = PAGE.encode()
    bad = {
        "br": page, "zstd": b"\x28\xb5\x2f\xfd" + bytes(9), "gzip, gzip": gzip.compress(gzip.compress(page)),
        "x-unknown": page, "gzip": gzip.compress(page)[:-30], "deflate": zlib.compress(bytes(21 * MEGABYTE)),
    }  # fmt: skip
    records = [
        record(0, data, f"https://news.example/{n}", f"Content-Encoding: {name}\r\n")
        for n, (name, data) in enumerate(bad.items())
    ]
    (tmp_path / "a.warc").write_bytes(b"".join([*records, record(0, page, "https://news.example/sound")]))
    [found], said = opened(tmp_path / "a.warc")
    assert found.origin == "https://news.example/sound"
    assert len(said) == len(bad)
    whats = (
        "packed as 'br'",
        "packed as 'zstd'",
        "packed as 'gzip, gzip'",
        "packed as 'x-unknown'",
        "broken off in",
        "20 MB or more",
    )
    assert all(what in line for what, line in zip(whats, said, strict=True))


def test_all_members_of_a_packed_answer_count_and_what_is_behind_them_does_not() -> None:
    two = gzip.compress(b"talks ") + gzip.compress(b"begin")
    assert inflated(two + b"\x00\x00junk", "gzip", limit=100) == b"talks begin"
    with pytest.raises(TooLarge):
        inflated(gzip.compress(bytes(40)) * 3, "gzip", limit=100)
    with pytest.raises(ValueError, match="broken off"):
        inflated(two[:-9], "gzip", limit=100)
