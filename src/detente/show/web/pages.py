"""The records of the pages as HTML, in the brief's hand: its style sheet, its marks of status, its words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from detente import __version__
from detente.foretold import EntryKind, EntryState
from detente.records import Act, Status
from detente.show import words
from detente.show.story_page import HOWS
from detente.show.web.drawing import day_chart, relation_chart
from detente.show.web.filters import address, in_words
from detente.show.web.ledger import ledger_address
from detente.show.web.marks import paragraphs
from detente.show.web.outlets import ROWS
from detente.show.web.story_chart import story_chart
from detente.show.web.views import Failing, Filters, Front, PairSum, Relation, ReportPage, StoryPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_IN_PATH = (("between", "relation"), ("between", "relation_moving"))
_IN_MATRIX = 7  # actors in the matrix of the front page: its columns fit a desk's screen
_SHEETS = ("brief.css", "story.css", "web.css")
SCRIPTS = ("htmx.js", "detente.js")
"""The scripts of the app: htmx 4.0.1 as its makers packed it, and ours. All pages work without them."""

TEMPLATES = {
    "front": "front.html",
    "report_list": "list.html",
    "statement_list": "list.html",
    "event_list": "list.html",
    "story_list": "stories.html",
    "report_page": "report.html",
    "story_page": "story.html",
    "actor_page": "actor.html",
    "relation": "relation.html",
    "relation_moving": "relation_moving.html",
    "search": "search.html",
    "error": "error.html",
    "about": "about.html",
    "waiting": "waiting.html",
    "near_page": "near.html",
    "ledger_page": "ledger.html",
    "outlets_page": "outlets.html",
    "review_list": "reviews.html",
    "correcting": "correct.html",
}


def page(
    name: str,
    record: Any,
    *,
    path: str,
    names: Mapping[str, str],
    asked: str = "",
    reviews: bool = True,
    **more: object,
) -> str:
    """Return a record as HTML.

    Args:
        name: what the record is called in JSON.
        record: from :mod:`detente.show.web.views`.
        path: the page's own, without ``.json`` and without filters.
        names: of the actors that filters name, by id.
        asked: the query of the address, as it was given.
        reviews: whether people may correct what was read.
        more: what the page's template needs besides.
    """
    held = getattr(record, "filters", None)
    own = held if isinstance(held, Filters) else None
    return (
        _environment()
        .get_template(f"web/{TEMPLATES[name]}")
        .render(
            p=record,
            kind=name,
            path=path,
            asked=asked,
            json=(path if path != "/" else "/front") + ".json" + (f"?{asked}" if asked else ""),
            filtered=[(n, v) for n, v in in_words(own, names) if (n, name) not in _IN_PATH] if own else [],
            names=names,
            version=__version__,
            sheet=_static_version(),
            scripts=SCRIPTS,
            reviews=reviews,
            **_drawn(record),
            **more,
        )
    )


def style() -> str:
    """Return the style sheet: the brief's, the story's, and what the app needs besides."""
    return _sheet()


def script(name: str) -> str:
    """Return one of SCRIPTS."""
    from importlib.resources import files

    return files("detente.show").joinpath("static", name).read_text(encoding="utf-8")


def icon() -> str:
    """Return the icon: two sides in their colours."""
    from importlib.resources import files

    return files("detente.show").joinpath("static/icon.svg").read_text(encoding="utf-8")


def load_templates() -> None:
    """Read and compile the templates."""
    for name in _environment().list_templates(extensions=["html"]):
        _environment().get_template(name)


def slug(actor: str) -> str:
    """Return an actor's id as a part of a path; ids have no tilde."""
    return quote(actor.replace("/", "~"), safe="~.-_")


def _drawn(record: Any) -> dict[str, Any]:
    """Return what is drawn or cut up for a page."""
    if isinstance(record, Front):
        return {
            "days": day_chart(record.outlets, record.totals.first, record.totals.last),
            "matrix": _matrix(record.pairs),
        }
    if isinstance(record, Relation):
        return {"chart": relation_chart(record.series)}
    if isinstance(record, ReportPage):
        return {"paragraphs": paragraphs(record)}
    if isinstance(record, StoryPage):
        comparison = record.comparison
        return {
            "comparison": comparison,
            "time_line": story_chart(record),
            "hows": HOWS,
            "shared_words": [u for u in comparison.utterances if len(u.wordings) > 1],
            "own_words": [u for u in comparison.utterances if len(u.wordings) == 1],
            "shared_events": [o for o in comparison.occurrences if len(o.witnesses) > 1],
            "own_events": [o for o in comparison.occurrences if len(o.witnesses) == 1],
        }
    return {}


def _matrix(pairs: Sequence[PairSum]) -> list[tuple[str, str, list[PairSum | None]]]:
    """Return the actors with most events, each with what it did to each of the others, None for nothing told."""
    volume: dict[str, int] = {}
    names: dict[str, str] = {}
    for pair in pairs:
        for code, name in ((pair.source, pair.source_name), (pair.target, pair.target_name)):
            volume[code] = volume.get(code, 0) + pair.count
            names[code] = name
    most = sorted(volume, key=lambda code: (-volume[code], code))[:_IN_MATRIX]
    cells = {(pair.source, pair.target): pair for pair in pairs}
    return [(code, names[code], [cells.get((code, other)) for other in most]) for code in most]


def refusal(failing: Failing) -> str:
    """Return an error as a page."""
    return page("error", failing, path="/", names={})


@cache
def _environment() -> Environment:
    """Return the templates' environment, in which all text is escaped."""
    from typing import get_args

    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("detente.show", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: words.clean(value) if type(value) is str else value,
    )
    environment.filters.update(
        number=words.number,
        plain=lambda value: words.number(round(value, 1)),
        cut=words.shortened,
        percent=words.percent,
        score=words.score,
        count=words.count,
        span=words.span,
        day=words.day,
        when=words.when,
        known=words.known,
        on=words.on,
        term=words.term,
        the=words.the,
        slug=slug,
        cap=lambda text: text[:1].upper() + text[1:],
        line=lambda text: " ".join(text.split()),
        act=lambda act: words.ACTS.get(act, act),
        period=words.period,
        is_link=lambda url: bool(url and _ADDRESS.fullmatch(url)),
    )
    environment.globals.update(
        address=address,
        ledger_address=ledger_address,
        most=ROWS,
        statuses=words.STATUSES,
        all_statuses=get_args(Status),
        all_acts=get_args(Act),
        all_kinds=get_args(EntryKind),
        all_states=get_args(EntryState),
        BECAME=words.BECAME,
        BEARS=words.BEARS,
    )
    return environment


@cache
def _static_version() -> str:
    """Return what the addresses of style sheet and scripts change with, so that no browser keeps old ones."""
    from detente.wire import digest

    return digest(_sheet(), *(script(name) for name in SCRIPTS))


@cache
def _sheet() -> str:
    """Return the style sheets in one."""
    from importlib.resources import files

    static = files("detente.show").joinpath("static")
    return "".join(static.joinpath(name).read_text(encoding="utf-8") for name in _SHEETS)
