"""Statements by what they mean: vectors of what was said, kept beside the word index once they are made.

A vector takes the model some ten milliseconds, so a question makes only so many new ones: of the statements that share
words with it first, then of the latest. What was made is kept, and the next question finds more of it done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive.lock import lock
from detente.archive.search_upkeep import FOLDER
from detente.errors import ArchiveError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEW_VECTORS = 1_000
"""Vectors that a question makes at most unless it is told otherwise: about ten seconds of work."""

WIDTH = 384
_PART = 500  # vectors made before they are kept: what a question that is cut off loses at most
_STEP = 1 << 17  # vectors compared at a time: 200 MB as numbers to reckon with


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is near a question in meaning: ids with their cosine, nearest first; and how many could be compared."""

    ids: tuple[str, ...]
    scores: tuple[float, ...]
    compared: int
    of: int


class Vectors:
    """The vectors kept of one archive, by what was said; ``model`` names the file that makes them.

    With ``more`` false what is kept is used and nothing added to it.
    """

    def __init__(self, root: Path, model: str, *, more: bool = True) -> None:
        self._folder = root / FOLDER / f"vectors-{model[:12]}"
        self._more = more

    def load(self) -> tuple[NDArray[np.uint64], NDArray[np.int8]]:
        """Return the keys of what is kept, sorted, with a vector each; a file that cannot be read is passed over."""
        import numpy as np

        keys = [np.empty(0, np.uint64)]
        rows = [np.empty((0, WIDTH), np.int8)]
        for path in sorted(self._folder.glob("*.npz")):
            with suppress(OSError, ValueError, KeyError, EOFError), np.load(path) as held:
                own, vectors = held["keys"], held["vectors"]
                if len(own) == len(vectors) and vectors.shape[1:] == (WIDTH,):
                    keys.append(own)
                    rows.append(vectors)
        every, first = np.unique(np.concatenate(keys), return_index=True)
        return every, np.concatenate(rows)[first]

    def keep(self, keys: Sequence[int], vectors: Sequence[NDArray[np.float32]]) -> None:
        """Keep vectors, each as a whole or not at all; where that cannot be, they are made again next time."""
        import numpy as np

        if not self._more:
            return
        with suppress(OSError, ArchiveError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with lock(self._folder):
                number = len(list(self._folder.glob("*.npz")))
                draft = self._folder / "draft"
                with draft.open("wb") as file:
                    np.savez(file, keys=np.array(keys, np.uint64), vectors=np.stack([_small(v) for v in vectors]))
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(self._folder / f"part-{number:06}.npz")


def nearest(
    question: str,
    said: Sequence[tuple[str, str]],
    *,
    vectors: Vectors,
    meaning: Callable[[str], Any],
    limit: int,
    new: int = NEW_VECTORS,
) -> Near:
    """Return the statements nearest to a question in meaning.

    Args:
        question: in words.
        said: ids of statements with what was said, those first whose vectors are worth most to have.
        vectors: what is kept.
        meaning: makes a vector of length 1 out of a text.
        limit: the most statements.
        new: the most vectors to make.
    """
    import numpy as np

    keys = np.fromiter((text_key(text) for _, text in said), np.uint64, len(said))
    held, rows = vectors.load()
    _, first = np.unique(keys, return_index=True)
    lacking = [n for n in np.sort(first) if not _holds(held, keys[n])][:new]
    made = list(_make(lacking, said, keys, vectors=vectors, meaning=meaning))
    if made:
        held = np.concatenate([held, np.array([key for key, _ in made], np.uint64)])
        rows = np.concatenate([rows, np.stack([_small(vector) for _, vector in made])])
        order = np.argsort(held)
        held, rows = held[order], rows[order]
    place = np.searchsorted(held, keys)
    there = np.flatnonzero(
        (place < len(held)) & (held[np.minimum(place, max(len(held) - 1, 0))] == keys if len(held) else False)
    )
    found = cosines(rows, meaning(question))[place[there]] if len(there) else np.empty(0)
    best = np.argsort(-found, kind="stable")[:limit]
    return Near(
        ids=tuple(said[there[n]][0] for n in best),
        scores=tuple(round(float(found[n]), 4) for n in best),
        compared=len(there),
        of=len(said),
    )


def text_key(text: str) -> int:
    """Return what a text is known by among vectors: 64 bits of a hash, case and gaps left out."""
    plain = " ".join(text.lower().split()).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(plain, digest_size=8).digest(), "big")


def _make(
    lacking: Sequence[int],
    said: Sequence[tuple[str, str]],
    keys: Any,
    *,
    vectors: Vectors,
    meaning: Callable[[str], Any],
) -> Iterator[tuple[int, Any]]:
    """Yield new vectors with their keys, and keep them some at a time."""
    for start in range(0, len(lacking), _PART):
        part = [(int(keys[n]), meaning(said[n][1])) for n in lacking[start : start + _PART]]
        vectors.keep([key for key, _ in part], [vector for _, vector in part])
        yield from part


def _small(vector: Any) -> NDArray[np.int8]:
    """Return a vector as whole numbers of one byte: its direction is kept to a thousandth, its length is not."""
    import numpy as np

    small: NDArray[np.int8] = np.round(vector * (127 / max(float(np.abs(vector).max()), 1e-9))).astype(np.int8)
    return small


def cosines(rows: NDArray[np.int8], one: Any) -> NDArray[np.float32]:
    """Return the cosine of each row with a vector of length 1."""
    import numpy as np

    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _STEP):
        part = rows[start : start + _STEP].astype(np.float32)
        found[start : start + _STEP] = part @ one / np.maximum(np.linalg.norm(part, axis=1), 1e-9)
    return found


def _holds(held: NDArray[np.uint64], key: Any) -> bool:
    """Say whether a sorted row of keys has one."""
    import numpy as np

    at = int(np.searchsorted(held, key))
    return at < len(held) and bool(held[at] == key)
