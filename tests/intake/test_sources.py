import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from detente.errors import NoSource
from detente.intake import Item, items, lists
from detente.records import Failure

TEXT = "Talks begin in Geneva\n\nThe ministers met in Geneva on Monday, officials said.\n"


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT + name, "utf-8")


def names(found: Iterable[Item | Failure], folder: Path) -> list[str]:
    return [str(Path(one.source).relative_to(folder)) for one in found if isinstance(one, Item)]


def test_a_folder_is_read_deep_and_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.html", "a/b/c.md", "c.htm")
    assert names(items([tmp_path]), tmp_path) == ["a/b/c.md", "a/z.html", "b.txt", "c.htm"]


def test_what_is_no_report_is_left_out_of_a_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        "report.txt",
        "README.md",
        "LICENSE.txt",
        "planted.json",
        "photo.png",
        ".hidden.txt",
        "requirements.txt",
    )
    write(tmp_path, ".git/a.txt", "node_modules/a.md", "page.html", "page_files/frame.html", "more_files/b.txt")
    assert names(items([tmp_path]), tmp_path) == ["more_files/b.txt", "page.html", "report.txt"]


def test_a_file_that_is_named_itself_is_read(tmp_path: Path) -> None:
    write(tmp_path, "README.md")
    assert names(items([tmp_path / "README.md"]), tmp_path) == ["README.md"]


def test_a_named_file_of_another_type_fails_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path, "picture.svg")
    [failure] = items([tmp_path / "picture.svg"])
    assert isinstance(failure, Failure)
    assert failure.stage == "intake"
    assert "picture.svg: not a kind of file that detente reads; give .txt" in failure.error


def test_a_pattern_is_expanded_in_order_and_by_the_rules_of_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt", "c.html", "README.md", "deep/d.txt")
    assert names(items([str(tmp_path / "*.txt")]), tmp_path) == ["a.txt", "b.txt"]
    assert names(items([str(tmp_path / "**" / "*.txt")]), tmp_path) == ["a.txt", "b.txt", "deep/d.txt"]
    assert names(items([str(tmp_path / "*")]), tmp_path) == ["a.txt", "b.txt", "c.html", "deep/d.txt"]


def test_a_name_with_brackets_is_a_file_first(tmp_path: Path) -> None:
    write(tmp_path, "report [1].txt")
    assert names(items([tmp_path / "report [1].txt"]), tmp_path) == ["report [1].txt"]


def test_a_file_named_beside_its_folder_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    sources = [tmp_path, tmp_path / "b.txt", tmp_path / "b.txt"]
    assert names(items(sources), tmp_path) == ["a.txt", "b.txt"]


def test_all_missing_names_are_told_at_once_before_reading(tmp_path: Path) -> None:
    write(tmp_path, "report.txt")
    with pytest.raises(NoSource) as caught:
        items([tmp_path / "reprot.txt", tmp_path / "nothing*.txt"])
    message = str(caught.value)
    assert "reprot.txt" in message
    assert "nothing*.txt" in message
    assert f"did you mean {tmp_path / 'report.txt'}?" in message
    assert "\n" not in message


def test_a_list_names_sources_from_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.html", "c.txt")
    (tmp_path / "list.paths").write_text(f"b.txt\n\n{tmp_path / 'c.txt'}\na\nb.txt\nnone.txt\n")
    found = list(items([tmp_path / "list.paths"]))
    assert names(found, tmp_path) == ["b.txt", "c.txt", "a/z.html"]
    assert ["none.txt" in one.source for one in found if isinstance(one, Failure)] == [True]
    assert names(items([tmp_path / "list.paths", tmp_path / "c.txt"]), tmp_path) == ["b.txt", "c.txt", "a/z.html"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bytes.paths", b"\xff\xfe", "text in UTF-8"),
        ("broken.paths.gz", b"no gzip", "cannot be read"),
        ("long.paths.gz", gzip.compress(b"x" * 101, mtime=0), "at most 100 bytes"),
        ("empty.paths", b"", "name at least one"),
    ],
)
def test_what_is_no_list_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, reason: str
) -> None:
    monkeypatch.setattr(lists, "MOST", 100)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NoSource, match=reason):
        items([tmp_path / name])


def test_no_source_at_all_is_told() -> None:
    with pytest.raises(NoSource, match="name at least one"):
        items([])


def test_a_missing_name_beside_a_good_one_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, "report.txt")
    failure, item = items([tmp_path / "missing.txt", tmp_path / "report.txt"])
    assert isinstance(failure, Failure)
    assert "missing.txt: no such file" in failure.error
    assert isinstance(item, Item)


@pytest.mark.parametrize("address", ["ftp://news.example/report", "gs://bucket/report", "file:///etc/hosts"])
def test_an_address_of_another_kind_is_refused_with_the_mend(address: str) -> None:
    with pytest.raises(NoSource, match="only http and https"):
        items([address])


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5_000, "/no/such/folder/a.txt"])
def test_impossible_names_are_missing(name: str) -> None:
    with pytest.raises(NoSource):
        items([name])


def test_a_folder_without_reports_fails_with_a_reason(tmp_path: Path) -> None:
    [failure] = items([tmp_path])
    assert isinstance(failure, Failure)
    assert "no reports here" in failure.error


def test_a_file_that_may_not_be_read_fails_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    real = Path.open

    def locked(path: Path, mode: str = "r") -> object:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, mode)

    monkeypatch.setattr(Path, "open", locked)
    first, failure, last = items([tmp_path])
    assert isinstance(first, Item)
    assert isinstance(failure, Failure)
    assert failure.error == f"{tmp_path / 'b.txt'}: cannot be read: permission denied; check its permissions"
    assert isinstance(last, Item)


def test_a_folder_that_may_not_be_listed_fails_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a/one.txt", "b/two.txt")
    real = Path.iterdir

    def locked(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "iterdir", locked)
    failure, item = items([tmp_path])
    assert isinstance(failure, Failure)
    assert "cannot list this folder" in failure.error
    assert isinstance(item, Item)


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "a/one.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path, target_is_directory=True)
    assert names(items([tmp_path]), tmp_path) == ["a/one.txt"]


def test_files_are_opened_one_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, *(f"{number:03}.txt" for number in range(50)))
    opened: list[str] = []
    real = Path.open

    def noted(path: Path, mode: str = "r") -> object:
        opened.append(path.name)
        return real(path, mode)

    monkeypatch.setattr(Path, "open", noted)
    stream = items([tmp_path])
    next(stream)
    assert opened == ["000.txt"]


def test_standard_input_may_be_text_a_page_or_a_table() -> None:
    def kinds(data: bytes) -> list[str]:
        found = items(["-"], stdin=io.BytesIO(data))
        return [one.kind if isinstance(one, Item) else one.error for one in found]

    assert kinds(TEXT.encode()) == ["text"]
    assert kinds(b"\n\n<!DOCTYPE html><html><body><p>Talks</p></body></html>") == ["html"]
    assert kinds(b'{"text": "Talks begin."}\n{"text": "Talks end."}\n') == ["row", "row"]
    assert kinds(b"title,text\nTalks,Talks begin.\n") == ["row"]
    assert kinds(b"{ this is a text about JSON }\n") == ["text"]
    assert kinds(b"The text, as it stands, is short.\nIt has two lines.\n") == ["text"]


def test_without_standard_input_a_dash_leads_nowhere() -> None:
    with pytest.raises(NoSource, match="no standard input"):
        items(["-"])


def test_a_table_on_standard_input_streams() -> None:
    class Endless(io.RawIOBase):
        lines = 0

        def readline(self, size: int | None = -1) -> bytes:
            assert size
            self.lines += 1
            return b'{"text": "Talks begin in Geneva."}\n'

    endless = Endless()
    stream: BinaryIO = endless  # type: ignore[assignment]  # only its readline is asked for
    found = items(["-"], stdin=stream)
    for _ in range(5):
        assert isinstance(next(found), Item)
    assert endless.lines < 10


def test_ids_depend_on_name_and_bytes_alone(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/b.txt")
    (tmp_path / "two" / "a.txt").write_bytes((tmp_path / "one" / "a.txt").read_bytes())
    one, two, other = (item for item in items([tmp_path]) if isinstance(item, Item))
    assert one.id == two.id
    assert one.id != other.id


def test_an_archive_that_lies_in_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia and the United States met.\n", encoding="utf-8")
    table = tmp_path / "detente-archive" / "reports"
    (table / "_delta_log").mkdir(parents=True)
    (table / "part-0.parquet").write_bytes(b"PAR1")
    assert [item.source for item in items([tmp_path])] == [str(tmp_path / "a.txt")]
