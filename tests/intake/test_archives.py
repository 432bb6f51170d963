"""ZIP, TAR and compressed files: what is in them is read member by member, within limits."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from detente.intake import Item, items, streams
from tests.intake.made import BODY, page, read, tarred, zipped

TEXT = f"Talks begin in Geneva\n\n{BODY}\n"
MEMBERS: dict[str, bytes | str] = {
    "reports/a.txt": TEXT,
    "reports/b.html": page("Talks end"),
    "reports/table.jsonl": '{"title": "Talks", "text": "The ministers met in Geneva, officials said."}\n',
    "reports/photo.png": b"\x89PNG",
    "reports/README.md": "About",
    "reports/data.json": '{"version": 1}',
    ".hidden/c.txt": TEXT,
    "__MACOSX/reports/._a.txt": b"\x00\x05",
    "reports/b_files/frame.html": page("An advertisement"),
}


@pytest.mark.parametrize("name", ["all.zip", "all.tar", "all.tar.gz", "all.tgz", "all.tar.bz2", "all.tar.xz"])
def test_the_members_of_an_archive_are_read_by_the_rules_of_folders(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".zip"):
        zipped(path, MEMBERS)
    else:
        tarred(
            path, MEMBERS, {"tar": "w", "gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}[name.split(".")[-1]]
        )
    reports, errors = read(tmp_path)
    assert not errors
    assert [one.source for one in reports] == [
        f"{path}!reports/{member}" for member in ("a.txt", "b.html", "table.jsonl")
    ]
    assert [one.origin for one in reports] == ["a.txt", "b.html", "table.jsonl#1"]
    assert reports[0].body == BODY


def test_a_report_has_the_same_id_inside_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    sources = [
        tmp_path / "a.txt",
        zipped(tmp_path / "a.zip", {"x/a.txt": TEXT}),
        tarred(tmp_path / "a.tgz", {"a.txt": TEXT}),
    ]
    assert len({one.id for one in items(sources) if isinstance(one, Item)}) == 1


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_single_files_may_be_compressed(tmp_path: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(TEXT.encode()))
    (tmp_path / f"b.csv{suffix}").write_bytes(pack(f"title,text\nTalks,{BODY.splitlines()[0]}\n".encode()))
    (tmp_path / f"photo.png{suffix}").write_bytes(pack(b"\x89PNG"))
    reports, errors = read(tmp_path)
    assert not errors
    assert [one.title for one in reports] == ["Talks begin in Geneva", "Talks"]


def test_archives_are_read_from_standard_input(tmp_path: Path) -> None:
    for path in (zipped(tmp_path / "a.zip", MEMBERS), tarred(tmp_path / "a.tgz", MEMBERS)):
        reports, errors = read("-", stdin=path.read_bytes())
        assert not errors
        assert reports[0].source == "-!reports/a.txt"
        assert len(reports) == 3


def test_archives_in_archives_are_read_so_deep_and_no_deeper(tmp_path: Path) -> None:
    data = zipped(tmp_path / "0.zip", {"a.txt": TEXT}).read_bytes()
    for depth in range(1, 5):
        reports, errors = read("-", stdin=data)
        assert (len(reports), len(errors)) == ((1, 0) if depth < 4 else (0, 1))
        data = zipped(tmp_path / f"{depth}.zip", {f"{depth}.zip": data}).read_bytes()
    assert "stands in more than 3 archives; unpack it yourself" in errors[0]


def test_an_archive_without_reports_is_told_if_it_was_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "pictures.zip", {"photo.png": b"\x89PNG"})
    (tmp_path / "a.txt").write_text(TEXT)
    assert "no reports in this archive" in read(path)[1][0]
    reports, errors = read(tmp_path)
    assert (len(reports), errors) == (1, [])


def test_members_that_are_damaged_or_locked_fail_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": TEXT, "b.txt": TEXT + "b", "c.txt": TEXT + "c"})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        second = archive.infolist()[1]
    at = second.header_offset + 30 + len("b.txt")
    data[at : at + 20] = b"\xff" * 20
    path.write_bytes(data)
    reports, [error] = read(path)
    assert [one.origin for one in reports] == ["a.txt", "c.txt"]
    assert error.startswith(f"{path}!b.txt: damaged: ")
    data = bytearray(zipped(path, {"a.txt": TEXT, "b.txt": TEXT + "b"}).read_bytes())
    with zipfile.ZipFile(path) as archive:
        central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    path.write_bytes(data)
    reports, [error] = read(path)
    assert [one.origin for one in reports] == ["b.txt"]
    assert error == f"{path}!a.txt: protected by a password; unpack it yourself"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.txt.gz", "a.jsonl.gz", "a.csv.bz2"])
@pytest.mark.parametrize(
    "data", [b"", b"hello world\n" * 50, b"PK\x03\x04" + bytes(100), b"\x1f\x8b\x08\x00" + bytes(50)]
)
def test_what_is_no_archive_fails_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(TEXT)
    [one], errors = read(tmp_path / name, tmp_path / "z.txt")
    assert one.origin == "z.txt"
    assert len(errors) == 1


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_an_archive_broken_off_gives_what_is_whole_and_a_failure(tmp_path: Path, mode: str) -> None:
    path = tmp_path / f"a.tar{mode[1:].replace(':', '.')}"
    tarred(path, {f"{n:03}.txt": f"{TEXT}{n}{' filling' * n}" for n in range(300)}, mode)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    reports, errors = read(path)
    assert len(reports) < 300
    assert reports or mode in {"w:bz2", "w:xz"}, "these two pack large blocks"
    assert errors


def test_links_and_devices_in_an_archive_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind, name in (
            (tarfile.SYMTYPE, "link.txt"),
            (tarfile.LNKTYPE, "hard.txt"),
            (tarfile.FIFOTYPE, "pipe.txt"),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
        raw = TEXT.encode()
        info = tarfile.TarInfo("../../outside.txt")
        info.size = len(raw)
        archive.addfile(info, io.BytesIO(raw))
    reports, errors = read(path)
    assert not errors
    assert [one.source for one in reports] == [f"{path}!../../outside.txt"]
    assert not list(tmp_path.parent.glob("outside.txt"))


def test_a_member_name_with_a_newline_stays_on_one_line(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a\nb.txt": TEXT, "c\nd.txt": b"\x00" * 50})
    [one], [error] = read(path)
    assert (one.source, one.origin) == (f"{path}!a\\nb.txt", "a\\nb.txt")
    assert error.startswith(f"{path}!c\\nd.txt: ")


@pytest.fixture
def small_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bombs be told sooner, so that the tests need not unpack hundreds of megabytes."""
    monkeypatch.setattr(streams, "FLOOR", 3_000_000)


@pytest.mark.usefixtures("small_bombs")
@pytest.mark.parametrize("name", ["lines.jsonl", "table.csv", "text.txt"])
def test_a_bomb_is_told_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    rows = b'{"text": ""}\n' if name.endswith("jsonl") else b"title,text\n"
    data = rows + b" " * 15_000_000
    bombs = [
        zipped(tmp_path / "a.zip", {name: data}),
        tarred(tmp_path / "b.tgz", {name: data}),
        zipped(tmp_path / "c.zip", {"inner.zip": zipped(tmp_path / "in.zip", {name: data}).read_bytes()}),
    ]
    packed = tmp_path / f"d-{name}.gz"
    packed.write_bytes(gzip.compress(data))
    (tmp_path / "z.txt").write_text(TEXT)
    for bomb in [*bombs, packed]:
        [one], errors = read(bomb, tmp_path / "z.txt")
        assert one.origin == "z.txt"
        mend = "unpacks to more than 200 times its size; if this is meant, unpack it yourself"
        assert errors[-1] == f"{bomb}: {mend}"


@pytest.mark.usefixtures("small_bombs")
def test_many_small_members_are_a_bomb_together(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": b"Talks begin. " * 200_000 for n in range(10)})
    reports, errors = read(path)
    assert len(reports) < 5
    assert "unpacks to more than 200 times its size" in errors[-1]
    assert len(errors) == 1
