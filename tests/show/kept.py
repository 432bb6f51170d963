"""An archive of what was written by hand, with its reports in stories."""

from __future__ import annotations

from pathlib import Path

from detente.archive import Archive, StoryRows
from detente.records import Join, Records, Report
from tests.show.press import Press


def kept(press: Press, path: Path, *, batch: int = 1) -> Archive:
    """An archive of a press, some reports a batch: the first two tell one story, every other one its own."""
    made = Archive.open(path, create=True)
    with made.writer() as writer:
        for at in range(0, len(press._reports), batch):
            reports = press._reports[at : at + batch]
            joins = tuple(_join(number, r.id) for number, r in enumerate(reports, at))
            writer.write([_read(press, r) for r in reports], stories=StoryRows(joins=joins))
        writer.write([], press._failures)
    return made


def _read(press: Press, report: Report) -> Records:
    return Records(
        report=report,
        mentions=tuple(m for m in press._mentions if m.report == report.id),
        statements=tuple(s for s in press._statements if s.report == report.id),
        events=tuple(e for e in press._events if e.report == report.id),
    )


def _join(number: int, report: str) -> Join:
    return Join(
        id=f"join{number}",
        report=report,
        story=f"story{max(1, number)}",
        number=number,
        others=0,
        source=None,
        score=None,
        parts=(),
        reader="test",
        version="1",
    )
