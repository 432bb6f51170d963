"""Print tests/intake/files/geneva.html as a browser does: to a PDF, and to a saved page (MHTML).

    python scripts/print_intake_files.py [chromium]

Needs Chromium. The page is served on this machine under the name news.example, so that no path of it gets into the files.
"""

from __future__ import annotations

import base64
import functools
import json
import os
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FILES = Path(__file__).parents[1] / "tests" / "intake" / "files"
ADDRESS = "http://news.example/2017/02/16/geneva.html"


class Handler(SimpleHTTPRequestHandler):
    """Gives the one page whatever is asked for."""

    def do_GET(self) -> None:
        """Answer with the page."""
        body = (FILES / "geneva.html").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Keep silent."""


class Browser:
    """A browser without a window, told what to do through a pipe, one JSON message after another."""

    def __init__(self, program: str, port: int, folder: str) -> None:
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            f"--user-data-dir={folder}",
        ]
        rule = f"--host-resolver-rules=MAP news.example 127.0.0.1:{port}"
        line = f'exec 3<&{to_browser} 4>&{from_browser}; exec "$0" "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", line, program, *arguments, rule],
            pass_fds=(to_browser, from_browser),
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._rest = b""

    def ask(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        """Send one command and return its result."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (found := self.hear()).get("id") != self._number:
            pass
        return dict(found["result"])

    def hear(self) -> dict[str, Any]:
        """Return the next message."""
        while b"\0" not in self._rest:
            self._rest += os.read(self._in, 1_000_000)
        line, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(line))


def main() -> None:
    """Print the page twice."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(FILES)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, server.server_port, folder)
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.ask("Page.enable", session)
        browser.ask("Page.navigate", session, url=ADDRESS)
        while browser.hear().get("method") != "Page.loadEventFired":
            pass
        printed = browser.ask("Page.printToPDF", session, displayHeaderFooter=True)
        (FILES / "geneva.pdf").write_bytes(base64.b64decode(printed["data"]))
        saved = browser.ask("Page.captureSnapshot", session, format="mhtml")
        (FILES / "geneva.mhtml").write_bytes(saved["data"].encode())
        browser.ask("Browser.close")
        browser.process.wait()
    server.shutdown()
    print(*sorted(path.name for path in FILES.iterdir()))


if __name__ == "__main__":
    main()
