"""The addresses of corrections: the form on a record, and where forms are sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from detente.show.web import forms, judging
from detente.show.web.answers import failing, html
from detente.show.web.desk import Desks
from detente.show.web.failures import said_of
from detente.show.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

POSTED = "/review"
"""The only address that takes a form."""


def form_on(desks: Desks) -> Callable[[Request], Response]:
    """Return what answers with the form on a record."""

    def answer(request: Request) -> Response:
        desk = desks.current()
        record = judging.correcting(desk, request.path_params["kind"], request.path_params["id"])
        return _with_forms(request, "correcting", record, kinds=judging.kinds_of(desk))

    return answer


def list_of(desks: Desks) -> Callable[[Request], Response]:
    """Return what answers with the page of what people said, each with the way to undo it."""
    from detente.show.web.filters import filters

    def answer(request: Request) -> Response:
        desk = desks.current()
        asked = filters(request.query_params.multi_items(), desk.resolve)
        return _with_forms(request, "review_list", judging.review_list(desk, asked))

    return answer


def posted(desks: Desks) -> Callable[[Request], Awaitable[Response]]:
    """Return what takes a form, stores what it says, and leads back."""

    async def answer(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        try:
            said = await forms.fields(request)
            return await run_in_threadpool(_stored, desks, request, said)
        except Exception as error:  # noqa: BLE001 - as every page's, told in words; what is not ours is a fault
            return failing(request.url.path, said_of(request, error))

    return answer


def _stored(desks: Desks, request: Request, said: dict[str, str]) -> Response:
    """Store what a form says and return the answer that leads back."""
    from starlette.responses import RedirectResponse

    from detente.archive import Archive

    judging.store(Archive.open(desks.path), desks.current(), said)
    desks.renew()
    answer = RedirectResponse(forms.back(said), status_code=303)
    forms.keep(answer, forms.WHO, quote(said.get("who", "").strip()[:200]), secure=_secure(request))
    return answer


def _with_forms(request: Request, name: str, record: object, **more: Any) -> Response:
    """Return a page with forms and its seal."""
    seal = forms.sealed(request)
    back = request.headers.get("referer", "")
    text = page(
        name,
        record,
        path=request.url.path,
        names={},
        asked=request.url.query,
        seal=seal,
        back=forms.local(back, request.headers.get("host", "")) if name == "correcting" else request.url.path,
        **more,
    )
    answer = html(text, 200)
    if seal.fresh:
        forms.keep(answer, forms.COOKIE, seal.cookie, secure=_secure(request))
    return answer


def _secure(request: Request) -> bool:
    """Say whether the page came over an encrypted connection."""
    return request.url.scheme == "https"
