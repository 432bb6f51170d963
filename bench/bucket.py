"""What a reading into a bucket costs against one into a folder: `python bench/bucket.py [--rounds 3]`.

The samples are read by turns into a folder and into a bucket on this machine (moto's server, whose own time is not counted),
each time into a new archive, and each is asked and checked. Printed are the medians of CPU seconds and of the wall clock, and
how many requests each step made: a bucket that is far away takes its distance for each that waits for another.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = (("read", "samples"), ("read again", "samples"), ("events", ""), ("check", ""), ("upkeep", ""))


@contextmanager
def served() -> Iterator[Callable[[], int]]:
    """Run the server, and give what tells how many requests it had."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bucket_server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        endpoint = f"http://127.0.0.1:{int(process.stdout.readline())}"
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            os.environ[name] = "made-up"
        os.environ.update(AWS_ENDPOINT_URL=endpoint, AWS_REGION="us-east-1")
        ask(endpoint, "press", "PUT")
        yield lambda: int(ask(endpoint, "-/asked", "POST"))
        process.communicate()


def ask(endpoint: str, path: str, method: str) -> bytes:
    """Return what the server answers."""
    request = urllib.request.Request(f"{endpoint}/{path}", data=b"", method=method)  # noqa: S310 - ours
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - ours
        return bytes(answer.read())


def run(step: str, source: str, archive: str) -> tuple[float, float]:
    """Return the CPU seconds and the wall clock of a command."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    words = [step.split()[0], *([source] if source else []), "--archive", archive]
    subprocess.run([sys.executable, "-m", "detente", *words], stdout=subprocess.DEVNULL, cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - begun


def main() -> None:
    """Run the rounds and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    took: dict[tuple[str, str], list[tuple[float, float]]] = {}
    requests: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder, served() as asked:
        os.environ["DETENTE_CACHE"] = f"{folder}/cache"
        for number in range(rounds):
            for where, archive in (("folder", f"{folder}/{number}"), ("bucket", f"s3://press/{number}")):
                for step, source in STEPS:
                    before = asked()
                    took.setdefault((step, where), []).append(run(step, source, archive))
                    if where == "bucket":
                        requests.setdefault(step, []).append(asked() - before - 1)
    for step, _ in STEPS:
        told = {
            where: [statistics.median(one[n] for one in took[step, where]) for n in (0, 1)]
            for where in ("folder", "bucket")
        }
        print(
            f"{step}: folder {told['folder'][0]:.2f} CPU s, bucket {told['bucket'][0]:.2f} CPU s "
            f"({told['bucket'][0] / told['folder'][0]:.2f} times; wall {told['bucket'][1] / told['folder'][1]:.2f} times), "
            f"{statistics.median(requests[step]):.0f} requests"
        )


if __name__ == "__main__":
    main()
