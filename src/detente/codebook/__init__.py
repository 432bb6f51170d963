"""Codebook: what states do to each other and say, as plain TOML data, and the loader that checks it.

Importing this package reads no file; :meth:`Codebook.load` does.
"""

from detente.codebook.book import Codebook
from detente.codebook.entries import Cue, EventType, FixedCue, Frame, Mode
from detente.codebook.marks import Example

__all__ = ["Codebook", "Cue", "EventType", "Example", "FixedCue", "Frame", "Mode"]
