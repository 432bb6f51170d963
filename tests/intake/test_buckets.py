"""A bucket gives the reports that a folder gives, with the same ids, and says what is wrong when it does not answer."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import NoSource
from detente.intake import Item, count, items
from detente.records import Failure

boto3 = pytest.importorskip("boto3")
moto_server = pytest.importorskip("moto.server")
pytest.importorskip("obstore")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore")

TEXT = "Talks number {n} begin\n\nThe delegations of Chile and Ghana met for talk number {n} on Friday, both said.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of reports in files of several kinds, and of what is no report."""
    made = tmp_path_factory.mktemp("press")
    for n in range(3):
        (made / f"report-{n}.txt").write_text(TEXT.format(n=n))
    (made / "deep").mkdir()
    (made / "deep" / "lines.jsonl.gz").write_bytes(
        gzip.compress("\n".join(json.dumps({"text": TEXT.format(n=n)}) for n in range(10, 14)).encode())
    )
    (made / "README.txt").write_text("About this folder.")
    (made / "picture.png").write_bytes(b"\x89PNG")
    (made / "empty.txt").write_bytes(b"")
    return made


@pytest.fixture(scope="module")
def bucket(folder: Path) -> Iterator[str]:
    """Return the address of a prefix with the folder's files in a bucket on this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    known = {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in known.items():
            patch.setenv(name, value)
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        client.create_bucket(Bucket="archives")
        for file in folder.rglob("*"):
            if file.is_file():
                client.put_object(
                    Bucket="archives", Key=f"press/{file.relative_to(folder).as_posix()}", Body=file.read_bytes()
                )
        listed = "press/report-2.txt\n\n/press/deep/lines.jsonl.gz\npress/none.txt\ns3://archives/press/report-2.txt\n"
        client.put_object(Bucket="archives", Key="lists/press.paths.gz", Body=gzip.compress(listed.encode()))
        client.close()
        yield "s3://archives/press"
    server.stop()


def told(found: Iterator[Item | Failure]) -> tuple[list[str], list[str]]:
    """Return the ids of the items in their order, and the errors without the place."""
    both = list(found)
    ids = [one.id for one in both if isinstance(one, Item)]
    return ids, [one.error.rpartition("/")[2] for one in both if isinstance(one, Failure)]


def test_a_prefix_gives_what_the_folder_gives_with_the_same_ids(bucket: str, folder: Path) -> None:
    assert told(items([bucket])) == told(items([folder]))
    assert told(items([bucket + "/"])) == told(items([folder]))
    assert len(told(items([bucket]))[0]) == 8


def test_one_object_is_read_by_its_name_and_once(bucket: str, folder: Path) -> None:
    (item,) = items([f"{bucket}/report-1.txt"])
    (local,) = items([folder / "report-1.txt"])
    assert isinstance(item, Item)
    assert isinstance(local, Item)
    assert (item.id, item.source) == (local.id, f"{bucket}/report-1.txt")
    ids, _ = told(items([f"{bucket}/report-1.txt", bucket]))
    assert len(ids) == len(set(ids)) == 8


def test_a_list_in_a_bucket_names_objects_from_the_top_of_it(bucket: str, folder: Path) -> None:
    ids, failures = told(items(["s3://archives/lists/press.paths.gz"]))
    assert ids == told(items([folder / "report-2.txt", folder / "deep" / "lines.jsonl.gz"]))[0]
    assert len(failures) == 1


def test_an_object_is_no_prefix_of_its_neighbours(bucket: str) -> None:
    with pytest.raises(NoSource, match="no object of that name"):
        items(["s3://archives/pre"])


def test_how_many_reports_a_bucket_has_is_not_known_beforehand(bucket: str) -> None:
    assert count([bucket]) is None


def test_a_bucket_that_is_not_there_is_told_in_one_line(bucket: str) -> None:
    with pytest.raises(NoSource) as error:
        items(["s3://no-such-bucket/press"])
    assert "\n" not in str(error.value)
    assert "no-such-bucket" in str(error.value)


def test_without_the_library_the_mend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(NoSource, match=r"detente\[scale\]"):
        items(["s3://archives/press"])
