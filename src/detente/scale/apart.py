"""A process that joins the cluster of this machine and directs its work for the one that reads.

Where such a cluster ends, Ray ends every process that has joined it, a minute later and in its own words. So one of our own
joins it, whose end is told to the one that reads, which ends as it should.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING, Any, TypeVar

from detente.errors import DetenteError

if TYPE_CHECKING:
    import pyarrow as pa

_T = TypeVar("_T")

_SECONDS = 10.0  # that it may take to leave its cluster

_COMMAND = "import sys; from detente.scale.apart import serve; serve(int(sys.argv[1]))"


class Told(Exception):
    """What went wrong in the process apart, in its words: Ray's errors do not all pass from one process to another."""


class Apart:
    """The process, begun at once and ended by :meth:`close`. What it is asked it does one after another."""

    def __init__(self) -> None:
        self._pipe, other = Pipe()
        with other:
            words = [sys.executable, "-W", "ignore", "-c", _COMMAND, str(other.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                words,
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def ask(self, work: Callable[..., Any], *given: object) -> Any:
        """Return what a function of a module gives there.

        Raises a DetenteError of it as it is, Told for another, ConnectionError where the process ended.
        """
        try:
            self._pipe.send((work, given))
            fine, answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise ConnectionError("the process that directs the work was ended") from error
        if not fine:
            raise answer
        return answer

    def stream(self, work: Callable[..., Iterator[pa.Table]], *given: object) -> Generator[pa.Table]:
        """Yield the blocks that a function gives there. Raises as :meth:`ask`."""
        self.ask(_begin, work, given)
        while (block := self.ask(_next)) is not None:
            yield block

    def close(self) -> None:
        """End the process."""
        self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS)
        self._process.kill()
        self._process.wait()


_streams: list[Iterator[Any]] = []  # of the process apart: the one that is under way
_entered = ExitStack()  # and what it holds until its end


def held(context: AbstractContextManager[_T]) -> _T:
    """Enter a context until the end of the process apart, which this one is."""
    return _entered.enter_context(context)


def _begin(work: Callable[..., Iterator[Any]], given: tuple[object, ...]) -> None:
    """Begin a stream."""
    _streams[:] = [iter(work(*given))]


def _next() -> Any:
    """Return the next block of the stream, None after the last."""
    return next(_streams[0], None)


def serve(number: int) -> None:
    """Do what is asked over a pipe, until it is closed at the other end."""
    pipe = Connection(number)
    with _entered, suppress(EOFError, BrokenPipeError):
        while True:
            pipe.send(_done(*pipe.recv()))


def _done(work: Callable[..., Any], given: tuple[object, ...]) -> tuple[bool, Any]:
    """Return whether a function went well, and what it gave or raised: what is Ray's own in its words alone."""
    try:
        return True, work(*given)
    except DetenteError as error:
        return False, error
    except Exception as error:  # noqa: BLE001 - passed on, and raised there
        return False, Told(str(error) or type(error).__name__)
