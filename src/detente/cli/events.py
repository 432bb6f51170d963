"""``detente events``: ask an archive for events."""

from __future__ import annotations

from detente.cli.asking import asking

events = asking(
    "events",
    about="Ask an archive for events: --source does something to --target.",
    example="detente events --source USA --target Russia --type SANCTION --status happened --csv sanctions.csv",
)
