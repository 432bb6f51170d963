"""Charts written to files: SVG, PNG, or one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

from detente.errors import UsageError
from detente.show.charts import PAPER, Spec
from detente.show.picture import Picture, Table

KINDS = (".svg", ".png", ".html")
_SCALE = 1.5  # of a PNG: sharp on paper and on dense screens
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222;background:#FCFBF8}"
    "figure{margin:1em 0 2em}svg{width:100%;height:auto}.drawing-narrow{display:none}figcaption{max-width:75ch;color:#555}"
    "table{border-collapse:collapse;font-size:.9em}th,td{text-align:left;font-weight:400;padding:.15em .8em .15em 0}"
    "thead th{font-weight:600}.scroll{overflow-x:auto}"
    "@media(max-width:720px){.drawing-wide{display:none}.drawing-narrow{display:block}}"
)


def drawn(pictures: Sequence[Picture], file: str, *, title: str, lines: Sequence[str] = ()) -> bytes:
    """Return charts as the bytes of a file of the kind that its name says.

    Args:
        pictures: one or more; an SVG or PNG has them under each other.
        file: its name, which ends in .svg, .png or .html.
        title: of the page.
        lines: what stands under the charts of a page.

    Raises:
        UsageError: for another kind of file.
    """
    import vl_convert

    kind = PurePath(file).suffix.lower()
    if kind not in KINDS:
        raise UsageError(f"{file}: charts are written as {', '.join(KINDS)}; give another ending")
    if kind == ".html":
        return _page(pictures, title, lines).encode("utf-8")
    together = _joined([picture.wide for picture in pictures])
    if kind == ".png":
        png: bytes = vl_convert.vegalite_to_png(together, scale=_SCALE, allowed_base_urls=[])
        return png
    svg: str = vl_convert.vegalite_to_svg(together, allowed_base_urls=[])
    named = escape(" ".join(picture.finding for picture in pictures), quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{named}" ', 1).encode("utf-8")


def _joined(specs: Sequence[Spec]) -> Spec:
    """Return one spec of the panels of several, on the page's own ground."""
    # Each panel gets the data of its own chart: only one set may stand above all.
    panels = [
        {"data": spec["data"], **panel} if "data" in spec else panel for spec in specs for panel in spec["vconcat"]
    ]
    description = " ".join(str(spec["description"]) for spec in specs)
    whole = {k: v for k, v in specs[0].items() if k != "data"}
    # Panels keep scales of their own: they show different things.
    own = dict.fromkeys(("color", "fill", "stroke", "shape"), "independent")
    return {
        **whole, "background": PAPER, "padding": 14, "description": description, "vconcat": panels, "resolve": {"scale": own},
    }  # fmt: skip


def _page(pictures: Sequence[Picture], title: str, lines: Sequence[str]) -> str:
    """Return a page with pictures, each with what it shows in words and the table behind it, and lines under them."""
    figures = "".join(_figure(picture) for picture in pictures)
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f"<h1>{escape(title)}</h1>{figures}<ol>{items}</ol></html>"
    )


def _figure(picture: Picture) -> str:
    """Return a picture as a figure of a page."""
    from detente.show.drawing import svg

    both = "".join(
        svg(spec, name=kind, label=picture.finding, own=f"{picture.name}-{kind}")
        for kind, spec in (("wide", picture.wide), ("narrow", picture.narrow))
    )
    return (
        f"<h2>{escape(picture.title)}</h2><figure>{both}<figcaption>{escape(picture.finding)}</figcaption></figure>"
        f"<details><summary>The figures behind the chart</summary><div class=scroll>{_table(picture.table)}</div></details>"
    )


def _table(table: Table) -> str:
    """Return a table as HTML."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
