"""The brief in short, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.records import Date
from detente.relations import FACTS
from detente.show import words
from detente.show.record import Brief, Deed, Said
from detente.show.state import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType
    from rich.table import Table

# Lines of each part: together they fill one screen.
_DEEDS, _SPEAKERS, _WARNINGS, _FORETOLD, _FLAGS = 10, 6, 5, 3, 3

_SIDES = {"a": "blue", "b": "dark_orange3", "other": "dim"}


def summary(brief: Brief, *, width: int = 80, path: Path | None = None) -> RenderableType:
    """Return a brief as something that rich prints: state, last deeds, speakers, red lines and threats, predictions.

    Args:
        brief: what to show.
        width: of the terminal, in characters.
        path: where the page was written, None if it was not.
    """
    from rich.console import Group
    from rich.text import Text

    heading = Text.assemble((brief.a.name, "bold blue"), " and ", (words.the(brief.b.name), "bold dark_orange3"))
    if brief.start or brief.end:
        heading.append(f"  {words.span(brief.start, brief.end)}", "dim")
    parts: list[RenderableType] = [heading]
    if brief.help:
        parts += [Text(brief.help.why), *(Text(f"  {mend}") for mend in brief.help.mend)]
        parts += [Text(f"  {code:<6} {name}: {words.count(n, 'report')}") for code, name, n in brief.help.present]
    else:
        parts.append(Text(sentence(brief.state, brief.coverage)))
        parts += _moved(brief)
        parts += _deeds(brief, width)
        parts += _taken(brief)
        parts += _speakers(brief)
        parts += _lines("Red lines and threats", _warnings(brief), width)
        parts += _lines("Foretold", [_spoken(brief, s) for s in brief.foretold.said[-_FORETOLD:]], width)
    if path is not None:
        parts += [Text(), Text.assemble("Page: ", (str(path), "bold"))]
    return Group(*parts)


def _moved(brief: Brief) -> list[RenderableType]:
    """Return how the counted deeds divide into talk and deeds, and the turning points with what carries each."""
    from rich.text import Text

    quads = [0, 0, 0, 0]
    for line in brief.series.lines:
        for point in line.points:
            quads = [n + more for n, more in zip(quads, point.quads or (0, 0, 0, 0), strict=True)]
    if not sum(quads):
        return []
    kind, help_, harsh, harm = (words.number(n) for n in quads)
    out: list[RenderableType] = [
        Text(f"Talk: {kind} cooperative, {harsh} hostile. Deeds: {help_} cooperative, {harm} hostile.", style="dim")
    ]
    for flag in (brief.moving.flags if brief.moving else ())[-_FLAGS:]:
        change = flag.changes[0]
        told = (
            f"{change.what} of {_line(change.way)} from {words.number(change.before)} to {words.number(change.after)}"
        )
        text = Text.assemble((f"Turning point {words.day(flag.start)}", "bold"), f": {told} a {brief.series.by}")
        if flag.carriers:
            first = flag.carriers[0]
            by = f", told by {words.count(first.told_by, 'report')}" if first.told_by > 1 else ""
            where = f"taken over from {first.origin}" if first.origin else first.title or first.outlet or "no title"
            text.append(
                f"; carried by {_line(f'{first.source} → {first.target}')} {words.term(first.type)} ({_short(where, 60)}{by})"
            )
        out.append(text)
    return out


def _taken(brief: Brief) -> list[RenderableType]:
    """Return the last events of other people's data as a table, nothing where none were asked for."""
    from rich.text import Text

    if brief.taken is None:
        return []
    names = words.listed([f"{name} {words.count(n, 'event')}" for name, n in brief.taken.origins]) or "no event"
    shown = brief.taken.events[-_DEEDS:]
    table = _table()
    for e in shown:
        target = (e.target.country or e.target.name or e.target.text) if e.target else ""
        arrow = _line(f"{e.source.country or e.source.name or e.source.text} → {target}")
        table.add_row(
            words.on(e.when), Text(arrow), Text(words.term(e.type)), words.score(e.score), Text(e.origin or "")
        )
    return [Text(), Text(f"In other people’s data: {names}", style="bold"), *([table] if shown else [])]


def _deeds(brief: Brief, width: int) -> list[RenderableType]:
    """Return the last deeds told as done as a table, or a line that says there are none."""
    from rich.text import Text

    done = [d for d in (*brief.undated, *brief.deeds) if d.status in FACTS][-_DEEDS:]
    if not done:
        return [Text(), Text("No deed of one side toward the other is told as done.", style="dim")]
    told = [(words.on(d.when), _arrow(brief, d), _kind(d), words.score(d.score)) for d in done]
    # What the other columns leave of the line, less the two spaces after each.
    room = width - sum(max(len(row[n]) for row in told) + 2 for n in range(4))
    table = _table()
    for deed, (when, arrow, kind, score) in zip(done, told, strict=True):
        text = Text(_short(deed.proofs[0].passage, room), style="dim")
        table.add_row(when, Text(arrow, style=_SIDES[deed.side]), Text(kind), score, text)
    of = len(brief.deeds) + len(brief.undated)
    return [Text(), Text(f"Last deeds ({len(done)} of {words.number(of)})", style="bold"), table]


def _speakers(brief: Brief) -> list[RenderableType]:
    """Return who says most, with how much and what kind."""
    from rich.text import Text

    if not brief.speakers:
        return []
    table = _table()
    for speaker in sorted(brief.speakers, key=lambda s: (-len(s.said), s.name or ""))[:_SPEAKERS]:
        acts = [words.count(n, words.ACTS[act]) for act, n in speaker.acts if act not in ("claim", "praise", "apology")]
        table.add_row(
            Text(_short(speaker.name or "speaker not named", 36), style=_SIDES[speaker.side]),
            words.count(len(speaker.said), "statement"),
            Text(", ".join(acts[:3]), style="dim"),
        )
    return [Text(), Text("Who says most", style="bold"), table]


def _warnings(brief: Brief) -> list[tuple[str, str, str]]:
    """Return the last red lines and threats."""
    groups = [g for g in brief.asked if g.kind in ("red_line", "threat")]
    lines = [(s.said.start or _reported(brief, s).start or "", _spoken(brief, s)) for g in groups for s in g.said]
    lines += [(d.when.start or "", _threatened(brief, d)) for g in groups for d in g.deeds]
    return [line for _, line in sorted(dict.fromkeys(lines))[-_WARNINGS:]]


def _reported(brief: Brief, said: Said) -> Date:
    """Return when the first report of a statement appeared."""
    return next(s.published for s in brief.sources if s.id == said.proofs[0].report)


def _spoken(brief: Brief, said: Said) -> tuple[str, str, str]:
    """Return a statement as colour, who, what."""
    text = f"“{said.text}”" if said.kind == "direct" else said.text
    reported = _reported(brief, said)
    when = f"as reported {words.on(reported)}" if reported.start and not said.said.start else words.on(said.said)
    states = {p.record: e.state for p in said.proofs for e in brief.ledger or () if e.statement == p.record}
    became = next((words.BECAME[state] for state in states.values() if state not in ("open", "cannot_be_told")), None)
    who = f"{_line(said.speaker or 'speaker not named')}, {when}"
    return _SIDES[said.side], f"{who}, {became}" if became else who, text


def _threatened(brief: Brief, deed: Deed) -> tuple[str, str, str]:
    """Return a threatened deed as colour, who, what."""
    return _SIDES[deed.side], f"{_arrow(brief, deed)}, {words.when(deed.when)}", deed.proofs[0].passage


def _lines(title: str, lines: list[tuple[str, str, str]], width: int) -> list[RenderableType]:
    """Return lines of colour, who and what under a title; nothing for none."""
    from rich.text import Text

    if not lines:
        return []
    out: list[RenderableType] = [Text(), Text(title, style="bold")]
    for colour, who, what in lines:
        out.append(Text.assemble((who, colour), ": ", _short(what, 2 * width - len(who) - 4)))
    return out


def _arrow(brief: Brief, deed: Deed) -> str:
    """Return who acts on whom."""
    one, other = (brief.a, brief.b) if deed.side == "a" else (brief.b, brief.a)
    return _line(f"{one.short} {'↔' if deed.mutual else '→'} {other.short}")


def _kind(deed: Deed) -> str:
    """Return what was done, with its status unless it simply happened."""
    kind = words.term(deed.type) + (f", {words.term(deed.mode).lower()}" if deed.mode else "")
    return _line(kind if deed.status == "happened" else f"{kind} ({deed.status})")


def _line(text: str) -> str:
    """Return a text as one line, without anything that a terminal would take for a command."""
    return words.clean(" ".join(text.split()))


def _short(text: str, most: int) -> str:
    """Return a text as one line of at most so many characters, 20 or more."""
    line, most = _line(text), max(most, 20)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _table() -> Table:
    """Return a table without rules."""
    from rich.table import Table

    return Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
