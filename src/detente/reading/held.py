"""What an archive holds that a further report may repeat: its sources, and what was said at which address.

It is kept in a folder beside the archive, so that a reading reads only what came since. The folder is no part of the
archive: where it is missing, damaged, of another making or of another state, it is made anew from the reports.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import finalize

from detente.intake.fingerprint import RUN
from detente.records import Published
from detente.wire import digest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from detente.archive import Archive
    from detente.stories.copies import CopyIndex, Text
    from detente.stories.copies_stored import StoredCopies

    Noted = dict[str, list[Any]]

_VERSION = 2
"""Raised whenever the same report would have another fingerprint or other notes."""

FOLDER = f"copies-{_VERSION}-{RUN}"
_FORMER = "fingerprints-1-3.arrow"  # what was kept there before
_PASSING = "passing"  # inside the folder: what one reading adds, which the next finds in the archive

LEAST = 1_000
"""So many reports that are not kept yet are written; fewer are made anew by each reading, which takes it 0.5 s."""

CHUNK = 5_000
"""Reports taken up at once: their bodies and fingerprints take 30 MB."""

_COLUMNS = (
    "id",
    "title",
    "body",
    "url",
    "language",
    "published_from",
    "published_to",
    "published_precision",
    "copy_of",
)
_DAY = len("2000-01-01")


def _nothing_said() -> npt.NDArray[np.uint64]:
    """Return no keys."""
    import numpy as np

    return np.empty(0, np.uint64)


def _no_sources() -> CopyIndex:
    """Return an index of none."""
    from detente.stories.copies import CopyIndex

    return CopyIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was read before: its sources, the keys of what was said at addresses, sorted, and languages by day."""

    sources: CopyIndex = field(default_factory=_no_sources)
    said: npt.NDArray[np.uint64] = field(default_factory=_nothing_said)
    spoken: tuple[tuple[str | None, str | None], ...] = ()

    def has_said(self, key: int) -> bool:
        """Say whether the same was said at the same address."""
        import numpy as np

        place = self.said.searchsorted(np.uint64(key))
        return bool(place < len(self.said) and self.said[place] == key)


def key_of(text: Text) -> int | None:
    """Return what two texts have in common that say the same at the same address; None without an address."""
    from detente.stories.copies_texts import plain_address

    address = plain_address(text.address)
    return None if address is None else int(digest(address, text.title, text.body), 16)


def held_by(archive: Archive, *, chunk: int = CHUNK, least: int = LEAST) -> Held:
    """Return what an archive holds; what is not kept beside it yet is, unless it is little. Raises ArchiveDamaged."""
    import pyarrow as pa

    from detente.stories.copies_stored import StoredCopies

    folder = archive.root.sidecar / FOLDER
    with suppress(OSError):
        (archive.root.sidecar / _FORMER).unlink(missing_ok=True)
    shutil.rmtree(folder / _PASSING, ignore_errors=True)
    sources = StoredCopies(folder, fresh=chunk + 1)
    notes = sources.notes()
    known, lacking = archive.beyond("reports", _ids(notes), _COLUMNS)
    if notes is not None and known < notes.num_rows:  # the archive is not the one that they were taken from
        shutil.rmtree(folder, ignore_errors=True)
        sources, notes = StoredCopies(folder, fresh=chunk + 1), None
        _, lacking = archive.beyond("reports", _ids(notes), _COLUMNS)
    taken, writing = [] if notes is None else [notes], True
    while rows := list(islice(lacking, chunk)):
        taken.append(_taken(sources, rows))
        if writing and len(rows) >= least:
            try:
                sources.settle(taken[-1])
            except OSError:  # no room, or not ours to write: they stay in memory, or in files that pass
                writing = False
                sources.pass_by(folder / _PASSING)
    sources.pass_by(folder / _PASSING)
    finalize(sources, shutil.rmtree, folder / _PASSING, ignore_errors=True)
    return _held(sources, pa.concat_tables(taken) if taken else None)


def _taken(sources: StoredCopies, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Hold the sources among reports and return the notes on all of them."""
    import pyarrow as pa

    from detente.stories.copies_texts import entries, moment

    noted: Noted = {"report": [], "said": [], "language": [], "day": []}

    def texts() -> Iterator[Text]:
        """Yield the sources, and note all."""
        for row in rows:
            text, copy = _text(row), row["copy_of"] is not None
            day = None if copy else moment(text.published)
            for name, value in (
                ("report", text.id),
                ("said", key_of(text)),
                ("language", row["language"]),
                ("day", day and day[:_DAY]),
            ):
                noted[name].append(value)
            if not copy:
                yield text

    sources.extend_entries(entries(texts()))
    kinds = {"report": pa.string(), "said": pa.uint64(), "language": pa.string(), "day": pa.string()}
    return pa.table({name: pa.array(values, kinds[name]) for name, values in noted.items()})


def _text(row: Mapping[str, Any]) -> Text:
    """Return a row as a text."""
    from detente.stories.copies import Text, known_date

    when = Published(start=row["published_from"], end=row["published_to"], precision=row["published_precision"])
    return Text(id=row["id"], body=row["body"], title=row["title"], published=known_date(when), address=row["url"])


def _ids(notes: pa.Table | None) -> pa.Array:
    """Return the reports that notes are on."""
    import pyarrow as pa

    return pa.array([], pa.string()) if notes is None else notes["report"].combine_chunks()


def _held(sources: StoredCopies, notes: pa.Table | None) -> Held:
    """Return what is held, by its sources and the notes on all reports."""
    import numpy as np

    if notes is None:
        return Held(sources=sources)
    said = np.sort(notes["said"].drop_null().to_numpy())
    spoken = notes.group_by(["language", "day"]).aggregate([]).to_pylist()
    return Held(sources=sources, said=said, spoken=tuple((one["language"], one["day"]) for one in spoken))
