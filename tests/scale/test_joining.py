"""A cluster that is there is joined from this machine and by Ray's client, and reads what one machine reads."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente import __version__
from detente.archive import Archive
from detente.archive.tables import DATA_TABLES
from detente.errors import ClusterError, ExtraMissing
from detente.intake.sources import Part
from detente.reading import Account, read
from detente.reading.making import Making
from detente.reading.workers import Task
from detente.scale import cluster as cluster_of
from detente.scale.apart import Apart, Told
from detente.scale.cluster import TRIES, Joined, joined
from detente.scale.crew import Work, blocks
from detente.scale.foreman import fetched
from detente.scale.reaching import reached
from detente.scale.stages import numbers, packed, unpacked
from tests.conftest import LONG
from tests.scale.conftest import text
from tests.scale.reading_there import processes

ROOT = Path(__file__).parents[2]
DEADLINE = 500  # seconds; a reading takes some forty on a busy machine
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning:ray")  # Ray Data's own


def free() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A cluster of one machine, begun with `ray start`."""

    client: str
    around: Mapping[str, str]

    def read(self, on: str, folder: Path, archive: Path, what: str = "nothing", **around: str) -> str:
        """Read a folder on it, from another folder than the cluster was begun in, and return what came of it."""
        words = [sys.executable, "-W", "ignore", "-m", "tests.scale.reading_there", on, str(folder), str(archive), what]
        done = subprocess.run(
            words, cwd=ROOT, env={**self.around, **around}, capture_output=True, text=True, timeout=DEADLINE, check=True
        )
        return done.stdout


@pytest.fixture
def head() -> Iterator[Head]:
    """Begin a cluster with a token of its own, and end all that belongs to it."""
    pytest.importorskip("ray")
    made = tempfile.mkdtemp(prefix="head", dir="/tmp")
    client = free()
    token = {"RAY_AUTH_TOKEN": "made-up-" * 4}
    bare = {name: value for name, value in os.environ.items() if name != "RAY_AUTH_MODE"}  # as Ray leaves it in ours
    around = {**bare, **token, "RAY_TMPDIR": made, "HOME": made, "RAY_agent_register_timeout_ms": "100000"}
    words = ["--head", "--num-cpus=2", "--include-dashboard=false", "--disable-usage-stats", f"--port={free()}"]
    command = [sys.executable, "-W", "ignore", "-m", "ray.scripts.scripts", "start", *words]
    try:
        for left in reversed(range(2 * TRIES)):
            begun = subprocess.run(
                [*command, f"--ray-client-server-port={client}"],
                cwd=made,
                env={**around, "RAY_AUTH_MODE": "token"},
                check=False,
                capture_output=True,
                text=True,
                timeout=DEADLINE,
            )
            if not begun.returncode:
                break
            end(made)
            assert left, begun.stderr
        yield Head(client=f"ray://127.0.0.1:{client}", around=around)
    finally:
        end(made)
        shutil.rmtree(made, ignore_errors=True)


def end(folder: str) -> None:
    """End the processes of a cluster."""
    for process, _ in processes(folder):
        os.kill(process, signal.SIGKILL)


def same(archive: Path, expected: Archive) -> bool:
    """Say whether an archive is sound and holds the same rows in the same order as another."""
    made = Archive.open(archive)
    return made.check() == [] and all(made.table(name) == expected.table(name) for name in DATA_TABLES)


@LONG
def test_a_cluster_that_is_there_reads_what_one_machine_reads_though_a_worker_is_lost(
    head: Head, folder: Path, alone: tuple[Account, Archive], tmp_path: Path
) -> None:
    _, one = alone
    refused = head.read(head.client, folder, tmp_path / "refused")
    assert "asks for a token; set RAY_AUTH_MODE=token" in refused
    for on, mode in (("ray:auto", {}), (head.client, {"RAY_AUTH_MODE": "token"})):
        archive = tmp_path / str(len(mode))
        assert head.read(on, folder, archive, "worker", **mode) == "30 read, 1 known, 2 failed"
        assert same(archive, one), on
    between = os.path.relpath(folder, ROOT)
    assert head.read(head.client, Path(between), tmp_path / "0", RAY_AUTH_MODE="token").startswith("0 read, 31 known")


@LONG
@pytest.mark.parametrize("on", ["ray:auto", "client"])
def test_a_cluster_that_ends_in_between_is_told_and_another_goes_on(head: Head, tmp_path: Path, on: str) -> None:
    press = tmp_path / "press"
    press.mkdir()
    for number in range(150):  # some ten blocks, most of which are still to come when the first is stored
        (press / f"{number:03}.txt").write_text(text(number))
    named = head.client if on == "client" else on
    around = {"RAY_AUTH_MODE": "token", "RAY_CLIENT_RECONNECT_GRACE_PERIOD": "2"}
    told = head.read(named, press, tmp_path / "archive", "cluster", **around)
    assert told.startswith(f"cluster {named}: it does not answer any more; ")
    assert "\n" not in told
    account = read(press, archive=tmp_path / "archive")
    assert 0 < account.read < 150
    assert account.read + account.known == 150
    assert Archive.open(tmp_path / "archive").check() == []


def test_a_process_apart_does_what_it_is_asked_and_its_end_is_told() -> None:
    apart = Apart()
    try:
        assert apart.ask(len, "three") == 5
        assert list(apart.stream(iter, ["one", "two"])) == ["one", "two"]
        with pytest.raises(Told, match="invalid literal"):
            apart.ask(int, "x")
        with pytest.raises(ClusterError, match="nobody answers"):
            apart.ask(reached, "ray://127.0.0.1:1", f"127.0.0.1:{free()}")
        with pytest.raises(ConnectionError):
            apart.ask(os._exit, 3)
    finally:
        apart.close()


def test_a_foreman_on_the_cluster_hands_out_the_blocks_that_are_made_here(cluster: None, folder: Path) -> None:
    names = [folder / "report-01.txt", folder / "lines.jsonl", folder / "rows.parquet"]
    groups = [
        packed([(place, Part(kind="file", name=str(name), named=True))], "part") for place, name in enumerate(names)
    ]
    work = Work(
        task=Task(language=False, making=Making()),
        files={},
        columns={},
        folder=None,
        cluster=Joined(cores=2, workers=1),
        version=__version__,
    )
    found = [piece for block in fetched(blocks, work, groups, numbers([])) for piece in unpacked(block)]
    assert [(piece.part, len(piece.content), piece.last) for piece in found] == [
        (0, 1, True),
        (1, 6, True),
        (2, 5, True),
    ]


def test_who_does_not_answer_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ClusterError, match=r"ray://127\.0\.0\.1:\d+: nobody answers at .*refused"):
        reached("ray://127.0.0.1:1", f"127.0.0.1:{free()}")

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    with pytest.raises(ClusterError, match=r"there is no host head\.example "):
        reached("ray://head.example:10001", "head.example:10001")
    monkeypatch.setitem(sys.modules, "grpc", None)
    with pytest.raises(ExtraMissing, match=r"detente\[scale\]"):
        reached("ray://head.example:10001", "head.example:10001")


@pytest.mark.parametrize("asks", [True, False])
def test_a_cluster_that_asks_for_a_token_is_told_with_the_mend(asks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    grpc = pytest.importorskip("grpc")
    monkeypatch.delenv("RAY_AUTH_MODE", raising=False)

    class Door(grpc.GenericRpcHandler):  # type: ignore[misc]
        def service(self, _asked: object) -> object:
            code = grpc.StatusCode.UNAUTHENTICATED if asks else grpc.StatusCode.INTERNAL
            return grpc.unary_unary_rpc_method_handler(lambda _request, context: context.abort(code, "no"))

    with ThreadPoolExecutor(1) as threads:
        server = grpc.server(threads, handlers=(Door(),))
        address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
        server.start()
        try:
            if asks:
                with pytest.raises(ClusterError, match="asks for a token; set RAY_AUTH_MODE=token"):
                    reached(f"ray://{address}", address)
                monkeypatch.setenv("RAY_AUTH_MODE", "token")
            reached(f"ray://{address}", address)
        finally:
            server.stop(None).wait()


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Return what Ray was told each time that it was to begin, which fails."""
    ray = pytest.importorskip("ray")
    told: list[dict[str, object]] = []

    def init(**how: object) -> None:
        told.append(how)
        raise RuntimeError("The current node timed out during startup.\nand a long trace")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", init)
    monkeypatch.setattr(ray, "shutdown", lambda: None)
    return told


def test_a_cluster_of_ones_own_that_does_not_come_up_is_tried_again(tried: list[dict[str, object]]) -> None:
    with pytest.raises(ClusterError) as error, joined("ray", 1):
        pass
    assert str(error.value).startswith(
        f"cluster ray: it did not come up in {TRIES} tries: The current node timed out during startup; look"
    )
    assert len(tried) == TRIES


def test_a_cluster_that_is_there_is_asked_once_and_its_hints_are_one_line(
    tried: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ClusterError, match="ray:auto: The current node"), joined("ray:auto", None):
        pass
    assert len(tried) == 1

    def other(**_how: object) -> None:
        raise RuntimeError(
            "Version mismatch: The cluster was started with:\n    Ray: 2.1\n    Python: 3.9\nThis process:\n"
        )

    monkeypatch.setattr(cluster_of.need("ray"), "init", other)
    with (
        pytest.raises(ClusterError, match=r"started with: Ray: 2\.1 Python: 3\.9 This process:") as error,
        joined("ray:auto", 1),
    ):
        pass
    assert "\n" not in str(error.value)


def test_a_client_that_is_let_go_is_tried_again_and_a_trace_is_its_last_line(
    tried: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def let_go(**how: object) -> None:
        tried.append(how)
        raise ConnectionAbortedError(
            "Initialization failure from server:\nTraceback (most recent call last):\n  File\nRuntimeError: not up.\n"
        )

    monkeypatch.setattr(cluster_of.need("ray"), "init", let_go)
    monkeypatch.setattr(cluster_of, "reached", lambda *_: None)
    with (
        pytest.raises(ClusterError, match=r"ray://head:1: RuntimeError: not up; is head:1 the port"),
        joined("ray://head:1", 1),
    ):
        pass
    assert len(tried) == TRIES
