"""A story side by side on a terminal: one column an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.show.story_page import HOWS, days, state
from detente.show.words import clean, when
from detente.stories.comparison import Column, Comparison
from detente.stories.wordwise import Run

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_LEFT_OUT = "[…]"
_LEAST_WIDTH = 28  # columns that a wording needs to be read


def side_by_side(comparison: Comparison, *, width: int) -> list[RenderableType]:
    """Return what a terminal shows of a comparison: what more than one report has, and what differs.

    Where the columns would be narrower than can be read, the wordings stand below each other.
    """
    from rich.text import Text

    wide = width >= _LEAST_WIDTH * (len(comparison.columns) + 1)
    out: list[RenderableType] = [
        Text(clean(comparison.story.title or "A story without a title"), style="bold"),
        Text(f"{days(comparison)}. {state(comparison)}"),
        *(Text(clean(_about(column))) for column in comparison.columns),
    ]
    if comparison.differences:
        out.append(Text("\nTold differently", style="bold"))
        for difference in comparison.differences:
            values = "; ".join(f"{v.outlet or v.report}: {' '.join(v.value.split())}" for v in difference.values)
            out.append(Text(clean(f"{difference.kind}, {difference.about}: {values}")))
    said = [
        (_speaker(u.wordings[0].speaker), {w.report: _marked(w.runs) for w in u.wordings})
        for u in comparison.utterances
        if len(u.wordings) > 1
    ]
    done = [
        (
            f"{o.source.name or o.source.text}: {o.type.lower()}",
            {w.report: Text(f"{' '.join(clean(w.text).split())} ({w.status})") for w in o.witnesses},
        )
        for o in comparison.occurrences
        if len(o.witnesses) > 1
    ]
    for head, rows in (("What was said", said), ("What happened", done)):
        if rows:
            out.append(Text(f"\n{head}", style="bold"))
            out.append(_table(comparison, rows) if wide else _stacked(comparison, rows))
    single = sum(len(u.wordings) == 1 for u in comparison.utterances)
    out.append(
        Text(f"\n{single} statements in one report alone; --out FILE.html and --json FILE have them", style="dim")
    )
    return out


def _about(column: Column) -> str:
    """Return a line on one report."""
    extra = [f"copied by {len(column.copies)}"] if column.copies else []
    extra += [f"{HOWS[repeat.how]} {repeat.whom}" for repeat in column.repeats]
    name = column.outlet or "outlet unknown"
    return f"  {name}, {when(column.published)}: " + ", ".join([f"{column.words} words", *extra])


def _speaker(name: str | None) -> str:
    """Return who speaks."""
    return clean(name) if name else "speaker not named"


def _marked(runs: tuple[Run, ...]) -> Text:
    """Return a wording with what differs underlined and what was cut as a gap."""
    from rich.text import Text

    out = Text()
    for run in runs:
        if run.kind == "cut":
            out.append(_LEFT_OUT, style="dim")
        else:
            out.append(clean(run.text), style="" if run.kind == "same" else "underline")
        out.append(" ")
    return out


def _table(comparison: Comparison, rows: list[tuple[str, dict[str, Text]]]) -> RenderableType:
    """Return rows as a table with a column for each report."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("", ratio=1)
    for column in comparison.columns:
        table.add_column(clean(column.outlet or column.report), ratio=2)
    for head, cells in rows:
        table.add_row(Text(clean(head)), *(cells.get(c.report, Text("–", style="dim")) for c in comparison.columns))
    return table


def _stacked(comparison: Comparison, rows: list[tuple[str, dict[str, Text]]]) -> RenderableType:
    """Return rows with the reports of each below one another."""
    from rich.console import Group
    from rich.text import Text

    out: list[Text] = []
    for head, cells in rows:
        out.append(Text(f"\n{clean(head)}", style="bold"))
        for column in comparison.columns:
            found = cells.get(column.report, Text("–", style="dim"))
            out.append(Text(f"  {clean(column.outlet or column.report)}: ").append_text(found))
    return Group(*out)
