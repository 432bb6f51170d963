"""Targets: what people and programs send to the app's forms and to the agents' tools, and reports whose every field is odd."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

from fuzz import judging
from fuzz.asking import client
from fuzz.judging import Target

if TYPE_CHECKING:
    from tests.show.markup import Page

_OURS = "http://127.0.0.1"
_FIELDS = (
    "what",
    "item",
    "why",
    "who",
    "actor",
    "type",
    "mode",
    "status",
    "acts",
    "role",
    "back",
    "state",
    "other",
    "scope",
    "nobody",
)
_SEAL = re.compile(r'name="seal" value="([0-9a-f]+)"')


@cache
def _record() -> tuple[str, str]:
    """Return the id of an event, and the seal of the form on it."""
    event = client().get("/events.json?limit=1").json()["rows"][0]["event"]["id"]
    found = _SEAL.search(client().get(f"/correct/event/{event}").text)
    judging.require(found, "a form without a seal")
    return event, found[1] if found else ""


def form(data: bytes) -> None:
    """One form: a line for each field, a byte for which, the rest its value; "~" stands for the id of an event."""
    event, seal = _record()
    said = [("seal", seal)]
    for line in data.split(b"\n")[:30]:
        if line:
            value = line[1:].replace(b"~", event.encode())
            said.append((_FIELDS[line[0] % len(_FIELDS)], quote_from_bytes(value)))
    body = "&".join(f"{name}={value}" for name, value in said)
    kind = "application/x-www-form-urlencoded"
    answer = client().post("/review", content=body, headers={"origin": _OURS, "content-type": kind})
    judging.require(answer.status_code < 500, f"answered {answer.status_code}")
    to = answer.headers.get("location", "/")
    judging.require(to.startswith("/") and not to.startswith(("//", "/\\")), f"sent to {to!r}")
    if "html" in answer.headers.get("content-type", ""):
        judging.require("<script>alert" not in answer.text, "what was sent is in the page as markup")


@cache
def _server() -> Any:
    from detente.gazetteer import Gazetteer
    from detente.show.agent import server

    return server(_archive(), Gazetteer.load())


@cache
def _archive() -> Path:
    import tempfile

    from tests.show.corpus import corpus
    from tests.show.kept import kept

    return Path(kept(corpus(), Path(tempfile.mkdtemp(prefix="fuzz-")) / "archive", batch=100).path)


def tool(data: bytes) -> None:
    """One call of a tool: a byte for which, then its arguments as JSON."""
    import anyio
    from mcp.server.mcpserver.exceptions import ToolError

    from detente.show.agent import TOOLS

    try:
        given = json.loads(data[1:])
    except (ValueError, RecursionError):
        return
    if not data or not isinstance(given, dict):
        return
    try:
        answer = anyio.run(_server().call_tool, TOOLS[data[0] % len(TOOLS)], given)
    except ToolError as error:
        judging.require("Traceback" not in str(error), f"an answer of the machine's own: {str(error)[:200]!r}")
        judging.require(_ours(error), f"broken in a tool: {error.__cause__!r}")
        return
    judging.require(len(repr(answer)) < 400_000, "an answer without an end")


def _ours(error: Exception) -> bool:
    """Say whether an error of a tool is one on purpose: of ours, or of arguments that have not its types."""
    from pydantic import ValidationError

    from detente.errors import DetenteError

    cause = error.__cause__
    while cause is not None and type(cause).__name__ == "ToolError":
        cause = cause.__cause__
    return cause is None or isinstance(cause, DetenteError | ValidationError)


@cache
def _harmless() -> Page:
    from tests.show.markup import Page
    from tests.show.test_hostile import made_of

    from detente.show import page

    return Page(page(made_of("harmless", "https://x.example/"), chart=False))


def brief(data: bytes) -> None:
    """A report with a text in every field that a report or a reader fills, as the brief shows it."""
    from tests.show.markup import Page
    from tests.show.test_hostile import made_of

    from detente.show import page

    text, _, url = data.decode("utf-8", "surrogateescape").partition("\n")
    if len(text.split()) != 1 or not any(c.isalnum() for c in text):
        return  # of another number of words a quotation is cut elsewhere
    html = page(made_of(text, url), chart=False)
    html.encode("utf-8")
    found, harmless = Page(html), _harmless()
    links = [str(one.attributes.get("href", "")) for one in found.elements]
    judging.require(not any(re.match(r"(?!https?:|/|#|$)", link) for link in links), f"a link to {links}")
    kinds = {one.tag for one in found.elements} - {one.tag for one in harmless.elements}
    judging.require(not kinds, f"markup of its own: {kinds}")
    told = {name for one in found.elements for name in one.attributes} - {
        n for one in harmless.elements for n in one.attributes
    }
    judging.require(not told, f"attributes of its own: {told}")
    judging.require(not {c for c in html if ord(c) < 32 or 127 <= ord(c) < 160} - {"\n", "\t"}, "marks that steer")


TARGETS: dict[str, Target] = {"form": form, "tool": tool, "brief": brief}
SEEDS: dict[str, list[bytes]] = {
    "form": [
        b"\x00status\n\x01~\n\x02because\n\x03ana\n\x07planned\n\x19/events",
        b"\x00type\n\x01~\n\x02so\n\x03ana\n\x05SANCTION\n\x06\n\x19//evil.example",
        b"\x00actor\n\x01~\n\x02<script>alert(1)</script>\n\x03ana\n\x04RUS\n\x09source",
        b"\x00acts\n\x01~\n\x02so\n\x03ana\n\x08threat", b"\x00undo\n\x01x\n\x02so\n\x03ana",
        b"\x00settle\n\x01x\n\x02so\n\x03ana\n\x0bmet", b"\x00together\n\x01x\n\x02so\n\x03ana\n\x0cstory2",
        b"\x00nothing\n\x01~\n\x02\xff\xfe\n\x03" + b"a" * 3_000,
    ],
    "tool": [
        bytes([number]) + one
        for number, one in enumerate((
            b"{}", b'{"words":"treaty OR (talks","limit":50}', b'{"actor":"RUS","act":"threat","since":"2017-13"}',
            b'{"between":["RUS","USA"],"status":"happened","after":"x"}', b'{"words":"\\"a","kinds":["reports"],"meaning":false}',
            b'{"report":"../../etc/passwd","start":99999999999999999999}', b'{"limit":1e9,"after":null}', b'{"story":"story1"}',
            b'{"a":"RUS","b":"USA","by":"month"}', b'{"a":"RUS","b":"USA","steps":9}', b'{"speaker":"","start":-1}', b'{"name":"\\u0000"}',
        ))
    ],
    "brief": [
        b"<script>alert(1)</script>\nhttps://x.example/", b'"><svg/onload=alert(1)>\njavascript:alert(1)',
        b"{{7*7}}a\nJaVaScRiPt:alert(1)", b"a\xff\x00b\x1b[31m\ndata:text/html,<script>", b"&lt;b&gt;a\n//evil.example",
        "a\u202eb\u2066\u200b\u2028\nhttp://x.example/\"onclick=\"a".encode(), b"]]>a<!--\nhttp://[",
    ],
}  # fmt: skip
