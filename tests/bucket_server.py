"""A server for buckets on this machine, in a process of its own, that can be told to fail.

It is moto's. ``POST /-/every/5`` makes each fifth request fail, by turns: 500 and 503 before anything was done, a connection
that breaks before, 500 and a connection that breaks after it was done; ``POST /-/every/0`` ends that. ``POST /-/slow/1`` adds
one that is answered after so many seconds, which is more than a client waits. ``/-/count`` says how many failed, ``/-/asked`` how many
there were, ``/-/sent`` how many bytes were given.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

WAYS = ("500 before", "503 before", "broken before", "500 after", "broken after")


class Failing:
    """Moto's application, and what makes it fail."""

    def __init__(self) -> None:
        self._inner = DomainDispatcherApplication(create_backend_app)
        self._lock, self._ended = threading.Lock(), threading.Event()
        self.every = self.seconds = self.asked = self.failed = self.sent = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith("/-/"):
            return self._told(path, start)
        way = self._way()
        if way == "slow":
            self._ended.wait(self.seconds)
        elif way.endswith("after"):
            list(self._inner(environ, lambda *_: None))
        if way.startswith("broken"):
            return _broken(environ)
        if way.startswith("5"):
            start(f"{way[:3]} Failing", [("Content-Type", "application/xml")])
            return [b"<Error><Code>InternalError</Code><Message>made to fail</Message></Error>"]
        answer = list(self._inner(environ, start))
        with self._lock:
            self.sent += sum(map(len, answer))
        return answer

    def _told(self, path: str, start: Callable[..., Any]) -> Iterable[bytes]:
        """Do what a test says."""
        _, _, what, *rest = path.split("/")
        if what == "every":
            self.every = int(rest[0])
        elif what == "slow":
            self.seconds = int(rest[0])
        start("200 OK", [("Content-Type", "text/plain")])
        return [str({"asked": self.asked, "sent": self.sent}.get(what, self.failed)).encode()]

    def _way(self) -> str:
        """Return how the next request fails, "" if it does not."""
        with self._lock:
            self.asked += 1
            if not self.every or self.asked % self.every:
                return ""
            ways = (*WAYS, "slow") if self.seconds else WAYS
            self.failed += 1
            return ways[self.failed % len(ways)]


def _broken(environ: dict[str, Any]) -> Iterable[bytes]:
    """End the connection without an answer."""
    connection: socket.socket = environ["werkzeug.socket"]
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


class _Quiet(WSGIRequestHandler):
    """Tells nothing."""

    def log(self, *_: object) -> None:
        """Keep silent."""


def main() -> None:
    """Serve until standard input ends, as with the process that started this one; write the port first."""
    logging.disable(logging.CRITICAL)
    server = make_server("127.0.0.1", 0, Failing(), threaded=True, request_handler=_Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        sys.stdin.read()


if __name__ == "__main__":
    main()
