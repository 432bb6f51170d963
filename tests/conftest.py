"""What several folders of tests ask: an archive of the samples, read once in a run; a server for buckets on this machine."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.reading import read

SAMPLES = Path(__file__).parents[1] / "samples"
LONG = pytest.mark.skipif(
    "DETENTE_LONG" not in os.environ, reason="long: make scale-test, fault-test and long-test run it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketServer:
    """A server for buckets, as the environment of the tests that use it names it."""

    endpoint: str

    def fail(self, every: int, *, slow: int = 0) -> None:
        """Make each so-manieth request fail, none for 0; ``slow`` as the server's own page says."""
        self._say(f"slow/{slow}")
        self._say(f"every/{every}")

    def failed(self) -> int:
        """Return how many requests were made to fail."""
        return int(self._say("count"))

    def sent(self) -> int:
        """Return how many bytes were given."""
        return int(self._say("sent"))

    def put(self, bucket: str, key: str, data: bytes) -> None:
        """Put an object."""
        from obstore import put

        from detente.intake.buckets import store_of

        put(store_of(bucket), key, data)

    def upload(self, folder: Path, bucket: str, prefix: str) -> str:
        """Put the files of a folder under a prefix, and return its address."""
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.put(bucket, f"{prefix}/{file.relative_to(folder).as_posix()}", file.read_bytes())
        return f"s3://{bucket}/{prefix}"

    def make(self, bucket: str) -> None:
        """Make a bucket."""
        self._ask("PUT", bucket)

    def _say(self, what: str) -> bytes:
        return self._ask("POST", f"-/{what}")

    def _ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"{self.endpoint}/{path}", data=b"", method=method)  # noqa: S310 - ours
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - ours
            return bytes(answer.read())


@pytest.fixture(scope="session")
def server_process() -> Iterator[str]:
    """Run the server, and give its address."""
    pytest.importorskip("moto.server")
    pytest.importorskip("obstore")
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.bucket_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.communicate()


@pytest.fixture
def bucket_server(
    server_process: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BucketServer]:
    """Give the server, with an empty cache, and a bucket ``press``; it fails nothing unless it is told to."""
    known = {
        "AWS_ENDPOINT_URL": server_process,
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_REGION": "us-east-1",
        "DETENTE_CACHE": str(tmp_path_factory.mktemp("cache")),
    }
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    server = BucketServer(endpoint=server_process)
    server.make("press")
    yield server
    server.fail(0)


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return an archive of the samples, which tests only ask: who would change it copies it."""
    base = tmp_path_factory.getbasetemp()
    # Each process has a folder of its own inside that of the run.
    made = (base if worker_id == "master" else base.parent) / "samples-archive"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = made.with_suffix(".done")
        if not done.exists():
            read([SAMPLES], archive=made)
            done.touch()
    return made
