"""Items read in a pool of processes: results in the order of the items, work under way bounded, a crash told as a failure.

What is read does not depend on how many processes read it. Only what needs the reports before (which of them a report
reprints) is left to the process that asks.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, TypeVar

from detente.errors import SourceError
from detente.reading.making import Making
from detente.reading.turns import crashed, unread
from detente.records import Failure, Records, Report

if TYPE_CHECKING:
    from detente.intake import Item
    from detente.language import Reader
    from detente.reading.turns import Work

_T = TypeVar("_T")

CHUNK_ITEMS = 8
"""Most items in a piece of work: enough for the parser to work on many paragraphs at once."""

CHUNK_BYTES = 1_000_000
"""From this size on a piece of work takes no further item."""

AHEAD = 3
"""Pieces of work per process that are under way or waiting to be taken up: what bounds the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done with each item: its report alone, or all its records by a reader that each process makes."""

    language: bool
    making: Making


@dataclass(slots=True, kw_only=True)
class Workers:
    """Processes that do a task; they start with the first piece of work and end with :meth:`close`."""

    task: Task
    number: int
    _pool: ProcessPoolExecutor | None = None
    _waiting: deque[tuple[list[Work], Future[list[Records | Failure]]]] = field(default_factory=deque)

    def run(self, turns: Iterable[Work]) -> Iterator[Records | Failure]:
        """Yield what becomes of each turn, in order; a turn that is a failure already stays what it is.

        An item whose reading ends its process (out of memory, a fault in a library) becomes a failure; the others that
        were under way are read again. Raises ParserMissing.
        """
        try:
            for chunk in chunks(turns):
                self._waiting.append((chunk, self._submit(chunk)))
                if len(self._waiting) >= AHEAD * self.number:
                    yield from self._next()
            while self._waiting:
                yield from self._next()
        finally:
            self.close()

    def close(self) -> None:
        """End the processes; work that nobody waits for is dropped."""
        self._waiting.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, chunk: list[Work]) -> Future[list[Records | Failure]]:
        self._pool = self._pool or _pool(self.number)
        try:
            return self._pool.submit(done, chunk, self.task)
        except BrokenProcessPool as error:  # a process has just ended: told like the rest, when it is the chunk's turn
            broken: Future[list[Records | Failure]] = Future()
            broken.set_exception(error)
            return broken

    def _next(self) -> list[Records | Failure]:
        """Return what became of the piece of work that was begun first."""
        chunk, future = self._waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._again()
            return alone(chunk, self.task)

    def _again(self) -> None:
        """Begin all work anew that was under way when a process ended."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        waiting, self._waiting = self._waiting, deque()
        for chunk, future in waiting:
            fine = future.done() and not future.cancelled() and future.exception() is None
            self._waiting.append((chunk, future if fine else self._submit(chunk)))


def chunks(turns: Iterable[_T]) -> Iterator[list[_T]]:
    """Yield turns, items with their bytes and what came in the place of others, in pieces of work."""
    chunk: list[_T] = []
    size = 0
    for turn in turns:
        chunk.append(turn)
        size += len(getattr(turn, "data", b""))
        if len(chunk) >= CHUNK_ITEMS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def alone(chunk: Sequence[Work], task: Task) -> list[Records | Failure]:
    """Read a piece of work item by item in a process of its own, to find the one that ends it."""
    found: list[Records | Failure] = []
    pool = _pool(1)
    try:
        for turn in chunk:
            try:
                found += pool.submit(done, [turn], task).result()
            except BrokenProcessPool:
                found.append(turn if isinstance(turn, Failure) else crashed(turn))
                pool.shutdown(wait=True)
                pool = _pool(1)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return found


def _pool(number: int) -> ProcessPoolExecutor:
    """Return a pool of fresh processes: forked ones would hold the locks of the archive's threads."""
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Make a process leave interruptions to the one that started it, and end when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody is left to take what this process does


def done(chunk: Sequence[Work], task: Task) -> list[Records | Failure]:
    """Return what becomes of each turn of a piece of work."""
    found = [turn if isinstance(turn, Failure) else _report(turn) for turn in chunk]
    if not task.language:
        return found
    reports = [one.report for one in found if isinstance(one, Records)]
    read = iter(_reader(task.making).read(reports)) if reports else iter(())
    return [next(read) if isinstance(one, Records) else one for one in found]


def _report(item: Item | Report) -> Records | Failure:
    from detente.intake import report

    if isinstance(item, Report):
        return Records(report=item)
    try:
        return Records(report=report(item))
    except SourceError as error:
        return unread(item, error)


@lru_cache(maxsize=1)
def _reader(making: Making) -> Reader:
    """Load the reader, once in a process."""
    return making.reader()
