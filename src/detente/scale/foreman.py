"""The foreman of a crew: directs it on the cluster itself, for a process that is joined to it by Ray's client alone.

Ray Data directs its work from a process of the cluster; Ray's client (``ray://``) is none. So an actor there runs the stream
and hands out its blocks, one for each time that it is asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from detente import __version__
from detente.errors import ClusterError
from detente.scale.extra import need

if TYPE_CHECKING:
    import pyarrow as pa

AHEAD = 4
"""Blocks, of about 1 MB, that are asked for before the first has come: so the way to the cluster and back is not waited for."""


class Foreman:
    """Holds a stream of blocks on the cluster."""

    def __init__(self, version: str) -> None:
        if version != __version__:
            raise ClusterError("ray", f"it has detente {__version__}, this is {version}")
        self._blocks: Iterator[pa.Table] = iter(())

    def begin(self, stream: Callable[..., Iterator[pa.Table]], *given: object) -> None:
        """Begin a stream, which what is given tells of."""
        self._blocks = iter(stream(*given))

    def block(self) -> pa.Table | None:
        """Return the next block, None after the last."""
        return next(self._blocks, None)


def is_needed() -> bool:
    """Say whether this process has joined its cluster by Ray's client."""
    return bool(need("ray.util.client").ray.is_connected())


def fetched(stream: Callable[..., Iterator[pa.Table]], *given: object) -> Generator[pa.Table]:
    """Yield the blocks of a stream that a foreman runs on the cluster, in order. Raises what the stream raises."""
    ray = need("ray")
    foreman: Any = ray.remote(Foreman).options(num_cpus=0).remote(__version__)
    asked: deque[Any] = deque()
    try:
        ray.get(foreman.begin.remote(stream, *given))
        while True:
            asked.extend(foreman.block.remote() for _ in range(AHEAD - len(asked)))
            block = ray.get(asked.popleft())
            if block is None:
                return
            yield block
    finally:
        # A cluster that is gone has no foreman any more, and to ask would have Ray look for another cluster.
        if is_needed():
            with suppress(Exception):
                ray.kill(foreman)
