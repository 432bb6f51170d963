"""A server that never ends its answer: it sends its first bytes, then one byte after another."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
PAUSE = 0.02  # seconds between two bytes: far below any timeout of a single read


@contextmanager
def trickling(first: bytes, byte: bytes) -> Iterator[str]:
    """Serve on this machine; give the address of a page that begins with some bytes and goes on byte by byte."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, first, byte, over))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/page"
        finally:
            over.set()
            # wakes up the server, should it wait for a visitor
            socket.create_connection(server.getsockname()).close()
            thread.join()


def _serve(server: socket.socket, first: bytes, byte: bytes, over: threading.Event) -> None:
    while not over.is_set():
        visitor, _ = server.accept()
        with visitor:
            asked = visitor.recv(4096)
            try:
                if b"/robots.txt" in asked:
                    visitor.sendall(_ROBOTS)
                    continue
                visitor.sendall(first)
                while asked and not over.wait(PAUSE):
                    visitor.sendall(byte)
            except OSError:
                continue
