"""Language: one parse of each paragraph, and what is read from it: mentions, statements, events."""

from detente.language.reader import Reader

__all__ = ["Reader"]
