"""The Ray cluster that a reading runs on: one of its own on this machine, or one that is there."""

from __future__ import annotations

import gc
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from detente.errors import ClusterError, UsageError
from detente.scale.apart import Apart, Told, held
from detente.scale.extra import need
from detente.scale.reaching import reached

OWN = "ray"
RUNNING = "ray:auto"
REMOTE = "ray://"

GONE = "it does not answer any more"
"""What is said of a cluster that has ended."""

TRIES = 3
"""How often a cluster of one's own is begun, and one by Ray's client joined: a busy machine gives up before all is up."""

_PATIENCE = ("RAY_agent_register_timeout_ms", "100000")  # a node dies where a busy machine lets its agents start late
_LOGGERS = ("ray", "ray.data", "ray.util.client.logsclient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A cluster that was joined: how many cores it has now, and how many workers are to read on it."""

    cores: int
    workers: int


def checked(on: str) -> str:
    """Return the name of a cluster if it is one. Raises UsageError."""
    host, colon, port = on.removeprefix(REMOTE).rpartition(":")
    if on in {OWN, RUNNING} or (on.startswith(REMOTE) and host and colon and port.isascii() and port.isdigit()):
        return on
    raise UsageError(
        f"--on {on!r} names no cluster; give ray (one of its own on this machine), ray:auto (the one that this "
        "machine belongs to) or ray://HOST:PORT"
    )


@contextmanager
def joined(on: str, workers: int | None) -> Iterator[Joined]:
    """Join a cluster; one of its own is made with as many cores as there are to be workers, and ended after.

    ``workers`` None: as many as the cluster has cores. In a process that has joined a cluster before, that one is used
    and left as it is. Raises UsageError, ExtraMissing, ClusterError.
    """
    ray = need("ray")
    need("ray.data")
    for name in _LOGGERS:  # what goes wrong comes as an error, and what goes on is told by detente's own progress
        logging.getLogger(name).setLevel(logging.ERROR)
    known = ray.is_initialized()
    if not known:
        _join(checked(on), workers)
    try:
        yield _found(on, workers)
    finally:
        if not known:
            _leave()


@contextmanager
def joined_for(on: str, workers: int | None) -> Iterator[tuple[Joined, Apart | None]]:
    """Join a cluster as :func:`joined` does; the one of this machine by a process of its own, which is given too."""
    if on != RUNNING or need("ray").is_initialized():
        with joined(on, workers) as cluster:
            yield cluster, None
        return
    apart = Apart()
    try:
        yield apart.ask(_joined_there, on, workers), apart
    except (ConnectionError, Told) as error:
        raise ClusterError(on, GONE if isinstance(error, ConnectionError) else _said(error)) from error
    finally:
        apart.close()


def _joined_there(on: str, workers: int | None) -> Joined:
    """Join a cluster for as long as this process lasts, which is one apart."""
    return held(joined(on, workers))


def _found(on: str, workers: int | None) -> Joined:
    """Return what there is of a cluster. Raises ClusterError where nobody can read on it."""
    cores = int(need("ray").cluster_resources().get("CPU", 0))
    if cores < 1:
        raise ClusterError(on, "it has no core to read on")
    return Joined(cores=cores, workers=workers or cores)


def _join(on: str, workers: int | None) -> None:
    """Join a cluster, or make one. Raises ExtraMissing, ClusterError."""
    os.environ.setdefault(*_PATIENCE)
    if on == OWN:
        _begin(workers)
        return
    if on.startswith(REMOTE):
        reached(on, on.removeprefix(REMOTE))
    for tried in range(1, TRIES + 1):
        try:
            _init(address="auto" if on == RUNNING else on)
        except Exception as error:  # Ray raises bare ones where a cluster cannot be joined
            _leave()
            if isinstance(error, ConnectionAbortedError) and tried < TRIES:
                continue  # as on a busy machine, where what serves Ray's client does not come up in time
            asked = (
                ""
                if on == RUNNING
                else f"; is {on.removeprefix(REMOTE)} the port of Ray's client, and is the token the cluster's?"
            )
            raise ClusterError(on, _said(error) + (asked if isinstance(error, ConnectionError) else "")) from error
        else:
            return


def _begin(workers: int | None) -> None:
    """Make a cluster of one's own, be it not at the first try. Raises ClusterError."""
    for tried in range(1, TRIES + 1):
        try:
            _init(num_cpus=workers, include_dashboard=False)
        except ValueError as error:  # of what it was told, which no further try mends
            raise ClusterError(OWN, _said(error)) from error
        except Exception as error:  # Ray raises bare ones where a node does not come up
            _leave()
            if tried == TRIES:
                raise ClusterError(OWN, f"it did not come up in {TRIES} tries: {_said(error)}") from error
        else:
            return


def _init(**how: Any) -> None:
    """Join or begin what Ray is told of, in silence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ray warns of what its error says too
        need("ray").init(log_to_driver=False, logging_level=logging.ERROR, **how)


def _leave() -> None:
    """Leave a cluster, and end one of one's own; its processes' handles say nothing when they are collected."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        need("ray").shutdown()
        gc.collect()


def _said(error: Exception) -> str:
    """Return what an error says in one line, without its list of hints."""
    lines = [line.strip() for line in str(error).strip().splitlines() if line.strip()]
    if any("Traceback" in line for line in lines[:2]):
        lines = lines[-1:]  # of the server, whose last line says what it was
    told = " ".join(lines) if lines and lines[0].endswith(":") else next(iter(lines), type(error).__name__)
    return told.rstrip(".")
