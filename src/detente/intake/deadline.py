"""An end to requests that never end: a connection is cut when its time is up, whatever still trickles in.

A timeout of the HTTP library holds for each single read, so that a server which sends one byte of its headers every few
seconds would hold a reading for days.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any


class Deadline:
    """Cuts the connection of a request after some seconds; ``passed`` says that it did.

    Give :meth:`trace` to the library as the request's "trace" extension, which tells of each connection made.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._sockets: list[socket.socket] = []
        self._guard = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._guard:
            for one in self._sockets:
                one.close()
            self._sockets.clear()

    def trace(self, event: str, facts: Mapping[str, Any]) -> None:
        """Take note of a connection. A copy of its socket is kept, as encrypting moves the socket elsewhere."""
        if event != "connection.connect_tcp.complete":
            return
        copy = facts["return_value"].get_extra_info("socket").dup()
        with self._guard:
            self._sockets.append(copy)
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        with self._guard:
            self.passed = True
            for one in self._sockets:
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was faster
                    continue
