"""The brief as one self-contained page: rendered here, complete with scripts off, fetching nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from detente.foretold import Entry, EntryKind
from detente.relations import Point
from detente.show import charts, words
from detente.show.coverage import longest_gaps
from detente.show.figures import figure, pictures_of
from detente.show.finding import finding
from detente.show.record import Brief, Deed, Group, Outlet, Said, Source
from detente.show.state import sentence

if TYPE_CHECKING:
    from jinja2 import Environment

# Shown before the rest is folded away: statements of one speaker, speakers of one side, lines of one side in a group of
# warnings. As many as can be taken in at a glance.
_UNFOLDED, _SPEAKERS, _LINES = 6, 10, 10

# Gaps named in words, and reports listed under one outlet.
_GAPS_NAMED, _LISTED = 3, 200

_NO_DATES = (
    "Nothing to draw: neither the reports nor the deeds have dates. A report gets its date from its page, from front "
    "matter, from a file name that begins with the day, or from a table’s column."
)
_GROUP_OF: dict[EntryKind, str] = {
    "prediction": "prediction",
    "promise": "offer",
    "threat": "threat",
    "demand": "demand",
    "condition": "condition",
    "red_line": "red_line",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


def page(brief: Brief, *, chart: bool = True) -> str:
    """Return a brief as HTML.

    Args:
        brief: what to show.
        chart: False leaves out the drawing, which takes a second, and keeps the table behind it.
    """
    import msgspec
    from markupsafe import Markup

    environment = _environment()
    style = _style()
    drawn = None
    if chart and brief.series.lines[0].points and not brief.help:
        from detente.show.drawing import svg

        shown = finding(brief.series, brief.a, brief.b)
        flags = [flag.start for flag in brief.moving.flags] if brief.moving else []
        wide = charts.spec(brief.series, brief.a, brief.b, flags=flags)
        narrow = charts.spec(brief.series, brief.a, brief.b, charts.NARROW, flags=flags)
        text = msgspec.json.encode(wide).decode("utf-8").replace("<", "\\u003c")
        drawn = {
            "finding": shown,
            "wide": Markup(svg(wide, name="wide", label=shown)),  # noqa: S704 - drawn here, its text escaped by lxml
            "narrow": Markup(svg(narrow, name="narrow", label=shown)),  # noqa: S704 - likewise
            "json": Markup(text),  # noqa: S704 - JSON without "<", which cannot end its element
        }
    return environment.get_template("brief.html").render(
        brief=brief,
        style=Markup(style),  # noqa: S704 - the package's own style sheet
        style_hash=_hash(style),
        chart=drawn,
        figures={name: figure(one, draw=chart) for name, one in pictures_of(brief).items()},
        **_view(brief),
    )


def _view(brief: Brief) -> dict[str, Any]:
    """Return what the templates show beside the record itself."""
    told_done = (*brief.deeds, *brief.undated)
    points = brief.series.lines[0].points
    groups = {g.title: len(g.said) + len(g.deeds) for g in brief.asked}
    used = [
        d.status for d in (*brief.deeds, *brief.undated, *(d for g in (*brief.asked, brief.foretold) for d in g.deeds))
    ]
    told = [t for s in brief.speakers for line in s.said for t in line.tells]
    return {
        "title": ", ".join(filter(None, (f"{brief.a.name} and {words.the(brief.b.name)}: brief", _span(brief)))),
        "span_words": _span(brief),
        "state": sentence(brief.state, brief.coverage),
        "sections": _sections(brief),
        "longest": longest_gaps(brief.coverage, _GAPS_NAMED),
        "has_gaps": any(not p.seen for p in points),
        "has_later": any(p.count and not p.seen for line in brief.series.lines for p in line.points),
        "no_chart": None if points else _NO_DATES,
        "table": _table(brief),
        "statuses": words.STATUSES,
        "uses_status": bool(used or told),
        "days": _days(brief.deeds),
        "tally": {side: _tally([d for d in told_done if side == d.side or d.mutual]) for side in ("a", "b")},
        "archive_option": brief.where if brief.archive else " --archive DIR",
        "entries_of": partial(_entries_of, _became(brief)),
        "tally_of_foretold": _foretold(brief),
        "BECAME": words.BECAME,
        "BEARS": words.BEARS,
        "sources": {s.id: s for s in brief.sources},
        "by_outlet": _by_outlet(brief),
        "most": _UNFOLDED,
        "first_speakers": _SPEAKERS,
        "first_lines": _LINES,
        "others": [s for s in brief.speakers if s.side == "other"],
        "plurals": {"apology": "apologies", "praise": "praises"}
        | {a: f"{w}s" for a, w in words.ACTS.items() if a not in ("apology", "praise")},
        "source_link": partial(_link, "report-", {s.id for s in brief.sources}),
        "drawn_from_others": _others(brief),
        "story_link": partial(_link, "", ()),
        "event_link": partial(_link, "done-", {d.id for d in brief.deeds}),
        "empty_groups": words.listed([t.lower() for t, n in groups.items() if not n]),
    }


def _link(prefix: str, known: Collection[str], record: str) -> str:
    """Return the place of a record on the page; no words where it has none."""
    return f"#{prefix}{record}" if record in known else ""


def _became(brief: Brief) -> dict[str, list[Entry]]:
    """Return the entries of the ledger by the statement that each was read from."""
    out: dict[str, list[Entry]] = {}
    for entry in brief.ledger or ():
        out.setdefault(entry.statement, []).append(entry)
    return out


def _entries_of(became: Mapping[str, list[Entry]], said: Said, group: str) -> list[Entry]:
    """Return the entries of the ledger that a line of a group was read as, each once."""
    own = {e.id: e for proof in said.proofs for e in became.get(proof.record, ()) if _GROUP_OF[e.kind] == group}
    with_condition = {
        e.id: e for p in said.proofs for e in became.get(p.record, ()) if group == "condition" and e.condition
    }
    return list((own | with_condition).values())


def _foretold(brief: Brief) -> str:
    """Return how many predictions, promises and threats there are and what became of them, in words."""
    own = [e for e in brief.ledger or () if e.kind in ("prediction", "promise", "threat") and e.same_as is None]
    by = Counter(e.state for e in own)
    listed = ", ".join(f"{words.number(n)} {words.BECAME[state]}" for state, n in by.most_common())
    if not own:
        return ""
    return f"{words.count(len(own), 'prediction, promise or threat', 'predictions, promises and threats')}: {listed}."


def _span(brief: Brief) -> str:
    """Return the days that a brief is about; no words where it is empty and none were asked for."""
    if brief.start and brief.end:
        return words.span(brief.start, brief.end)
    if brief.start or brief.end:
        return f"since {words.day(brief.start)}" if brief.start else f"until {words.day(brief.end)}"
    return "" if brief.help else "dates unknown"


def _sections(brief: Brief) -> list[tuple[str, str, int | None]]:
    """Return the sections with their ids, names and numbers of lines, those left out included."""
    left = {section.section: section.out for section in brief.left}

    def lines(*groups: Group) -> int:
        shown = sum(len(g.said) + len(g.deeds) for g in groups)
        return shown + sum(left.get(f"{g.kind}-{part}", 0) for g in groups for part in ("said", "done"))

    deeds = len(brief.deeds) + len(brief.undated) + left.get("done", 0) + left.get("undated", 0)
    said = sum(len(s.said) for s in brief.speakers) + left.get("said", 0)
    out: list[tuple[str, str, int | None]] = [
        ("chart", "How it moved", None),
        ("done", "What was done", deeds),
        *([("taken", "In other people’s data", brief.taken.total)] if brief.taken else []),
        ("said", "What was said", said),
        ("asked", "Red lines, threats, demands", lines(*brief.asked)),
        ("foretold", "Foretold", lines(brief.foretold)),
        ("differs", "Told differently", len(brief.differs)),
        ("sources", "Who reports it", len(brief.outlets)),
    ]
    if brief.unread.residue or brief.unread.failures:
        out.append(("unread", "Not read", None))
    return out


def _others(brief: Brief) -> str:
    """Return the names of the data that the chart is drawn from, nothing where it is drawn from reports."""
    if brief.taken is None or brief.deeds or brief.undated:
        return ""
    return words.listed([name for name, _ in brief.taken.origins])


def _days(deeds: tuple[Deed, ...]) -> list[dict[str, Any]]:
    """Return the deeds of each date, the two sides apart, what both do on either, in order of time."""
    out: list[dict[str, Any]] = []
    for deed in deeds:
        name = words.when(deed.when)
        if not out or out[-1]["name"] != name:
            out.append({"name": name, "a": [], "b": []})
        for side in ("a", "b") if deed.mutual else (deed.side,):
            out[-1][side].append(deed)
    return out


def _tally(deeds: list[Deed]) -> str:
    """Return how many deeds there are of each status."""
    if not deeds:
        return "none"
    by: dict[str, int] = {}
    for deed in sorted(deeds, key=lambda d: list(words.STATUSES).index(d.status)):
        by[deed.status] = by.get(deed.status, 0) + 1
    return ", ".join(f"{words.number(n)} {status}" for status, n in by.items())


def _table(brief: Brief) -> list[dict[str, Any]]:
    """Return the rows behind the chart; neighbouring periods without reports are one row without points."""
    rows: list[dict[str, Any]] = []
    one, other = brief.series.lines
    for mine, theirs in zip(one.points, other.points, strict=True):
        pair: tuple[Point, Point] = (mine, theirs)
        name = words.period(mine.start, brief.series.by)
        if any(p.count is not None for p in pair):
            rows.append({"name": name, "points": pair})
        elif rows and not rows[-1]["points"]:
            rows[-1]["name"] = f"{rows[-1]['first']} to {name}"
        else:
            rows.append({"name": name, "first": name, "points": ()})
    return rows


def _by_outlet(brief: Brief) -> list[tuple[Outlet, list[Source]]]:
    """Return each outlet with the reports that are listed under it."""
    return [(o, [s for s in brief.sources if s.outlet == o.name][:_LISTED]) for o in brief.outlets]


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
        finalize=_text,
    )
    environment.filters.update(
        number=words.number,
        percent=words.percent,
        score=words.score,
        count=words.count,
        span=words.span,
        when=words.when,
        known=words.known,
        on=words.on,
        day=lambda day: words.day(day[:10]),
        term=words.term,
        plain=lambda value: words.number(round(value, 1)),
        cut=words.shortened,
        the=words.the,
        cap=lambda text: text[:1].upper() + text[1:],
        round=round,
        act=lambda act: words.ACTS.get(act, act),
        line=lambda text: " ".join(text.split()),
        is_link=lambda url: bool(url and _ADDRESS.fullmatch(url)),
    )
    return environment


def _text(value: Any) -> Any:
    """Return text without the characters that no page may hold; anything else as it is."""
    return words.clean(value) if type(value) is str else value


@cache
def _style() -> str:
    """Return the page's style sheet."""
    from importlib.resources import files

    static = files("detente.show").joinpath("static")
    return "".join(static.joinpath(name).read_text(encoding="utf-8") for name in ("brief.css", "differs.css"))


def _hash(text: str) -> str:
    """Return the hash by which the page allows its own style sheet and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
