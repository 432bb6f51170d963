"""A story side by side, as one self-contained page that fetches nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from detente import __version__
from detente.show import words
from detente.show.differing import rows
from detente.stories.comparison import Comparison

if TYPE_CHECKING:
    from jinja2 import Environment

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)

HOWS = {"copy": "copy of", "agency": "credits", "quotation": "quotes", "link": "links to"}
"""What is said of where a report has something from."""


def story_page(comparison: Comparison) -> str:
    """Return a comparison as HTML."""
    from markupsafe import Markup

    style = _style()
    return (
        _environment()
        .get_template("story.html")
        .render(
            comparison=comparison,
            style=Markup(style),  # noqa: S704 - the package's own style sheet
            style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
            days=days(comparison),
            state=state(comparison),
            hows=HOWS,
            shared_words=[u for u in comparison.utterances if len(u.wordings) > 1],
            own_words=[u for u in comparison.utterances if len(u.wordings) == 1],
            shared_events=[o for o in comparison.occurrences if len(o.witnesses) > 1],
            own_events=[o for o in comparison.occurrences if len(o.witnesses) == 1],
            differs=rows(comparison.differences, {report.id: report for report in comparison.reports}),
            version=__version__,
        )
    )


def days(comparison: Comparison) -> str:
    """Return the days of a story in words."""
    when = comparison.story.when
    if when.start is None or when.end is None:
        return "dates unknown"
    return words.span(when.start, when.end)


def state(comparison: Comparison) -> str:
    """Return one sentence on how the story is told."""
    columns = comparison.columns
    outlets = {column.outlet for column in columns if column.outlet}
    copies = sum(len(column.copies) for column in columns)
    said = sum(len(u.wordings) > 1 for u in comparison.utterances)
    done = sum(len(o.witnesses) > 1 for o in comparison.occurrences)
    told = f"{words.count(len(columns), 'report')} by {words.count(len(outlets), 'known outlet')}"
    reprints = f", {words.count(copies, 'copy', 'copies')} aside" if copies else ""
    same = f"{words.count(said, 'statement')} and {words.count(done, 'event')} are in more than one"
    return f"{told}{reprints}; {same}; {words.count(len(comparison.differences), 'difference')} found."


@cache
def _environment() -> Environment:
    """Return the templates' environment, in which all text is escaped."""
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
        count=words.count,
        when=words.when,
        cap=lambda text: text[:1].upper() + text[1:],
        line=lambda text: " ".join(text.split()),
        is_link=lambda url: bool(url and _ADDRESS.fullmatch(url)),
    )
    return environment


@cache
def _style() -> str:
    """Return the page's style sheet: the brief's, and what the columns need."""
    from importlib.resources import files

    static = files("detente.show").joinpath("static")
    return "".join(
        static.joinpath(name).read_text(encoding="utf-8") for name in ("brief.css", "differs.css", "story.css")
    )
