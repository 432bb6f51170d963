"""WordPiece: a text as the pieces of BERT's uncased vocabulary, each with where it stands in the text."""

from __future__ import annotations

import gzip
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.errors import DataDamaged

VOCABULARY = Path(__file__).parent / "data" / "bert_uncased.txt.gz"
SHA256 = "74100ea43c760b082d6dd19a07f78b259c38a2eabfa52ca52df0e4c4c0a018de"
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# Longer words are unknown, as in the tokenizer that the model was trained with.
LONGEST_WORD = 100
# A run of letters and digits, or a single other sign.
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its number in the vocabulary, and its span in the text."""

    number: int
    start: int
    end: int


@cache
def vocabulary() -> dict[str, int]:
    """Return the pieces with their numbers, read once. Raises DataDamaged where the file is not the one shipped."""
    content = VOCABULARY.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise DataDamaged(VOCABULARY)
    lines = gzip.decompress(content).decode("utf-8").splitlines()
    return {piece: number for number, piece in enumerate(lines)}


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text in order, without the model's first and last sign.

    The greedy longest-match-first method of Wu et al., "Google's Neural Machine Translation System" (2016), section 4.1.
    """
    found: list[Piece] = []
    for match in _WORD.finditer(text):
        found.extend(_split(match.group(), match.start()))
    return found


def _split(word: str, start: int) -> list[Piece]:
    """Return the pieces of one word; a word that the vocabulary cannot build is one unknown piece."""
    known = vocabulary()
    plain = _plain(word)
    whole = [Piece(known[UNKNOWN], start, start + len(word))]
    if len(plain) > LONGEST_WORD:
        return whole
    found: list[Piece] = []
    at = 0
    while at < len(plain):
        end = len(plain)
        while end > at and (("##" if at else "") + plain[at:end]) not in known:
            end -= 1
        if end == at:
            return whole
        number = known[("##" if at else "") + plain[at:end]]
        # Where taking accents off changed the length, a piece's span is its word's.
        inside = (start + at, start + end) if len(plain) == len(word) else (start, start + len(word))
        found.append(Piece(number, *inside))
        at = end
    return found


def _plain(word: str) -> str:
    """Return a word in small letters without its accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
