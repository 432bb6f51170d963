"""A web site on this machine, served from a dict, that notes what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: One answer: status, headers, body.
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What a site answers, by path; a path that is not there is answered with 404."""

    address: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def give(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Answer a path with a body, and return its address."""
        said = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = (200, said, body.encode() if isinstance(body, str) else body)
        return self.address + path

    def send_on(self, path: str, location: str) -> str:
        """Answer a path with a redirect, and return its address."""
        self.replies[path] = (302, {"Location": location}, b"")
        return self.address + path

    @property
    def pages(self) -> list[str]:
        """What was asked, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def served() -> Iterator[Site]:
    """Serve a site on this machine as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, headers, body = site.replies.get(self.path, (404, {"Content-Type": "text/plain"}, b"nothing here"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Keep silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(address=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
