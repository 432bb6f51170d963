"""Targets: the web app asked with any path, query and headers, over a small archive."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz import judging
from fuzz.judging import Target

if TYPE_CHECKING:
    from starlette.testclient import TestClient

_HEADERS = ("host", "accept", "authorization", "cookie", "origin", "if-none-match", "content-type")
_METHODS = ("GET", "GET", "GET", "HEAD", "POST", "PUT")


@cache
def client() -> TestClient:
    """Return a browser at a small archive."""
    from starlette.testclient import TestClient
    from tests.show.corpus import corpus
    from tests.show.kept import kept

    from detente.show.web import Settings, app

    archive = kept(corpus(), Path(tempfile.mkdtemp(prefix="fuzz-")) / "archive", batch=100)
    return TestClient(app(Settings(archive=Path(archive.path))), base_url="http://127.0.0.1", follow_redirects=False)


def api(data: bytes) -> None:
    """One request: a byte for the method, a path, and perhaps a header."""
    import httpx2

    line, _, header = data[1:].partition(b"\n")
    method = _METHODS[data[0] % len(_METHODS)] if data else "GET"
    headers = {}
    if header:
        value = "".join(c for c in header[1:].decode("latin-1") if c.isprintable() and ord(c) < 127)
        headers[_HEADERS[header[0] % len(_HEADERS)]] = value.strip()
    path = "/" + line.decode("latin-1").lstrip("/")
    try:
        answer = client().request(method, path, headers=headers)
    except (httpx2.InvalidURL, httpx2.LocalProtocolError, httpx2.UnsupportedProtocol):
        return  # no client could send it
    judging.require(answer.status_code < 500 or answer.status_code == 503, f"answered {answer.status_code}: {path!r}")
    kind = answer.headers.get("content-type", "")
    if "json" in kind and method != "HEAD":
        answer.json()
    if "html" in kind:
        judging.require(answer.headers.get("content-security-policy"), "a page without a policy")
        judging.require("<script>alert" not in answer.text, "what was asked is in the page as markup")


TARGETS: dict[str, Target] = {"api": api}
SEEDS: dict[str, list[bytes]] = {
    "api": [
        b"\x00" + one
        for one in (
            b"/", b"/front.json", b"/events.json?between=RUS,USA&limit=5", b"/statements?act=threat&since=2017-02",
            b"/reports.csv?text=treaty", b"/search?text=<script>alert(1)</script>", b"/relation/RUS/USA.json?by=month",
            b"/actor/RUS", b"/story/story1.json", b"/report/x", b"/events.parquet?type=SANCTION", b"/openapi.json",
            b"/actor?name=Lavrov", b"/relation?a=Russia&b=NATO", b"/static/detente.css\n\x00evil.example", b"/about",
        )
    ]
}  # fmt: skip
