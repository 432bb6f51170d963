"""Sound inputs damaged by chance, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence


def damaged(seeds: Sequence[bytes], number: int, seed: int) -> Iterator[bytes]:
    """Yield some inputs: pieces cut out, put in twice, moved, or replaced by random bytes."""
    chance = random.Random(seed)  # noqa: S311 - inputs, not secrets
    for _ in range(number):
        raw = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 5)):
            at, cut = chance.randint(0, len(raw)), chance.choice((0, 1, 5, 30))
            start = chance.randint(0, len(raw))
            again = bytes(raw[start : start + chance.randint(0, 40)])
            raw[at : at + cut] = chance.choice((chance.randbytes(chance.randint(0, 9)), again))
        yield bytes(raw)
