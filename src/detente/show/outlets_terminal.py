"""How outlets tell, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from detente.show.words import clean, percent
from detente.stories.outlet_records import OutletProfile, Worded
from detente.stories.shares import Share

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

MOST = 12
"""Rows of a list: what follows is counted seldom."""


def side_by_side(profiles: Sequence[OutletProfile]) -> Table:
    """Return outlets as rows of one table, period by period."""
    heads = ("outlet", "from", "reports", "copies", "statements", "direct", "unnamed", "left out", "first")
    return _table(
        "",
        heads,
        (
            (
                p.outlet or "outlet unknown",
                p.start or "–",
                str(p.reports),
                str(p.copies),
                str(p.statements),
                *(in_words(s) for s in (p.direct, p.unnamed, p.left_out, p.first)),
            )
            for p in profiles
        ),
    )


def close(profile: OutletProfile) -> Iterator[RenderableType]:
    """Yield what is counted of one outlet in one period, a table for each question."""
    span = f", {profile.start} to {profile.end}" if profile.start else ""
    who = f"{profile.outlet or 'outlet unknown'}{span}"
    yield _table(
        f"{who}: whom it quotes",
        ("party", "of its statements", "directly"),
        ((q.name, in_words(q.statements), in_words(q.direct)) for q in profile.quoted[:MOST]),
    )
    yield _table(
        f"{who}: loaded words next to whom it names",
        ("party", "of sentences", "against", "for", "words"),
        (
            (w.name, in_words(w.loaded), in_words(w.against), in_words(w.favouring), terms(w))
            for w in profile.wording[:MOST]
        ),
    )
    yield _table(
        f"{who}: left out of what most others tell",
        ("on whom", "left out", "stories"),
        (
            (left.name, in_words(left.left_out), " ".join(story[:8] for story in left.stories))
            for left in profile.leaves_out[:MOST]
        ),
    )
    yield _table(
        f"{who}: whom it repeats",
        ("whom", "of its reports", "copies", "agency", "quotations", "links"),
        (
            (f.whom, in_words(f.reports), str(f.copies), str(f.agency), str(f.quotations), str(f.links))
            for f in profile.follows[:MOST]
        ),
    )
    yield _table(
        f"{who}: who had a story before it",
        ("outlet", "earlier"),
        ((b.outlet, in_words(b.earlier)) for b in profile.behind[:MOST]),
    )


def in_words(share: Share) -> str:
    """Return a share with what it is of and its interval, a dash where there is nothing to count."""
    if share.share is None or share.low is None or share.high is None:
        return "–"
    return f"{percent(share.share)} ({share.count} of {share.of}; {round(100 * share.low)}–{round(100 * share.high)})"


def terms(worded: Worded) -> str:
    """Return the loaded words with how often each stands there."""
    return ", ".join(f"{t.term} {t.count}" if t.count > 1 else t.term for t in worded.terms)


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=clean(title) or None, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    return table
