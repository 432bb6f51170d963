"""The application: which address gives which record, as a page, as JSON, or as a table."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import ArchiveError, DetenteError, UsageError
from detente.show.web import judging, lists, making, posting
from detente.show.web.answers import as_csv, as_json, as_page, as_parquet, failing, named
from detente.show.web.desk import Desk, Desks
from detente.show.web.failures import said_of
from detente.show.web.filters import filters
from detente.show.web.guard import Guard
from detente.show.web.ledger import ledger_filters, ledger_page
from detente.show.web.moving import as_moving_page, relation_moving
from detente.show.web.near import near_filters, near_page
from detente.show.web.outlets import outlet_filters, outlets_page
from detente.show.web.pages import SCRIPTS, icon, script, slug, style
from detente.show.web.readying import make_ready, work_ahead
from detente.show.web.schema import openapi
from detente.show.web.sending import answering
from detente.show.web.views import Failing, Filters, Table

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from detente.gazetteer import Gazetteer

Make = Callable[[Desk, "Request", Filters], Any]
MakeOwn = Callable[[Desk, "Request"], Any]
Answered = Callable[["Request"], Awaitable["Response"]]
Wait = Callable[["Request"], "Response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server is told: the archive's folder, who is who (None: as shipped), the token, the names it answers to.

    Without a token it answers to names of this machine alone. ``reviews``: whether people may correct what was read.
    ``hasty``: who opens a page that takes long is told so at once, and the page comes when it is made; what takes longest
    is worked out from the start, before anybody asks.
    """

    archive: Path | str
    gazetteer: Gazetteer | None = None
    token: str | None = None
    hosts: tuple[str, ...] = ()
    reviews: bool = True
    hasty: bool = False


def app(settings: Settings) -> ASGIApp:
    """Return the application. Raises ExtraMissing."""
    try:
        from starlette.applications import Starlette
        from starlette.concurrency import run_in_threadpool
        from starlette.exceptions import HTTPException
    except ModuleNotFoundError as error:
        from detente.errors import ExtraMissing

        raise ExtraMissing("starlette", "web") from error

    desks = Desks(settings.archive, settings.gazetteer, reviews=settings.reviews, ready=make_ready)

    @asynccontextmanager
    async def life(_: object) -> AsyncIterator[None]:
        # Ready before the first question; an archive that cannot be read is told of by the pages.
        with suppress(ArchiveError):
            desk = await run_in_threadpool(desks.renew)
            if settings.hasty:
                threading.Thread(target=work_ahead, args=(desk,), name="work ahead", daemon=True).start()
        yield
        desks.close()

    inner = Starlette(
        routes=_routes(desks, reviews=settings.reviews, wait=_wait if settings.hasty else None),
        exception_handlers={DetenteError: _failed, HTTPException: _failed, Exception: _failed},
        lifespan=life,
    )
    posted = frozenset({posting.POSTED}) if settings.reviews else frozenset()
    return Guard(app=inner, refuse=_refuse, token=settings.token, hosts=settings.hosts, posted=posted)


def _routes(desks: Desks, *, reviews: bool, wait: Wait | None) -> list[Any]:
    """Return the routes; what ends in .json stands before what takes any text."""
    from starlette.routing import Route

    simple: list[tuple[str, Make]] = [
        ("/reports", lambda d, _, f: lists.report_list(d, f)),
        ("/statements", lambda d, _, f: lists.statement_list(d, f)),
        ("/events", lambda d, _, f: lists.event_list(d, f)),
        ("/stories", lambda d, _, f: lists.story_list(d, f)),
        ("/search", lambda d, _, f: making.search(d, f)),
        ("/relation/{a}/{b}", lambda d, r, f: making.relation(d, _actor(r, "a"), _actor(r, "b"), f)),
        ("/report/{id}", lambda d, r, _: making.report(d, r.path_params["id"])),
        ("/story/{id}", lambda d, r, _: making.story(d, r.path_params["id"])),
        ("/actor/{id}", lambda d, r, _: making.actor(d, _actor(r, "id"))),
    ]
    asked_otherwise: list[tuple[str, MakeOwn]] = [
        ("/ledger", lambda d, r: ledger_page(d, ledger_filters(r.query_params.multi_items(), d.resolve))),
        ("/near", lambda d, r: near_page(d, near_filters(r.query_params.multi_items()))),
        ("/outlets", lambda d, r: outlets_page(d, outlet_filters(r.query_params.multi_items()))),
    ]
    said: Make = lambda d, _, f: judging.review_list(d, f)  # noqa: E731 - beside its like
    moves: Make = lambda d, r, f: relation_moving(d, _actor(r, "a"), _actor(r, "b"), f)  # noqa: E731 - beside its like
    front: Make = lambda d, *_: making.front_of(d)  # noqa: E731 - beside its like
    tables: tuple[Table, ...] = ("reports", "statements", "events")
    return [
        Route("/", _answer(desks, front, as_page, wait)),
        Route("/front.json", _answer(desks, front, as_json)),
        Route("/review.json", _answer(desks, said, as_json)),
        *(_corrections(desks) if reviews else [Route("/review", _answer(desks, said, as_page))]),
        *(Route(path + ".json", _own(desks, make, as_json)) for path, make in asked_otherwise),
        *(Route(path, _own(desks, make, as_page, wait)) for path, make in asked_otherwise),
        *(Route(path + ".json", _answer(desks, make, as_json)) for path, make in simple),
        *(Route(f"/{t}.csv", _whole(desks, t, as_csv)) for t in tables),
        *(Route(f"/{t}.parquet", _whole(desks, t, as_parquet)) for t in tables),
        *(Route(path, _answer(desks, make, as_page, wait)) for path, make in simple),
        Route("/relation/{a}/{b}/moving.json", _answer(desks, moves, as_json)),
        Route("/relation/{a}/{b}/moving", _answer(desks, moves, as_moving_page, wait)),
        Route("/relation", _to_relation(desks)),
        Route("/actor", _to_actor(desks)),
        Route("/openapi.json", _openapi),
        Route("/about", _about),
        Route("/static/detente.css", _style),
        *(Route(f"/static/{name}", _script(name)) for name in SCRIPTS),
        Route("/static/icon.svg", _icon),
    ]


def _answer(
    desks: Desks, make: Make, show: Callable[[Desk, Request, Any], Response], wait: Wait | None = None
) -> Answered:
    """Return what answers a request with a record."""

    def answer(desk: Desk, request: Request) -> Response:
        asked = filters(request.query_params.multi_items(), desk.resolve)
        return show(desk, request, make(desk, request, asked))

    return answering(desks, answer, wait)


def _own(
    desks: Desks, make: MakeOwn, show: Callable[[Desk, Request, Any], Response], wait: Wait | None = None
) -> Answered:
    """Return what answers a request with a record that has filters of its own."""

    def answer(desk: Desk, request: Request) -> Response:
        return show(desk, request, make(desk, request))

    return answering(desks, answer, wait)


def _corrections(desks: Desks) -> list[Any]:
    """Return the routes by which people correct what was read."""
    from starlette.routing import Route

    return [
        Route(posting.POSTED, posting.posted(desks), methods=["POST"]),
        Route(posting.POSTED, posting.list_of(desks), methods=["GET"]),
        Route("/correct/{kind}/{id}", posting.form_on(desks)),
    ]


def _whole(desks: Desks, table: Table, show: Callable[..., Response]) -> Callable[[Request], Response]:
    """Return what answers a request with all rows of a table."""

    def answer(request: Request) -> Response:
        desk = desks.current()
        asked = filters(request.query_params.multi_items(), desk.resolve)
        return show(table, lists.whole_table(desk, table, asked))

    return answer


def _to_relation(desks: Desks) -> Callable[[Request], Response]:
    """Return what sends a form with two names to the address of their relation."""

    def answer(request: Request) -> Response:
        desk = desks.current()
        names = [request.query_params.get(side, "").strip() for side in ("a", "b")]
        if not all(names):
            raise UsageError("a relation has two actors; give both, such as Russia and the United States")
        one, other = (desk.resolve(name).id for name in names)
        return _elsewhere(f"/relation/{slug(one)}/{slug(other)}")

    return answer


def _to_actor(desks: Desks) -> Callable[[Request], Response]:
    """Return what sends a form with a name to the address of an actor."""

    def answer(request: Request) -> Response:
        found = making.actor_called(desks.current(), request.query_params.get("name", "").strip())
        return _elsewhere(f"/actor/{slug(found.id)}")

    return answer


def _elsewhere(path: str) -> Response:
    """Return the answer that sends to another address of ours."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(path, status_code=303)


def _actor(request: Request, name: str) -> str:
    """Return the actor that a part of the path means."""
    part: str = request.path_params[name]
    return part.replace("~", "/")


def _openapi(request: Request) -> Response:  # noqa: ARG001 - every answer is made from a request
    """Return the description of the API."""
    from starlette.responses import Response

    from detente.show.web.answers import encoded

    return Response(encoded(openapi()), media_type="application/json")


def _about(request: Request) -> Response:
    """Return the page on what the app is and how to ask it from programs."""
    from detente.show.web.answers import html

    return html(named(request, "about", None), 200)


def _wait(request: Request) -> Response:
    """Return the page that says that one is being made, and asks for it again."""
    from detente.show.web.answers import html

    answer = html(named(request, "waiting", None), 202)
    answer.headers["refresh"] = "1"
    return answer


def _style(request: Request) -> Response:  # noqa: ARG001 - every answer is made from a request
    """Return the style sheet."""
    from starlette.responses import Response

    return Response(style(), media_type="text/css", headers={"cache-control": "public, max-age=600"})


def _script(name: str) -> Callable[[Request], Response]:
    """Return what answers with a script."""

    def answer(request: Request) -> Response:  # noqa: ARG001 - every answer is made from a request
        from starlette.responses import Response

        return Response(script(name), media_type="text/javascript", headers={"cache-control": "public, max-age=600"})

    return answer


def _icon(request: Request) -> Response:  # noqa: ARG001 - every answer is made from a request
    """Return the icon."""
    from starlette.responses import Response

    return Response(icon(), media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


def _failed(request: Request, error: Exception) -> Response:
    """Return what says why there is no answer."""
    return failing(request.url.path, said_of(request, error))


def _refuse(scope: Any, status: int, error: str, message: str) -> ASGIApp:
    """Return the answer that lets nobody in."""
    return failing(scope["path"], Failing(status=status, error=error, message=message))
