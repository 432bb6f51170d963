"""Where the JSON of a page is."""

from __future__ import annotations


def as_json(path: str) -> str:
    """The address of the same record as JSON."""
    own, mark, query = path.partition("?")
    return ("/front" if own == "/" else own) + ".json" + mark + query
