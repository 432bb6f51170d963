"""Fingerprints of sources in files: what copies are looked for in when there are more than memory should hold.

Sources lie in parts, numbered on from part to part. A part is a folder of plain arrays, which are mapped and not read: a
look-up touches the few pages that it needs. Its sampled hashes are sorted, each beside the source that has it. Small parts
are merged into larger ones, hashes by bands of their first bits, so that no merge holds more than a band. A part counts
once its folder has its name; what was cut off before that is written again.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Array = npt.NDArray[Any]

BANDS = 8
"""Pieces that hashes are merged in: of 400,000 sources 4,000,000 hashes at a time."""

LARGEST = 200_000
"""Sources of a part that is merged no more: 1,000,000 sources lie in 5 such and a few small ones."""

_ALIKE = 2  # parts are merged unless the older is more than so many times as large
_NAME = re.compile(r"part-(\d{10})-(\d{10})")
_DRAFT, _NOTES = "draft", "notes.arrow"
_FILES = {
    "hashes": "u4",
    "holders": "i4",
    "runs": "u4",
    "run_ends": "i8",
    "texts": "u1",
    "text_ends": "i8",
    "digests": "u8",
    "words": "i4",
    "sampled": "i4",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelved:
    """What is known of some sources, as arrays.

    ``hashes`` are sorted, ``holders`` the place of the source that has each; the runs of the source at place n are
    ``runs[run_ends[n - 1]:run_ends[n]]``, its text fields, packed, lie in ``texts`` in the same way; ``digests``, ``words``
    and ``sampled`` (how many hashes it has) are one a source. ``notes`` are rows of whoever keeps the sources.
    """

    hashes: npt.NDArray[np.uint32]
    holders: npt.NDArray[np.int32]
    runs: npt.NDArray[np.uint32]
    run_ends: npt.NDArray[np.int64]
    texts: npt.NDArray[np.uint8]
    text_ends: npt.NDArray[np.int64]
    digests: npt.NDArray[np.uint64]
    words: npt.NDArray[np.int32]
    sampled: npt.NDArray[np.int32]
    notes: pa.Table


class Part:
    """A part as it lies in its folder: its arrays are mapped when they are first asked for."""

    def __init__(self, folder: Path, first: int, end: int) -> None:
        self.folder, self.first, self.end = folder, first, end
        self._arrays: dict[str, Array] = {}

    def __len__(self) -> int:
        """Return how many sources it has."""
        return self.end - self.first

    def array(self, name: str) -> Array:
        """Return one of the arrays of :class:`Shelved`, mapped. Raises OSError, ValueError."""
        if name not in self._arrays:
            self._arrays[name] = _mapped(self.folder, name)
        return self._arrays[name]

    def let_go(self) -> None:
        """Map the arrays anew when they are asked for again, so that what was touched of them takes no room."""
        self._arrays.clear()

    def notes(self) -> pa.Table:
        """Return the notes. Raises OSError, ArrowInvalid."""
        import pyarrow as pa

        with pa.OSFile(str(self.folder / _NOTES)) as file:
            return pa.ipc.open_file(file).read_all()

    def is_whole(self) -> bool:
        """Say whether its arrays fit each other."""
        import pyarrow as pa

        try:
            ends = [self.array(name) for name in ("run_ends", "text_ends")]
            sizes = [len(self.array(name)) for name in ("digests", "words", "sampled", "run_ends", "text_ends")]
            held = [len(self.array(name)) for name in ("runs", "texts")]
            hashes, holders = (len(self.array(name)) for name in ("hashes", "holders"))
            self.notes()
        except (OSError, ValueError, pa.ArrowException):
            return False
        fits = all(int(end[-1]) == size for end, size in zip(ends, held, strict=True) if len(end))
        return fits and sizes == [len(self)] * len(sizes) and hashes == holders


class CopyStore:
    """The parts in a folder, which is made when the first is added. A part that is damaged does not count, nor those after."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.parts = _parts(folder)

    def __len__(self) -> int:
        """Return how many sources there are."""
        return self.parts[-1].end if self.parts else 0

    def add(self, new: Shelved) -> None:
        """Add sources as a part, merged with those before it that are not much larger. Raises OSError."""
        first = len(self)
        end = first + len(new.digests)
        draft = self._draft()
        for name in _FILES:
            getattr(new, name).tofile(draft / name)
        _write(draft / _NOTES, [new.notes])
        self._put(draft, first, end)
        merged = self._to_merge()
        if len(merged) > 1:
            self._merge(merged)

    def _to_merge(self) -> list[Part]:
        """Return the last parts that are to be one."""
        merged, size = [self.parts[-1]], len(self.parts[-1])
        for part in reversed(self.parts[:-1]):
            if len(part) > _ALIKE * size or len(part) + size > LARGEST:
                break
            merged.insert(0, part)
            size += len(part)
        return merged

    def _merge(self, parts: Sequence[Part]) -> None:
        """Make one part of some that follow each other."""
        draft = self._draft()
        _merge_hashes(parts, draft)
        for name in set(_FILES) - {"hashes", "holders"}:
            shift = 0
            with (draft / name).open("wb") as file:
                for part in parts:
                    own = part.array(name)
                    (own + shift if name.endswith("_ends") else own).tofile(file)
                    shift += int(own[-1]) if name.endswith("_ends") and len(own) else 0
        _write(draft / _NOTES, [part.notes() for part in parts])
        self._put(draft, parts[0].first, parts[-1].end)
        for part in parts:
            shutil.rmtree(part.folder, ignore_errors=True)

    def _draft(self) -> Path:
        """Return an empty folder for a part that is being written."""
        draft = self._folder / _DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        return draft

    def _put(self, draft: Path, first: int, end: int) -> None:
        """Let a part count, in the place of those that it holds."""
        folder = self._folder / f"part-{first:010}-{end:010}"
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
        self.parts = [part for part in self.parts if part.end <= first] + [Part(folder, first, end)]


def _parts(folder: Path) -> list[Part]:
    """Return the parts in a folder that follow each other and are whole; the larger where one holds others."""
    named = [found for one in folder.glob("part-*") if (found := _NAME.fullmatch(one.name))] if folder.is_dir() else []
    there = sorted((int(one[1]), -int(one[2])) for one in named)
    parts: list[Part] = []
    for first, minus_end in there:
        end = parts[-1].end if parts else 0
        part = Part(folder / f"part-{first:010}-{-minus_end:010}", first, -minus_end)
        if first > end:
            break
        if first == end and part.is_whole():
            parts.append(part)
    return parts


def _mapped(folder: Path, name: str) -> Array:
    """Return an array of a file. Raises OSError, ValueError."""
    import numpy as np

    file = folder / name
    if not file.stat().st_size:  # nothing cannot be mapped
        return np.empty(0, _FILES[name])
    return np.asarray(np.memmap(file, _FILES[name], "r"))


def _merge_hashes(parts: Sequence[Part], draft: Path) -> None:
    """Write the sorted hashes of some parts, and their holders, band by band."""
    import numpy as np

    edges = np.arange(BANDS, dtype=np.uint32) << np.uint32(32 - (BANDS - 1).bit_length())
    cuts = [np.append(own.searchsorted(edges), len(own)) for own in (part.array("hashes") for part in parts)]
    with (draft / "hashes").open("wb") as hashes, (draft / "holders").open("wb") as holders:
        for band in range(BANDS):
            spans = [slice(cut[band], cut[band + 1]) for cut in cuts]
            keys = np.concatenate([part.array("hashes")[span] for part, span in zip(parts, spans, strict=True)])
            held = [
                part.array("holders")[span] + (part.first - parts[0].first)
                for part, span in zip(parts, spans, strict=True)
            ]
            order = keys.argsort(kind="stable")
            keys[order].tofile(hashes)
            np.concatenate(held).astype(np.int32)[order].tofile(holders)


def _write(file: Path, tables: Sequence[pa.Table]) -> None:
    """Write tables of the same columns as one."""
    import pyarrow as pa

    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, tables[0].schema) as out:
        for table in tables:
            out.write_table(table)
