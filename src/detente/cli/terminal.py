"""Rows as tables on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

Row = Mapping[str, Any]  # a row of an Arrow table: the shape of a value is that of its column

_LONGEST = 300  # characters of a passage in a cell: about four lines beside the other columns


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column on the terminal: its heading, what a row shows there, and its share of the width."""

    head: str
    cell: Callable[[Row], str]
    ratio: int | None = None


def rendered(table: str, rows: Sequence[Row]) -> Table:
    """Return rows of a table of an archive as a table on a terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    columns = _COLUMNS[table]
    out = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for column in columns:
        out.add_column(column.head, ratio=column.ratio, no_wrap=column.ratio is None, overflow="fold")
    for row in rows:
        out.add_row(*(Text(column.cell(row)) for column in columns))
    return out


def _plain(name: str) -> Callable[[Row], str]:
    """Return what shows a column as it is, a dash where there is nothing."""
    return lambda row: "–" if row[name] is None else str(row[name])


def _passage(name: str) -> Callable[[Row], str]:
    """Return what shows a passage on as few lines as it needs."""

    def cell(row: Row) -> str:
        text = " ".join(str(row[name]).split())
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

    return cell


def _party(role: str) -> Callable[[Row], str]:
    """Return what shows an actor in a role: its name, and its country where the name is not the country's."""

    def cell(row: Row) -> str:
        if row[f"{role}_how"] is None:
            return "–"
        name, country = row[f"{role}_name"] or row[f"{role}_text"], row[f"{role}_country"]
        return name if country is None or row[f"{role}_actor"] == country else f"{name} ({country})"

    return cell


def _type(row: Row) -> str:
    """Return an event's type, and its mode on a line below."""
    return row["type"] if row["mode"] is None else f"{row['type']}\n{row['mode']}"


def _became(row: Row) -> str:
    """Return what became of an entry, why, and the first passage that it rests on."""
    state = str(row["state"]).replace("_", " ")
    first = next(iter(row["evidence_text"]), None)
    return f"{state}: {row['why']}" if first is None else f"{state}: {_passage('text')({'text': first})}"


def _share(row: Row) -> str:
    """Return a share with its interval."""
    return "–" if row["share"] is None else f"{row['share']:.0%} ({row['low']:.0%}–{row['high']:.0%})"


def _tellings(row: Row) -> str:
    """Return what each report has, one below the other: the outlet, else the report, and its words."""
    return "\n".join(f"{outlet}: {_passage('value')({'value': value})}" for outlet, value in row["tellings"])


def _changes(row: Row) -> str:
    """Return the lines that were removed and added, one below the other, with the marks that such lists have."""
    return "\n".join(f"{mark} {_passage('text')({'text': text})}" for mark, text in row["changes"])


def _listed(name: str) -> Callable[[Row], str]:
    """Return what shows a list of words, one a line."""
    return lambda row: "\n".join(row[name]) or "–"


_COLUMNS: dict[str, tuple[_Column, ...]] = {
    "reports": (
        _Column(head="date", cell=_plain("date")),
        _Column(head="outlet", cell=_plain("outlet"), ratio=2),
        _Column(head="title", cell=_plain("title"), ratio=5),
        _Column(head="source", cell=_plain("source"), ratio=3),
        _Column(head="id", cell=_plain("id")),
    ),
    "mentions": (
        _Column(head="date", cell=_plain("date")),
        _Column(head="text", cell=_passage("text"), ratio=2),
        _Column(head="name", cell=_plain("name"), ratio=2),
        _Column(head="country", cell=_plain("country")),
        _Column(head="office", cell=_plain("office"), ratio=2),
        _Column(head="how", cell=_plain("how")),
        _Column(head="report", cell=_plain("report")),
    ),
    "statements": (
        _Column(head="date", cell=_plain("date")),
        _Column(head="speaker", cell=_party("speaker"), ratio=2),
        _Column(head="to", cell=_party("addressee"), ratio=1),
        _Column(head="acts", cell=_listed("acts")),
        _Column(head="content", cell=_passage("content_text"), ratio=6),
    ),
    "events": (
        _Column(head="date", cell=_plain("date")),
        _Column(head="source", cell=_party("source"), ratio=2),
        _Column(head="type", cell=_type),
        _Column(head="target", cell=_party("target"), ratio=2),
        _Column(head="status", cell=_plain("status")),
        _Column(head="passage", cell=_passage("passage_text"), ratio=5),
    ),
    "stories": (
        _Column(head="from", cell=_plain("from")),
        _Column(head="to", cell=_plain("to")),
        _Column(head="reports", cell=_plain("reports")),
        _Column(head="outlets", cell=_plain("outlets")),
        _Column(head="title", cell=_plain("title"), ratio=5),
        _Column(head="parties", cell=_plain("parties"), ratio=3),
        _Column(head="id", cell=_plain("id")),
    ),
    "revisions": (
        _Column(head="outlet", cell=_plain("outlet"), ratio=1),
        _Column(head="address", cell=_plain("url"), ratio=2),
        _Column(head="changes", cell=_changes, ratio=6),
        _Column(head="told", cell=lambda row: "silent" if row["silent"] else "told"),
    ),
    "ledger": (
        _Column(head="said", cell=lambda row: str(row["said_from"] or "–")[:10]),
        _Column(head="kind", cell=lambda row: str(row["kind"]).replace("_", " ")),
        _Column(head="speaker", cell=_plain("speaker_name"), ratio=2),
        _Column(head="words", cell=_passage("text"), ratio=5),
        _Column(head="by", cell=lambda row: str(row["by_to"] or "–")[:10]),
        _Column(head="became", cell=_became, ratio=3),
        _Column(head="id", cell=lambda row: str(row["id"])[:8]),
    ),
    "ledger_record": (
        _Column(head="who", cell=_plain("who"), ratio=2),
        _Column(head="kind", cell=lambda row: str(row["kind"]).replace("_", " ")),
        _Column(head="entries", cell=_plain("entries")),
        _Column(head="settled", cell=_plain("settled")),
        _Column(head="came", cell=_plain("came")),
        _Column(head="share (95 %)", cell=_share),
        _Column(head="Brier", cell=lambda row: "–" if row["brier"] is None else f"{row['brier']:.3f}"),
    ),
    "reviews": (
        _Column(head="made", cell=_plain("made")),
        _Column(head="who", cell=_plain("who"), ratio=1),
        _Column(head="kind", cell=_plain("kind")),
        _Column(head="about", cell=_passage("about"), ratio=4),
        _Column(head="was", cell=_plain("was"), ratio=1),
        _Column(head="is", cell=_plain("value"), ratio=1),
        _Column(head="why", cell=_passage("why"), ratio=3),
        _Column(head="undone", cell=_plain("undone"), ratio=1),
        _Column(head="id", cell=lambda row: str(row["id"])[:8]),
    ),
    "differences": (
        _Column(head="kind", cell=_plain("kind")),
        _Column(head="about", cell=_plain("about"), ratio=2),
        _Column(head="tellings", cell=_tellings, ratio=6),
        _Column(head="score", cell=lambda row: f"{row['score']:.2f}"),
    ),
}
