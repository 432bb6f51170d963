"""Review: what an analyst says of records, stories and the ledger; it wins over the reader until it is undone.

Every word is kept with who said it, when and why. Corrections of records are laid over the rows as read by the archive
itself (:mod:`detente.archive.corrected`), so that every question has them.
"""

from __future__ import annotations

from detente.review.examples import examples_toml
from detente.review.listing import Review, reviews
from detente.review.making import Judge, Reviewing, undo
from detente.review.passing import give, take

__all__ = ["Judge", "Review", "Reviewing", "examples_toml", "give", "reviews", "take", "undo"]
