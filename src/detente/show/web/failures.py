"""Why there is no answer, as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import ArchiveError, DetenteError, QuestionTooLong, UnknownActor, UsageError
from detente.show.web.forms import NotOurs, TooLarge
from detente.show.web.making import Missing
from detente.show.web.views import Failing

if TYPE_CHECKING:
    from starlette.requests import Request

_STATUS: tuple[tuple[tuple[type[DetenteError], ...], int], ...] = (
    ((Missing,), 404),
    ((NotOurs,), 403),
    ((TooLarge,), 413),
    ((UnknownActor, UsageError), 400),
    ((ArchiveError, QuestionTooLong), 503),
)


def said_of(request: Request, error: Exception) -> Failing:
    """Return what says why there is no answer."""
    from starlette.exceptions import HTTPException

    if isinstance(error, HTTPException):
        if error.status_code == 405:
            message = f"{request.method} is not known at {request.url.path!r}; use GET"
            return Failing(status=405, error="MethodNotAllowed", message=message)
        return Failing(
            status=error.status_code,
            error="NotFound",
            message=f"no page {request.url.path!r}; the front page leads to all of them",
        )
    if isinstance(error, DetenteError):
        status = next((status for kinds, status in _STATUS if isinstance(error, kinds)), 500)
        near = tuple(getattr(error, "near", ()))
        return Failing(status=status, error=type(error).__name__, message=str(error), near=near)
    return Failing(status=500, error="Fault", message="this page failed; the server's terminal says where")
