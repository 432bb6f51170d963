"""The Ray cluster that a reading runs on: one of its own on this machine, or one that is there."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from detente.errors import ClusterError, LibraryMissing, UsageError
from detente.scale.extra import need

OWN = "ray"
RUNNING = "ray:auto"
REMOTE = "ray://"

_PATIENCE = ("RAY_agent_register_timeout_ms", "100000")  # a node dies where a busy machine lets its agents start late
_LOGGERS = ("ray", "ray.data")


def checked(on: str) -> str:
    """Return the name of a cluster if it is one. Raises UsageError."""
    if on in {OWN, RUNNING} or (on.startswith(REMOTE) and ":" in on.removeprefix(REMOTE)):
        return on
    raise UsageError(
        f"--on {on!r} names no cluster; give ray (one of its own on this machine), ray:auto (the one that this "
        "machine belongs to) or ray://HOST:PORT"
    )


@contextmanager
def joined(on: str, workers: int | None) -> Iterator[int]:
    """Join a cluster and give how many workers read on it; one of its own is made with so many cores, and ended after.

    ``workers`` None: as many as the cluster has cores. In a process that has joined a cluster before, that one is used
    and left as it is. Raises UsageError, ExtraMissing, LibraryMissing, ClusterError.
    """
    ray = need("ray")
    need("ray.data")
    for name in _LOGGERS:  # what goes wrong comes as an error, and what goes on is told by detente's own progress
        logging.getLogger(name).setLevel(logging.ERROR)
    known = ray.is_initialized()
    if not known:
        _join(checked(on), workers)
    try:
        cores = int(ray.cluster_resources().get("CPU", 0))
        if cores < 1:
            raise ClusterError(on, "it has no core to read on")
        yield workers or cores
    finally:
        if not known:
            ray.shutdown()


def _join(on: str, workers: int | None) -> None:
    """Join a cluster, or make one. Raises LibraryMissing, ClusterError."""
    ray = need("ray")
    if on.startswith(REMOTE) and find_spec("grpc") is None:
        raise LibraryMissing("grpcio", f"Ray's client ({REMOTE})")
    os.environ.setdefault(*_PATIENCE)
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if on == OWN:
            ray.init(num_cpus=workers, include_dashboard=False, **quiet)
        else:
            ray.init(address="auto" if on == RUNNING else on, **quiet)
    except Exception as error:  # Ray raises bare ones where a cluster does not start
        lines = str(error).strip().splitlines() or [type(error).__name__]
        raise ClusterError(on, lines[0]) from error
