"""Likeness: how much a sentence is like the codebook's example sentences of each type, as a probability per type.

A logistic regression over sentence vectors where the extra "vectors" is installed, else over the words between and
beside the parties. `scripts/train_likeness.py` makes the weights out of our own examples alone.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from detente.codebook import Example
from detente.errors import DataDamaged
from detente.language import vectors
from detente.records import Span

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from detente.language.tree import Doc

Kind = Literal["vectors", "words"]

DATA = Path(__file__).parent / "data"
#: Hashes of the weights, as scripts/train_likeness.py told them when it wrote the files.
SHA256: Mapping[Kind, str] = {
    "vectors": "0a9a009dc8c133211063e676b4d5e57350ac84accd847d97271852802c8558bb",
    "words": "edc29250ce4bb4067e8b3fd3e07a7f038a43aec9b47d26d28ed2a791b97ba67e",
}
# Places that words and pairs of words are hashed into. Twice as many gained nothing on our examples.
BUCKETS = 4096
# A user's own example pulls a sentence to its type from this likeness (cosine) on, and wholly at 1. Between two of our
# examples of different types it is seldom above it.
PULL_FROM: Mapping[Kind, float] = {"vectors": 0.8, "words": 0.4}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A trained classifier, and a user's own examples with their features."""

    kind: Kind
    types: tuple[str, ...]
    weights: NDArray[float32]
    bias: NDArray[float32]
    own: tuple[tuple[str, NDArray[float32]], ...] = ()

    def scores(self, doc: Doc, source: Span | None, target: Span | None) -> dict[str, float]:
        """Return a probability for each type, adding up to 1, of a parsed sentence with these parties."""
        import numpy as np

        seen = features(self.kind, doc, source, target)
        marks = seen @ self.weights + self.bias
        odds = np.exp(marks - marks.max())
        found = dict(zip(self.types, (odds / odds.sum()).tolist(), strict=True))
        return self._pulled(found, seen)

    def pulled(self, scores: dict[str, float], doc: Doc, source: Span | None, target: Span | None) -> dict[str, float]:
        """Return given scores moved towards the type of the user's example that is like the sentence, if one is."""
        return self._pulled(scores, features(self.kind, doc, source, target)) if self.own else scores

    def _pulled(self, found: dict[str, float], seen: NDArray[float32]) -> dict[str, float]:
        """Return scores moved towards the type of the user's example that is most like the sentence."""
        best, kind = max(((_cosine(seen, own), kind) for kind, own in self.own), default=(0.0, ""))
        start = PULL_FROM[self.kind]
        if best <= start:
            return found
        share = (best - start) / (1 - start)
        pulled = {name: score * (1 - share) for name, score in found.items()}
        pulled[kind] = pulled.get(kind, 0.0) + share
        return pulled

    def with_examples(self, examples: Iterable[tuple[Example, Doc]]) -> Likeness:
        """Return the same classifier with a user's parsed examples beside its own."""
        own = tuple((e.type, features(self.kind, doc, e.source, e.target)) for e, doc in examples)
        return Likeness(self.kind, self.types, self.weights, self.bias, own)


def load(kind: Kind | None = None) -> Likeness:
    """Return the classifier of a kind; None takes vectors where they are installed.

    Raises DataDamaged where the file of its weights is not the one that was shipped.
    """
    import numpy as np

    kind = kind or ("vectors" if vectors.installed() else "words")
    path = DATA / f"likeness_{kind}.npz"
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256[kind]:
        raise DataDamaged(path)
    with np.load(BytesIO(content)) as stored:
        return Likeness(
            kind,
            tuple(str(name) for name in stored["types"]),
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
        )


def features(kind: Kind, doc: Doc, source: Span | None, target: Span | None) -> NDArray[float32]:
    """Return what a classifier of a kind looks at in a parsed sentence."""
    if kind == "vectors":
        return vectors.vector(doc, source, target)
    return _hashed(_words(doc, source, target))


def _words(doc: Doc, source: Span | None, target: Span | None) -> Iterator[str]:
    """Yield the lemmas outside the parties, their pairs, and those between the parties once more as such."""
    lemmas: list[str] = []
    for token in doc:
        party = _party(token.idx, token.idx + len(token.text), source, target)
        if party is None:
            lemmas.append("#" if token.pos_ in ("NUM", "PROPN") else token.lemma_.lower())
        elif not lemmas or lemmas[-1] != party:
            lemmas.append(party)
    places = [i for i, lemma in enumerate(lemmas) if lemma in ("<S>", "<T>")]
    low, high = (min(places), max(places)) if len(places) > 1 else (-1, len(lemmas))
    for i, lemma in enumerate(lemmas):
        yield f"w={lemma}"
        if low < i < high:
            yield f"m={lemma}"
        if i:
            yield f"b={lemmas[i - 1]} {lemma}"


def _party(start: int, end: int, source: Span | None, target: Span | None) -> str | None:
    for span, name in ((source, "<S>"), (target, "<T>")):
        if span is not None and start < span[1] and end > span[0]:
            return name
    return None


def _hashed(words: Iterable[str]) -> NDArray[float32]:
    """Return words as a vector of length 1: each in the place that its checksum says, the same on every machine."""
    import numpy as np

    found = np.zeros(BUCKETS, dtype=np.float32)
    for word in set(words):
        found[zlib.crc32(word.encode("utf-8")) % BUCKETS] += 1.0
    return found / max(float(np.linalg.norm(found)), 1e-9)


def _cosine(one: NDArray[float32], other: NDArray[float32]) -> float:
    """Return the cosine of two vectors; what one of them lacks altogether is left out of neither."""
    import numpy as np

    return float(one @ other / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9))


def combined(
    frames: Mapping[str, float], examples: Mapping[str, float], *, weight: float, floor: float, silent: float
) -> dict[str, float]:
    """Return scores per type out of the frames' votes and the examples' scores, adding up to 1, the best first.

    A product of experts: a type's share of the votes, kept off zero by ``floor``, to the power of ``weight``, times its
    score by the examples. Votes that are few in all say little: their weight falls with ``silent``, the sum of votes at
    which it is half.
    """
    total = sum(frames.values())
    power = weight * total / (total + silent) if total else 0.0
    names: Sequence[str] = [*examples, *(name for name in frames if name not in examples)]
    # A user's type without examples is neither likely nor unlikely by them
    even = 1 / max(len(names), 1)
    raw = {
        name: examples.get(name, even) * ((frames.get(name, 0.0) / total if total else 0.0) + floor) ** power
        for name in names
    }
    whole = sum(raw.values())
    ranked = sorted(raw.items(), key=lambda item: (-item[1], item[0]))
    return {name: value / whole for name, value in ranked} if whole else {}
