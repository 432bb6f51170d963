"""A Vega-Lite spec drawn as SVG on this machine: small, inert, and without anything from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.show.charts import GAP, Spec

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "http://www.w3.org/2000/svg"
_HATCH_STEP = 7
_LONG_NUMBER = re.compile(r"(?<!\d)(\d+\.\d{2})\d+")


def svg(spec: Spec, *, name: str, label: str, own: str | None = None) -> str:
    """Return the drawing of a spec as an SVG element that can stand inside a page.

    Periods without reports are hatched; each mark's description becomes its tool tip. What does not show is left out.

    Args:
        spec: with its data inside.
        name: "wide" or "narrow": for which page the drawing is.
        label: what the drawing shows, for those who do not see it.
        own: makes the ids in the drawing differ from those of other drawings on the page; None takes ``name``.
    """
    import vl_convert
    from lxml import etree

    # No address is allowed, so a spec can never make the renderer fetch anything.
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    root = etree.fromstring(drawn.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    _prune(root)
    for element in root.iter(f"{{{_SVG}}}*"):
        _plain(element)
    _hatch(root, f"hatch-{own or name}")
    width, height = root.get("width"), root.get("height")
    for attribute in ("version", "width", "height"):
        root.attrib.pop(attribute, None)
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("class", f"drawing drawing-{name}")
    etree.cleanup_namespaces(root)
    out: str = etree.tostring(root, encoding="unicode")
    return out


def _prune(root: _Element) -> None:
    """Take out what draws nothing: hidden elements and the empty paths behind groups."""
    for element in list(root.iter(f"{{{_SVG}}}*")):
        unseen = element.get("opacity") == "0" or element.get("display") == "none"
        behind = element.get("class") == "background" and element.get("fill") is None
        parent = element.getparent()
        if (unseen or behind) and parent is not None:
            parent.remove(element)


def _plain(element: _Element) -> None:
    """Shorten an element's numbers, turn its description into a tool tip, and drop marks of the renderer."""
    from lxml import etree

    label = element.attrib.pop("aria-label", None)
    role = element.attrib.pop("role", None)
    for attribute in ("class", "aria-hidden", "aria-roledescription", "pointer-events"):
        element.attrib.pop(attribute, None)
    if label and role == "graphics-symbol" and element.tag == f"{{{_SVG}}}path":
        title = etree.SubElement(element, f"{{{_SVG}}}title")
        title.text = label
    for attribute in ("transform", "d"):
        value = element.get(attribute)
        if value:
            element.set(attribute, _LONG_NUMBER.sub(r"\1", value))


def _hatch(root: _Element, pattern: str) -> None:
    """Fill the bands of missing coverage with slanted lines."""
    from lxml import etree

    bands = [e for e in root.iter(f"{{{_SVG}}}path") if (e.get("fill") or "").upper() == GAP]
    if not bands:
        return
    for band in bands:
        band.set("fill", f"url(#{pattern})")
    defs = etree.Element(f"{{{_SVG}}}defs")
    step = str(_HATCH_STEP)
    box = etree.SubElement(
        defs,
        f"{{{_SVG}}}pattern",
        {
            "id": pattern,
            "width": step,
            "height": step,
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    etree.SubElement(
        box, f"{{{_SVG}}}line", {"x1": "0", "y1": "0", "x2": "0", "y2": step, "class": "hatch", "stroke": "#CFCABD"}
    )
    root.insert(0, defs)
