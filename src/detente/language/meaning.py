"""What a sentence means, as a vector: the mean of the model's states over its pieces, as the model was trained to be used.

Two sentences that say the same in other words point in nearly the same direction. The model is that of
:mod:`detente.language.vectors`; the way of the mean is Reimers and Gurevych, "Sentence-BERT" (2019), section 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.vectors import LONGEST, encoder
from detente.language.wordpiece import FIRST, LAST, pieces, vocabulary

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


def meaning(text: str) -> NDArray[float32]:
    """Return the vector of a sentence, 384 numbers of length 1. Needs the extra. Raises ModelUnfit.

    Sentences go through the model one by one: in company their last digits would depend on the company.
    """
    import numpy as np

    known = vocabulary()
    states = encoder()([known[FIRST], *(piece.number for piece in pieces(text)[:LONGEST]), known[LAST]])
    mean = states.mean(axis=0)
    one: NDArray[float32] = mean / np.float32(max(float(np.linalg.norm(mean)), 1e-9))
    return one
