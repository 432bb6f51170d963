"""A line on standard error that shows how far a reading is and how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from detente.reading.account import Progress


@contextmanager
def shown() -> Iterator[Callable[[Progress], None] | None]:
    """Give what a reading is to tell its progress to: None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TextColumn("left"),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.description}", markup=False),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(step: Progress) -> None:
            """Move the bar."""
            bar.update(task, completed=step.done, total=step.total, description=step.source)

        yield tell
