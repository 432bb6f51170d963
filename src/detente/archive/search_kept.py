"""Statements by what they mean, of those whose vectors are kept already: what a server asks, which makes none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.archive.search_meaning import Near, Vectors, cosines, text_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """The vectors kept of an archive: ``rows`` with the first statement of each by id, and how many say the same.

    ``compared`` statements have a vector, ``of`` all there are.
    """

    ids: tuple[str, ...]
    times: tuple[int, ...]
    rows: NDArray[np.int8]
    compared: int
    of: int

    def nearest(self, vector: Any, limit: int) -> Near:
        """Return the statements nearest to a vector of length 1, those that say the same once."""
        import numpy as np

        found = cosines(self.rows, vector) if len(self.ids) else np.empty(0)
        best = np.argsort(-found, kind="stable")[:limit].tolist()
        return Near(
            ids=tuple(self.ids[n] for n in best),
            scores=tuple(round(float(found[n]), 4) for n in best),
            compared=self.compared,
            of=self.of,
        )


def kept(said: Iterable[tuple[str, str]], vectors: Vectors) -> Kept:
    """Return what is kept of statements, given by their ids with what was said."""
    import numpy as np

    keys, rows = vectors.load()
    place = {key: n for n, key in enumerate(keys.tolist())}
    first: dict[int, str] = {}
    times: dict[int, int] = {}
    total = 0
    for own, text in said:
        total += 1
        at = place.get(text_key(text)) if place else None
        if at is not None:
            first[at] = min(own, first.get(at, own))
            times[at] = times.get(at, 0) + 1
    order = sorted(first, key=lambda at: first[at])
    return Kept(
        ids=tuple(first[at] for at in order),
        times=tuple(times[at] for at in order),
        rows=rows[np.array(order, dtype=np.int64)],
        compared=sum(times.values()),
        of=total,
    )
