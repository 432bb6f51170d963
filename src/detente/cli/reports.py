"""``detente reports``: ask an archive for reports."""

from __future__ import annotations

from detente.cli.asking import asking

reports = asking(
    "reports",
    about="Ask an archive for reports. An actor option keeps reports that mention the actor.",
    example="detente reports --between RUS USA --since 2017-02 --until 2017-03",
)
