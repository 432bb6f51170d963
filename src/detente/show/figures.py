"""Pictures as they stand in a page: drawn, with their specification and their table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.show import words
from detente.show.picture import Picture, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.foretold import Entry
    from detente.show.moving import Moving
    from detente.show.record import Brief, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture in a page: ``wide`` and ``narrow`` are SVG, ``json`` the Vega-Lite specification, all safe to be put into
    HTML as they are; None where nothing is drawn and the table stands alone."""

    name: str
    title: str
    finding: str
    table: Table
    wide: str | None
    narrow: str | None
    json: str | None


def figure(picture: Picture, *, draw: bool = True, specification: bool = True) -> Figure:
    """Return a picture as a figure of a page; ``draw`` False leaves out the drawing and keeps the table, and
    ``specification`` False what other programs draw it from."""
    wide = narrow = text = None
    finding = words.set_figures(picture.finding)
    if draw:
        import msgspec
        from markupsafe import Markup

        from detente.show.drawing import svg

        def drawing(spec: dict[str, object], kind: str) -> str:
            made = svg(spec, name=kind, label=finding, own=f"{picture.name}-{kind}")
            return Markup(made)  # noqa: S704 - drawn here, its text escaped by lxml

        wide, narrow = drawing(picture.wide, "wide"), drawing(picture.narrow, "narrow")
        if specification:
            encoded = msgspec.json.encode(picture.wide).decode("utf-8").replace("<", "\\u003c")
            text = Markup(encoded)  # noqa: S704 - JSON without "<", which cannot end its element
    return Figure(
        name=picture.name,
        title=picture.title,
        finding=finding,
        table=_set(picture.table),
        wide=wide,
        narrow=narrow,
        json=text,
    )


def _set(table: Table) -> Table:
    """Return a table whose figures are set as in the text."""
    return replace(table, rows=tuple(tuple(words.set_figures(cell) for cell in row) for row in table.rows))


def pictures_of(brief: Brief) -> dict[str, Picture]:
    """Return the pictures of a brief beside its main chart, by name: answers, outlook, ledger; only what there is."""
    return drawn_pictures(brief.moving, brief.ledger or (), brief.a, brief.b)


def drawn_pictures(moves: Moving | None, ledger: Sequence[Entry], a: Named, b: Named) -> dict[str, Picture]:
    """Return the pictures of how a relation moves beside its main chart, by name; only what there is."""
    from detente.show.answer_charts import curves, fans
    from detente.show.ledger_chart import timeline

    found = []
    if moves is not None and moves.echoes is not None:
        found.append(curves(moves.echoes, a, b))
    if moves is not None and moves.outlooks:
        found.append(fans(moves.outlooks, a, b))
    told = timeline(ledger, a, b)
    if told is not None:
        found.append(told)
    return {one.name: one for one in found}
