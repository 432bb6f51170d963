"""Folders and files that were made, or have come, to do harm."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import wire
from detente.errors import SourceError
from detente.intake import Item, count, folders, items, report
from tests.intake.made import BODY, page, read, tarred, zipped

TEXT = f"Talks begin in Geneva\n\n{BODY}\n"
FILES = Path(__file__).parent / "files"


def test_links_out_of_a_folder_are_told_and_never_opened(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside / "deep", outside):
        folder.mkdir(parents=True)
        (folder / "report.txt").write_text(TEXT)
    (inside / "a.txt").symlink_to(outside / "report.txt")
    (inside / "b").symlink_to(outside)
    (inside / "c.txt").symlink_to(inside / "deep" / "report.txt")
    (inside / "d.txt").symlink_to(tmp_path / "nowhere.txt")
    reports, errors = read(inside)
    assert [Path(one.source).name for one in reports] == ["c.txt", "report.txt"]
    assert errors == [
        f"{inside / 'a.txt'}: a link that leads out of the folder; name what it leads to, if it is to be read",
        f"{inside / 'b'}: a link that leads out of the folder; name what it leads to, if it is to be read",
        f"{inside / 'd.txt'}: a link that leads nowhere; remove it",
    ]
    assert len(read(inside / "a.txt")[0]) == 1, "what is named itself is read"


def test_pipes_in_a_folder_are_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "report.txt").write_text(TEXT)
    reports, [error] = read(tmp_path)
    assert len(reports) == 1
    assert error == f"{tmp_path / 'pipe.txt'}: not a file; name it itself, if it is to be read"


def test_names_that_break_or_turn_the_line_are_shown_escaped(tmp_path: Path) -> None:
    for name in ("a\nb.txt", "c\u202etxt.exe.txt", "d\x1b[31m.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "e\nf.txt").write_bytes(b"\x00" * 50)
    reports, [error] = read(tmp_path)
    assert [one.origin for one in reports] == ["a\\nb.txt", "c\\u202etxt.exe.txt", "d\\x1b[31m.txt"]
    assert error.startswith(f"{tmp_path}/e\\nf.txt: ")


def test_paths_are_counted_without_opening_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.html", "deep/c.pdf", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)

    def refuse(*_args: object, **_kinds: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Path, "open", refuse)
    assert count([tmp_path]) == 3
    assert count([tmp_path, tmp_path / "a.txt", tmp_path / "missing.txt"]) == 4
    assert count([str(tmp_path / "*.txt"), str(tmp_path / "deep")]) == 2
    for more in ("table.csv", "a.zip", "b.txt.gz", "c.warc.gz"):
        (tmp_path / more).touch()
        assert count([tmp_path]) is None, more
        (tmp_path / more).unlink()
    assert count(["https://news.example/feed"]) is None


def samples(folder: Path) -> dict[str, bytes]:
    """Return a sound file of each kind, by suffix."""
    rss = f"<rss><channel><item><title>a</title><description>{BODY}</description></item></channel></rss>"
    return {
        ".txt": TEXT.encode(),
        ".html": page().encode(),
        ".mhtml": (FILES / "geneva.mhtml").read_bytes(),
        ".pdf": (FILES / "geneva.pdf").read_bytes(),
        ".jsonl": b'{"title": "a", "text": "Talks begin."}\n' * 3,
        ".json": b'[{"title": "a", "text": "Talks begin."}, {"title": "b", "text": "Talks end."}]',
        ".csv": b"title,text,url\nTalks,Talks begin.,https://a.example/\n",
        ".xml": rss.encode(),
        ".zip": zipped(folder / "made.zip", {"a.txt": TEXT, "b.html": page()}).read_bytes(),
        ".tar.gz": tarred(folder / "made.tar.gz", {"a.txt": TEXT}).read_bytes(),
        ".tar": tarred(folder / "made.tar", {"a.txt": TEXT}, "w").read_bytes(),
        ".gz": b"\x1f\x8b\x08\x00",
        ".docx": zipped(folder / "made.zip", {"word/document.xml": f"<a><p><t>{BODY}</t></p></a>"}).read_bytes(),
        ".parquet": b"PAR1" + bytes(20) + b"PAR1",
        ".warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n",
    }


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_damage_gives_reports_or_clear_failures(tmp_path: Path, data: st.DataObject) -> None:
    sound = samples(tmp_path)
    suffix = data.draw(st.sampled_from(sorted(sound)))
    raw = bytearray(sound[suffix])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.sampled_from([0, 1, 20, len(raw)]))
        raw[at : at + cut] = data.draw(st.binary(max_size=12))
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(raw)
    refusals: list[str] = []
    for found in (items([path]), items(["-"], stdin=io.BytesIO(bytes(raw)))):
        for one in found:
            if not isinstance(one, Item):
                assert "\n" not in one.error
                continue
            try:
                wire.record_to_json(report(one))
            except SourceError as error:
                refusals.append(str(error))
    assert not any("\n" in refusal for refusal in refusals)


def test_every_kind_has_a_suffix_that_the_failure_names() -> None:
    shown = set(folders.SHOWN.replace(",", " ").split())
    kinds = [folders.TEXT, folders.MARKDOWN, folders.PAGES, folders.SAVED, folders.PDF, folders.DOCX, folders.LINES]
    kinds += [folders.TABLES, folders.PARQUET, folders.JSON, folders.FEEDS, folders.WARC, folders.ZIP, folders.TAR]
    assert all(kind & shown for kind in kinds)
    assert frozenset().union(*kinds) == folders.KNOWN
