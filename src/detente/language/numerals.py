"""Numbers in words: the one table of them, for dates ("two days ago") and for figures ("twenty-four sailors")."""

from __future__ import annotations

SMALL: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split(),
        start=1,
    )
}
TENS: dict[str, int] = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}

# Longest first, so that "seven" does not cut "seventeen" or "seventy" short.
SIMPLE = "|".join(sorted({*SMALL, *TENS}, key=len, reverse=True))
BELOW_HUNDRED = rf"(?:(?:{'|'.join(TENS)})[- ](?:{'|'.join(list(SMALL)[:9])})|{SIMPLE})"


def spelled(text: str) -> int | None:
    """Return the value of a whole number in words ("two hundred and five"), None when a word is no number word."""
    total, group = 0, 0
    for word in text.lower().replace("-", " ").split():
        if word in ("a", "an"):
            group += 1
        elif word in SMALL or word in TENS:
            group += SMALL.get(word) or TENS[word]
        elif word == "hundred":
            group = max(group, 1) * SCALES[word]
        elif word in SCALES:
            total, group = total + max(group, 1) * SCALES[word], 0
        elif word != "and":
            return None
    return total + group or None


def count(text: str) -> int | None:
    """Return the value of a whole number in digits or words, None when it is neither."""
    return int(text) if text.isdecimal() and text.isascii() else spelled(text)
