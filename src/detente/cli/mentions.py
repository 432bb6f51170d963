"""``detente mentions``: ask an archive for mentions of actors."""

from __future__ import annotations

from detente.cli.asking import asking

mentions = asking(
    "mentions",
    about="Ask an archive for mentions of actors. Every actor option keeps the mentions of that actor.",
    example="detente mentions --actor NATO --since 2021 --limit 20",
)
