"""Fingerprints of the reports of an archive, kept beside it so that a reading does not make them all anew.

They are no part of the archive: where the file is missing, damaged or of another making, they are made from the bodies.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from detente.intake.fingerprint import RUN, Fingerprint

if TYPE_CHECKING:
    from detente.stories.copies_texts import Text

_VERSION = 1
"""Raised whenever the same text would have another fingerprint."""

_FILE = f"fingerprints-{_VERSION}-{RUN}.arrow"

LEAST = 1_000
"""So many reports without a kept fingerprint make the file be written anew; they take 0.1 s to make."""


class Prints:
    """Fingerprints by report, in a folder; one counts only for a body of the length that it was made from."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE
        self._kept: dict[str, tuple[int, Fingerprint]] | None = None

    def of(self, text: Text) -> Fingerprint | None:
        """Return the fingerprint of a report's body, None where it is not kept."""
        if self._kept is None:
            self._kept = self._read()
        length, found = self._kept.get(text.id, (-1, None))
        return found if length == len(text.body) else None

    def length(self, report: str) -> int | None:
        """Return the length of the body that a report's fingerprint was made from, None where none is kept."""
        return None if self._kept is None or report not in self._kept else self._kept[report][0]

    def keep(self, made: Mapping[str, tuple[int, Fingerprint]]) -> None:
        """Keep further fingerprints, by report, each with the length of its body; a few are not worth writing."""
        if len(made) < LEAST:
            return
        every = {**(self._kept or {}), **made}
        with suppress(OSError):  # no room, or not ours to write: the next reading makes them again
            self._write(every)
            self._kept = every

    def _read(self) -> dict[str, tuple[int, Fingerprint]]:
        """Return what the file holds, nothing where there is none that can be read."""
        import pyarrow as pa

        try:
            with pa.memory_map(str(self._file)) as source:
                table = pa.ipc.open_file(source).read_all().combine_chunks()
            runs = table["runs"].combine_chunks()
            offsets, values = runs.offsets.to_pylist(), runs.values.to_numpy()
            plain = [table[name].to_pylist() for name in ("report", "length", "digest", "words")]
        except (OSError, KeyError, pa.ArrowException):
            return {}
        return {
            report: (length, Fingerprint(digest=digest, words=words, runs=values[offsets[n] : offsets[n + 1]]))
            for n, (report, length, digest, words) in enumerate(zip(*plain, strict=True))
        }

    def _write(self, every: Mapping[str, tuple[int, Fingerprint]]) -> None:
        """Write the file as a whole, in place of the one before. Raises OSError."""
        import numpy as np
        import pyarrow as pa

        prints = [found for _, found in every.values()]
        ends = np.cumsum([0, *(len(one.runs) for one in prints)])
        table = pa.table(
            {
                "report": pa.array(every, pa.string()),
                "length": pa.array([length for length, _ in every.values()], pa.int64()),
                "digest": pa.array([one.digest for one in prints], pa.uint64()),
                "words": pa.array([one.words for one in prints], pa.int64()),
                "runs": pa.LargeListArray.from_arrays(ends, np.concatenate([one.runs for one in prints])),
            }
        )
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        with pa.OSFile(str(new), "wb") as sink, pa.ipc.new_file(sink, table.schema) as out:
            out.write_table(table)
        new.replace(self._file)
