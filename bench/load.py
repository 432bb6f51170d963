"""Many people at once while a reading writes: `python bench/load.py FOLDER [--reports 20000] [--clients 50] [--seconds 60]`.

Makes an archive in FOLDER as `bench/web.py` does, unless there is one. Copies it, serves the copy in a process of its own,
and lets so many clients open its pages, one after another with a pause as a reader has, while another process writes a batch
of the archive's own rows under other ids every few seconds. Prints how many pages were opened, how many failed, the median,
95th and 99th percentile of their times in milliseconds, and what the server spent on a page in processor time, readying of
further versions included.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

#: Seconds between two batches: a reading writes one in some twenty.
WRITES = 10.0
#: The status that says that a page is being made.
MADE = "202"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What came of it: seconds of each page, what failed, batches written, and the server's seconds of processor time.

    ``told`` are the answers that a page was being made; it is asked for again.
    """

    seconds: tuple[float, ...]
    failed: tuple[str, ...]
    batches: int
    cpu: float = 0.0
    told: int = 0

    def percentile(self, part: float) -> float:
        """Return a percentile of the pages' times, in milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def run(archive: Path, *, clients: int, seconds: float, pause: float, writes: float = WRITES) -> Load:
    """Serve a copy of an archive and ask it; see above."""
    from web import pages

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "archive"
        shutil.copytree(archive, copy)
        port = _free_port()
        command = [sys.executable, "-m", "detente", "serve", "--archive", str(copy), "--port", str(port)]
        server = subprocess.Popen(command, stderr=subprocess.PIPE)
        try:
            _wait(port, server)
            before = _spent(server.pid)
            made = asyncio.run(_ask(copy, port, pages(copy), clients, seconds, pause, writes))
            return replace(made, cpu=_spent(server.pid) - before)
        finally:
            server.terminate()
            server.wait(30)
            if server.stderr:
                server.stderr.close()


async def _ask(
    copy: Path, port: int, addresses: list[str], clients: int, seconds: float, pause: float, writes: float
) -> Load:
    """Let clients ask and a writer write at once."""
    end = time.monotonic() + seconds
    times: list[float] = []
    failed: list[str] = []
    told = [0]

    async def client(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - which page next is no secret
        await asyncio.sleep(chance.random() * pause)
        address = addresses[0]
        status = ""
        while time.monotonic() < end:
            address = address if status == MADE else chance.choice(addresses)
            begun = time.perf_counter()
            try:
                status = await _get(port, address)
            except OSError as error:
                status = str(error)
            times.append(time.perf_counter() - begun)
            told[0] += status == MADE
            if status not in ("200", MADE):
                failed.append(f"{address}: {status}")
            await asyncio.sleep(pause * (0.5 + chance.random()))

    batches = 0
    people = asyncio.gather(*(client(n) for n in range(clients)))
    while not people.done():
        await asyncio.wait([people], timeout=writes)
        if not people.done():
            batches += 1
            code = f"import load; load.write({str(copy)!r}, {batches})"
            writer = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=Path(__file__).parent)
            await writer.wait()
    await people
    return Load(seconds=tuple(times), failed=tuple(failed), batches=batches, told=told[0])


async def _get(port: int, address: str) -> str:
    """Return the status of an address."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer[9:12].decode("ascii", "replace")


def write(archive: str, number: int) -> None:
    """Write a batch of rows that the archive has, under other ids."""
    from detente.archive import Archive, Query
    from web import IDS, repeated

    opened = Archive.open(archive)
    first = 0xF00000 + number
    with opened.writer() as writer:
        few = opened.table("reports", Query(limit=200))["id"].to_pylist()
        rows = {table: repeated(opened, table, first, first + 1, few) for table in IDS}
        writer.write_tables(rows)


def _spent(process: int) -> float:
    """Return the seconds of processor time that a process has used; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers. Raises RuntimeError."""
    end = time.monotonic() + 300
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def main() -> None:
    """Parse the arguments, ask, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="source", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0)
    options = parser.parse_args()
    from web import built

    folder = built(options.folder, options.reports, options.source)
    made = run(folder, clients=options.clients, seconds=options.seconds, pause=options.pause)
    print(f"{len(made.seconds)} answers, {made.batches} batches written meanwhile, {len(made.failed)} failed")
    print(f"{made.told} of the answers said that the page is being made")
    middle = 1000 * statistics.median(made.seconds)
    print(f"median {middle:.0f} ms, p95 {made.percentile(0.95):.0f} ms, p99 {made.percentile(0.99):.0f} ms")
    print(f"server: {1000 * made.cpu / max(1, len(made.seconds)):.0f} ms of processor time a page")
    print(f"asked: no error, p95 under 300 ms; reached: {len(made.failed)} errors, {made.percentile(0.95):.0f} ms")
    for line in made.failed[:10]:
        print(line)


if __name__ == "__main__":
    main()
