"""Letters that a pattern takes for plain ones when it ignores case, made plain, so that tables of words know them."""

from __future__ import annotations

# Python's re holds these equal to i, s and k, but their lower case is another letter, or two.
ODD_LETTERS = {"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"}  # the last is the sign of the kelvin
_TABLE = str.maketrans(ODD_LETTERS)


def plain_letters(text: str) -> str:
    """Return a text of the same length in which the four odd letters are plain ones."""
    if text.isascii() or not any(letter in text for letter in ODD_LETTERS):
        return text
    return text.translate(_TABLE)
