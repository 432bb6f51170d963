"""What reports are grouped by, in files that are mapped and not read: a look at some reports touches their pages alone.

The traits of one report follow those of the one before; a further report is added at the end. A note, written last, says
how far the files count, so that what was cut off is written again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_NOTE = "note.json"
_FILES = {"keys": "u4", "counts": "i4", "ends": "i8", "days": "i4"}
_OVERALL = {"kinds": "i8", "having": "i8"}


class TraitStore:
    """The traits of reports in a folder: ``of`` is whose they are, as whoever keeps them says; others' do not count."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._note = self._read()
        self._arrays: dict[str, Array] = {}

    def __len__(self) -> int:
        """Return how many reports there are."""
        return int(self._note["reports"])

    @property
    def of(self) -> str:
        """Return whose they are."""
        return str(self._note["of"])

    def forget(self) -> None:
        """Begin anew, without any."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._note, self._arrays = _nothing(), {}

    def add(self, new: Mapping[str, Array], of: str) -> None:
        """Add reports: ``keys`` and ``counts`` of all, one after another, ``ends`` among these and ``days``. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        reports, traits = len(self), int(self._note["traits"])
        for name, kind in _FILES.items():
            values = new[name] + traits if name == "ends" else new[name]
            with (self._folder / name).open("ab") as file:
                os.truncate(
                    file.fileno(), values.astype(kind).itemsize * (reports if name in {"ends", "days"} else traits)
                )
                values.astype(kind).tofile(file)
        self._say(reports=reports + len(new["days"]), traits=traits + len(new["keys"]), of=of)
        self._arrays = {}

    def array(self, name: str) -> Array:
        """Return the ``keys``, ``counts``, ``ends`` or ``days``."""
        if name not in self._arrays:
            size = len(self) if name in {"ends", "days"} else int(self._note["traits"])
            self._arrays[name] = _mapped(self._folder / name, _FILES[name], size)
        return self._arrays[name]

    def let_go(self) -> None:
        """Map the arrays anew when they are asked for again, so that what was touched of them takes no room."""
        self._arrays.clear()

    def overall(self, reports: int) -> tuple[Array, Array] | None:
        """Return in how many of the first reports each trait stands, None where that was not counted for so many."""
        if self._note.get("overall") != reports:
            return None
        try:
            size = int(self._note["kinds"])
            kinds, having = (_mapped(self._folder / name, kind, size) for name, kind in _OVERALL.items())
        except (OSError, ValueError, KeyError):
            return None
        return kinds, having

    def count(self, reports: int, counted: Sequence[Array]) -> None:
        """Keep what :meth:`overall` gives for so many reports. Raises OSError."""
        self._say(overall=None)
        for name, values in zip(_OVERALL, counted, strict=True):
            values.tofile(self._folder / name)
        self._say(overall=reports, kinds=len(counted[0]))

    def _say(self, **told: Any) -> None:
        """Write the note anew with something changed."""
        note = {**self._note, **told}
        draft = self._folder / f"{_NOTE}.new"
        draft.write_text(json.dumps(note), encoding="utf-8")
        draft.replace(self._folder / _NOTE)
        self._note = note

    def _read(self) -> dict[str, Any]:
        """Return the note, that on nothing where there is none or where the files do not hold what it says."""
        try:
            note: dict[str, Any] = json.loads((self._folder / _NOTE).read_text(encoding="utf-8"))
            own = {"keys": note["traits"], "counts": note["traits"], "ends": note["reports"], "days": note["reports"]}
            whole = all(
                (self._folder / name).stat().st_size >= size * int(_FILES[name][1]) for name, size in own.items()
            )
        except (OSError, ValueError, KeyError, TypeError):
            return _nothing()
        return note if whole else _nothing()


def _nothing() -> dict[str, Any]:
    """Return the note on nothing."""
    return {"reports": 0, "traits": 0, "of": "", "overall": None}


def _mapped(file: Path, kind: str, size: int) -> Array:
    """Return so many values of a file. Raises OSError, ValueError."""
    import numpy as np

    return np.asarray(np.memmap(file, kind, "r", shape=(size,))) if size else np.empty(0, kind)
