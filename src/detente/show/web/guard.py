"""What stands before every page: who may ask, how, and what the browser is told to keep to."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "detente_token"
# The referrer stays on this server; with "no-referrer" a browser would not say either where a form was sent from.
HEADERS = (
    (
        "content-security-policy",
        (
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "private, no-cache"),
)
"""Sent with every answer, errors too."""

_LONGEST_ADDRESS = 8_000  # characters of path and query; ours are below some 2,000

Refuse = Callable[["Scope", int, str, str], "ASGIApp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Lets through what may be asked: GET and HEAD, and forms at ``posted``, from who has the token, at a name that is ours.

    Without a token only names of this machine are answered, so that a page elsewhere whose name is made to point here
    (DNS rebinding) reads nothing. ``refuse`` makes the answer that says no.
    """

    app: ASGIApp
    refuse: Refuse
    token: str | None = None
    hosts: tuple[str, ...] = ()
    posted: frozenset[str] = frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self._answer(scope)(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> ASGIApp:
        """Return what answers a request."""
        if self.token is None and not self._ours(_header(scope, b"host")):
            return self.refuse(scope, 421, "WrongHost", "this address is not ours; use http://127.0.0.1 with the port")
        if self.token is not None and not self._known(scope):
            given = _given(scope)
            if given is not None and _same(given, self.token):
                return self._let_in(scope)
            said = "the token is wrong" if given is not None else "a token is needed"
            return self.refuse(
                scope, 401, "NoToken", f"{said}; give it as ?token=… once, or as Authorization: Bearer …"
            )
        if scope["method"] not in ("GET", "HEAD") and not (scope["method"] == "POST" and scope["path"] in self.posted):
            return self.refuse(scope, 405, "MethodNotAllowed", f"{scope['method']} is not known here; use GET")
        if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return self.refuse(scope, 414, "AddressTooLong", "the address is too long; give fewer or shorter filters")
        return self.app

    def _ours(self, host: str) -> bool:
        """Say whether a Host header names this machine."""
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        name = name.strip("[]").lower()
        if name == "localhost" or name in self.hosts:
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False

    def _known(self, scope: Scope) -> bool:
        """Say whether a request comes with the token, in its cookie or its header."""
        assert self.token is not None  # noqa: S101 - asked only where there is one
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(_header(scope, b"cookie"))
        except CookieError:
            return False
        kept = cookies.get(COOKIE)
        if kept is not None and _same(kept.value, self.token):
            return True
        scheme, _, bearer = _header(scope, b"authorization").partition(" ")
        return scheme.lower() == "bearer" and _same(bearer.strip(), self.token)

    def _let_in(self, scope: Scope) -> ASGIApp:
        """Return the answer that keeps the token in a cookie and asks again without it in the address."""
        from starlette.responses import RedirectResponse

        assert self.token is not None  # noqa: S101 - asked only where there is one
        rest = [(n, v) for n, v in _query(scope) if n != "token"]
        path = "/" + scope["path"].lstrip("/\\")  # never an address of another host
        answer = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, status_code=303)
        answer.set_cookie(
            COOKIE, self.token, httponly=True, samesite="strict", secure=scope.get("scheme") == "https", path="/"
        )
        return answer


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    """Return what sends an answer with our headers."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            added = [(n.encode(), v.encode()) for n, v in HEADERS if n.encode() not in own]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sent


def _given(scope: Scope) -> str | None:
    """Return the token in the address of a request, None where there is none."""
    return next((value for name, value in _query(scope) if name == "token"), None)


def _query(scope: Scope) -> list[tuple[str, str]]:
    """Return names and values in the address of a request."""
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _header(scope: Scope, name: bytes) -> str:
    """Return a header of a request, nothing where there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _same(given: str, token: str) -> bool:
    """Compare a token in a time that does not tell how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode("utf-8"))
