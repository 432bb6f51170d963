"""GDELT's own tables, which come without a header: the column that holds the address of the page that was coded.

Their dates are those of the event or of the moment when GDELT found the page, never those of publication, and are
left out. Columns as in GDELT's codebooks: events 1.0 (58 columns) and 2.0 (61), mentions 2.0 (16), global knowledge
graph 2.1 (27).
"""

from __future__ import annotations

from detente.intake.columns import is_address

#: By the number of columns: where the address stands, and where the outlet's host does (None: nowhere).
_SHAPES: dict[int, tuple[int, int | None]] = {58: (57, None), 61: (60, None), 16: (5, 4), 27: (4, 3)}


def header(line: str) -> list[str] | None:
    """Return the names of the columns of a table by its first line if it is one of GDELT's, else None."""
    cells = line.rstrip("\r\n").split("\t")
    shape = _SHAPES.get(len(cells))
    if shape is None or not cells[0][:1].isdigit():
        return None
    url, host = shape
    if not is_address(cells[url].strip()):
        return None
    names = [f"column {number}" for number in range(1, len(cells) + 1)]
    names[url] = "url"
    if host is not None:
        names[host] = "domain"
    return names
