"""Charts written to files: SVG, PNG, or one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

from detente.errors import UsageError
from detente.show.charts import Spec

KINDS = (".svg", ".png", ".html")
_SCALE = 1.5  # of a PNG: sharp on paper and on dense screens


def drawn(specs: Sequence[Spec], file: str, *, title: str, lines: Sequence[str] = ()) -> bytes:
    """Return charts as the bytes of a file of the kind that its name says.

    Args:
        specs: one or more; an SVG or PNG has them under each other.
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
        pictures = [vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]) for spec in specs]
        return _page(pictures, specs, title, lines).encode("utf-8")
    together = specs[0] if len(specs) == 1 else _joined(specs)
    if kind == ".png":
        png: bytes = vl_convert.vegalite_to_png(together, scale=_SCALE, allowed_base_urls=[])
        return png
    svg: str = vl_convert.vegalite_to_svg(together, allowed_base_urls=[])
    return svg.encode("utf-8")


def _joined(specs: Sequence[Spec]) -> Spec:
    """Return one spec of the panels of several."""
    panels = [panel for spec in specs for panel in spec["vconcat"]]
    description = " ".join(str(spec["description"]) for spec in specs)
    # Panels keep scales and legends of their own: they show different things.
    return {**specs[0], "description": description, "vconcat": panels, "resolve": {"scale": {"color": "independent"}}}


def _page(pictures: Sequence[str], specs: Sequence[Spec], title: str, lines: Sequence[str]) -> str:
    """Return a page with pictures, each with what it shows in words, and lines under them."""
    figures = "".join(
        f'<figure role="img" aria-label="{escape(str(spec["description"]))}">{picture}</figure>'
        for picture, spec in zip(pictures, specs, strict=True)
    )
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        "<style>body{font:16px/1.5 sans-serif;max-width:1000px;margin:2em auto;color:#222;background:#FCFBF8}"
        "figure{margin:1em 0}svg{max-width:100%;height:auto}</style>"
        f"<h1>{escape(title)}</h1>{figures}<ol>{items}</ol></html>"
    )
