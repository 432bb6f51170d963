"""``detente statements``: ask an archive for statements."""

from __future__ import annotations

from detente.cli.asking import asking

statements = asking(
    "statements",
    about="Ask an archive for statements: --source speaks, --target is addressed or named in what is said.",
    example='detente statements --source "Sergei Lavrov" --target USA --act demand',
)
