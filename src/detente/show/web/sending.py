"""Answers as they are sent, kept with the version that they were made of: who asks again has them without any work.

Each has a tag made of its bytes (RFC 9110, ETag), so that a browser that has a page already is told so in a line; who takes
gzip gets it, packed once. What is made for one person alone, a page with a form and its seal, is never kept.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from detente.errors import DetenteError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from detente.show.web.desk import Desk, Desks

    Answer = Callable[[Desk, Request], Response]

_MOST = 64 * 2**20  # bytes of answers kept of one version
_LARGEST = 4 * 2**20  # bytes of one that is kept
_WORTH = 1_000  # bytes from which packing saves more than its header costs
_LEVEL = 5  # of gzip: a page in some 3 ms, within 3 % of the smallest
_AGAIN = 24  # addresses made anew for the next version before it is shown
_LATELY = 120.0  # seconds within which somebody asked for them
PATIENCE = 0.2
"""Seconds that somebody waits for a page before being told that it is being made."""

_FRESH = 30.0  # seconds within which somebody who was told so asks again
_OF_SCOPE = ("type", "method", "scheme", "server", "path", "raw_path", "query_string", "root_path", "path_params")

Key = tuple[str, str, str | None]
"""Path, query, and which ledger the version had: a page with entries changes when one has been drawn up."""


@dataclass(frozen=True, eq=False)
class Sent:
    """An answer in bytes; ``again`` makes it of another version."""

    body: bytes
    media_type: str | None
    again: Callable[[Desk], Sent]

    @cached_property
    def tag(self) -> str:
        """The tag of the bytes, in its quotation marks."""
        return f'W/"{blake2b(self.body, digest_size=12).hexdigest()}"'

    @cached_property
    def packed(self) -> bytes:
        """The bytes as gzip."""
        return gzip.compress(self.body, _LEVEL, mtime=0)

    def to(self, request: Request) -> Response:
        """Return the answer for who asks: that nothing changed, or the bytes, packed where that is taken."""
        from starlette.responses import Response

        headers = {"etag": self.tag, "vary": "accept-encoding"}
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body = self.body
        if len(body) >= _WORTH and "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["content-encoding"] = self.packed, "gzip"
        return Response(body, media_type=self.media_type, headers=headers)


class Answers:
    """The answers made of one version, those asked for last kept longest."""

    def __init__(self) -> None:
        self._held: OrderedDict[Key, tuple[Sent, float]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Key) -> Sent | None:
        """Return the answer of a key, None where it was not made."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held[key] = found[0], time.monotonic()
            self._held.move_to_end(key)
            return found[0]

    def keep(self, key: Key, sent: Sent, asked: float | None = None) -> None:
        """Keep an answer that somebody asked for at a time, now where none is given."""
        if len(sent.body) > _LARGEST:
            return
        with self._lock:
            before = self._held.pop(key, None)
            self._size += len(sent.body) - (len(before[0].body) if before else 0)
            self._held[key] = sent, time.monotonic() if asked is None else asked
            while self._size > _MOST:
                self._size -= len(self._held.popitem(last=False)[1][0].body)

    def lately(self) -> list[tuple[Key, Sent, float]]:
        """Return the answers that somebody asked for lately, the last one last."""
        since = time.monotonic() - _LATELY
        with self._lock:
            held = [(key, sent, asked) for key, (sent, asked) in self._held.items() if asked >= since]
        return held[-_AGAIN:]


class Late:
    """Answers that were done after who asked had been told to ask again: for whoever asks next, also where they failed."""

    def __init__(self) -> None:
        self._expected: set[tuple[str, str]] = set()
        self._done: dict[tuple[str, str], tuple[asyncio.Future[Sent], float]] = {}

    def expected(self, address: tuple[str, str]) -> None:
        """Note that somebody will ask again."""
        self._expected.add(address)

    def done(self, address: tuple[str, str], task: asyncio.Future[Sent]) -> None:
        """Keep what was made where somebody will ask again."""
        now = time.monotonic()
        self._done = {key: held for key, held in self._done.items() if now - held[1] < _FRESH}
        if address in self._expected:
            self._expected.discard(address)
            self._done[address] = task, now

    def take(self, address: tuple[str, str]) -> asyncio.Future[Sent] | None:
        """Return what was made and not fetched yet, None where there is nothing or it is old."""
        task, made = self._done.pop(address, (None, 0.0))
        return task if time.monotonic() - made < _FRESH else None


def made_anew(before: Answers, desk: Desk) -> None:
    """Make of a version what was asked of the one before lately, so that nobody has to wait for it again."""
    for (path, query, _), sent, asked in before.lately():
        with suppress(DetenteError):  # who asks is told of it
            made = sent.again(desk)
            desk.answers.keep((path, query, desk.drawn()), made, asked)


def answering(
    desks: Desks, answer: Answer, wait: Callable[[Request], Response] | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers requests: with what is kept, else with what is made now, once for all who ask meanwhile.

    With ``wait`` a page that takes longer than PATIENCE is made behind the scenes, and who asks gets that answer, which
    asks again; programs and filters on a page, which can do no such thing, wait for theirs.
    """
    from starlette.concurrency import run_in_threadpool

    making: dict[tuple[str, str], asyncio.Future[Sent]] = {}
    late = Late()

    async def answered(request: Request) -> Response:
        address = request.url.path, request.url.query
        desk = desks.at_hand()
        sent = desk.answers.get((*address, desk.drawn())) if desk else None
        if sent is None:
            task = making.get(address) or late.take(address)
            if task is None:
                task = asyncio.ensure_future(run_in_threadpool(_made, desks, answer, request))
                making[address] = task
                task.add_done_callback(lambda done: late.done(address, done))
                task.add_done_callback(lambda _: making.pop(address, None))
            stays = wait is None or request.url.path.endswith(".json") or "hx-request" in request.headers
            await asyncio.wait({task}, timeout=None if stays else PATIENCE)
            if wait is not None and not task.done():
                late.expected(address)
                last = desks.last()  # looking whether somebody has written takes long at times, too
                sent = last.answers.get((*address, last.drawn())) if last else None
                return sent.to(request) if sent else wait(request)
            sent = task.result()
        return sent.to(request)

    return answered


def _made(desks: Desks, answer: Answer, request: Request) -> Sent:
    """Return an answer of the archive as it stands, made where it is not kept."""
    desk = desks.current()
    address, drawn = (request.url.path, request.url.query), desk.drawn()
    found = desk.answers.get((*address, drawn))
    if found is not None:
        return found
    made = _sent(answer, _nobodys(request), desk)
    if desk.drawn() == drawn:  # else it may be of either ledger
        desk.answers.keep((*address, drawn), made)
    return made


def _sent(answer: Answer, request: Request, desk: Desk) -> Sent:
    """Return an answer in bytes."""
    made = answer(desk, request)
    return Sent(bytes(made.body), made.media_type, partial(_sent, answer, request))


def _nobodys(request: Request) -> Request:
    """Return a request for the same address without what its sender said of himself."""
    from starlette.requests import Request

    scope = {name: request.scope[name] for name in _OF_SCOPE if name in request.scope}
    return Request({**scope, "method": "GET", "headers": []})
