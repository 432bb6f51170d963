"""What is sent to the app by a form: read within limits, and only from a page of ours.

A form holds a token that only its own browser's cookie makes right (HMAC-SHA256 under a key of this process), so that a
page elsewhere can make no browser send one. Besides, the browser has to say that the form stood on a page of ours
(``Origin``, else ``Sec-Fetch-Site``), and the cookie goes with requests of our own pages alone (SameSite=Strict).
A program that gives the server's token in its header has no cookie to misuse and needs no form's token.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urlsplit

from detente.errors import DetenteError, UsageError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "detente_form"
WHO = "detente_who"
LARGEST = 32_768
"""Bytes of a form at most: some pages of reasons."""

_KEY = secrets.token_bytes(32)
_MEDIA = "application/x-www-form-urlencoded"
_YEAR = 365 * 86_400


class NotOurs(DetenteError):
    """A form that does not come from a page of ours."""


class TooLarge(DetenteError):
    """A form that is larger than any of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a page with a form needs: the token for the form, and the cookie's value, to be set where ``fresh``."""

    token: str
    cookie: str
    fresh: bool
    who: str


def sealed(request: Request) -> Seal:
    """Return the seal for a page's forms."""
    kept = request.cookies.get(COOKIE, "")
    own = kept if len(kept) == 32 and kept.isalnum() else secrets.token_hex(16)
    return Seal(token=_token(own), cookie=own, fresh=own != kept, who=_who(request))


def keep(answer: Response, name: str, value: str, *, secure: bool) -> None:
    """Set a cookie that no script sees and no other site's request carries."""
    answer.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/", max_age=_YEAR)


async def fields(request: Request) -> dict[str, str]:
    """Return the fields of a form. Raises NotOurs, TooLarge, UsageError."""
    _from_us(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _MEDIA:
        raise UsageError(f"a form is sent as {_MEDIA}")
    held = b""
    async for piece in request.stream():
        held += piece
        if len(held) > LARGEST:
            raise TooLarge(f"a form has {LARGEST} bytes at most; give less")
    try:
        found = dict(parse_qsl(held.decode("ascii"), keep_blank_values=True, max_num_fields=40, errors="strict"))
    except ValueError as error:  # also what is no UTF-8
        raise UsageError("the form cannot be read; send it from its page") from error
    if not (_by_program(request) or _right(request.cookies.get(COOKIE, ""), found.get("seal", ""))):
        raise NotOurs("the form is not from this page, or the server has been started anew since; open its page again")
    return found


def back(found: Mapping[str, str]) -> str:
    """Return the address on this server that a form leads back to."""
    path = found.get("back", "")
    parts = _parts(path)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return path if ours and path.isprintable() else "/review"


def local(address: str, host: str) -> str:
    """Return the path of an address of this server, such as the page that somebody came from; else that of the list."""
    parts = _parts(address)
    if parts.netloc.lower() != host.lower() or not parts.path.startswith("/") or parts.path.startswith("//"):
        return "/review"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _parts(address: str) -> SplitResult:
    """Return the parts of an address that somebody sent; of what is none, no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _from_us(request: Request) -> None:
    """Raise NotOurs where a browser says that the form stood on another site's page."""
    origin = request.headers.get("origin")
    if origin is not None:
        if _parts(origin).netloc.lower() != request.headers.get("host", "").lower():
            raise NotOurs("the form was sent from another site")
    elif request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise NotOurs("the form was sent from another site")


def _by_program(request: Request) -> bool:
    """Say whether a program asks, with the server's token in its header; that it is right was seen before."""
    return request.headers.get("authorization", "").lower().startswith("bearer ") and not request.cookies


def _right(cookie: str, token: str) -> bool:
    """Say whether a form's token is that of a cookie."""
    return bool(cookie) and hmac.compare_digest(_token(cookie).encode(), token.encode("utf-8", "surrogatepass"))


def _token(cookie: str) -> str:
    """Return the token of a cookie."""
    return hmac.new(_KEY, cookie.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def _who(request: Request) -> str:
    """Return the name that somebody gave last."""
    from urllib.parse import unquote

    return unquote(request.cookies.get(WHO, ""))[:200]
