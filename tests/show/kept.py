"""An archive of what was written by hand, with its reports in stories."""

from __future__ import annotations

from pathlib import Path

from detente.archive import Archive, StoryRows
from detente.records import Join, Records
from tests.show.press import Press


def kept(press: Press, path: Path) -> Archive:
    """An archive of a press: the first two reports tell one story, every other one its own."""
    made = Archive.open(path, create=True)
    with made.writer() as writer:
        for number, r in enumerate(press._reports):
            own = Records(
                report=r,
                mentions=tuple(m for m in press._mentions if m.report == r.id),
                statements=tuple(s for s in press._statements if s.report == r.id),
                events=tuple(e for e in press._events if e.report == r.id),
            )
            join = Join(
                id=f"join{number}",
                report=r.id,
                story=f"story{max(1, number)}",
                number=number,
                others=0,
                source=None,
                score=None,
                parts=(),
                reader="test",
                version="1",
            )
            writer.write([own], stories=StoryRows(joins=(join,)))
        writer.write([], press._failures)
    return made
