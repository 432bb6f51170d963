"""A search without an index: letters contained in the columns of a table, case ignored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.archive.search_query import Asked, Every, Not, Words, leaves
from detente.errors import UsageError

TEXT: Mapping[str, str] = {
    "reports": "coalesce(title, '') || ' ' || body",
    "mentions": "text",
    "statements": "passage_text || ' ' || content_text",
    "events": "passage_text",
    "failures": "source || ' ' || error",
}
"""What is searched in each table where no field is named."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "reports": {"title": "title", "outlet": "outlet", "byline": "byline"},
    "statements": {"content": "content_text", "speaker": "speaker_name"},
    "events": {"source": "source_name", "target": "target_name"},
}
"""The fields of each table that a search may name, with their columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a question asks of a table's texts; ``indexed`` is false where the index does not have the rows."""

    table: str
    asked: Asked
    indexed: bool = True


def check_fields(table: str, asked: Asked) -> None:
    """Raise UsageError where a search names a field that a table has not."""
    own = FIELDS.get(table, {})
    for words in leaves(asked, wanted=False):
        if words.field is not None and words.field not in own:
            there = f"there are {', '.join(own)}" if own else "they have none"
            raise UsageError(
                f"{table} have no field {words.field!r} to search; {there}. A word with a colon stands in quotation marks"
            )


def condition(searched: Searched) -> tuple[str, dict[str, str]]:
    """Return the SQL that is true for the rows of a table that a search finds, and the values bound in it."""
    values: dict[str, str] = {}
    return _condition(searched.table, searched.asked, values), values


def _condition(table: str, asked: Asked, values: dict[str, str]) -> str:
    """Return the SQL of a part of a search."""
    if isinstance(asked, Words):
        return _words(table, asked, values)
    if isinstance(asked, Not):
        return f"NOT coalesce({_condition(table, asked.part, values)}, false)"
    joined = " AND " if isinstance(asked, Every) else " OR "
    return "(" + joined.join(_condition(table, part, values) for part in asked.parts) + ")"


def _words(table: str, asked: Words, values: dict[str, str]) -> str:
    """Return the SQL for words side by side: letters contained for a single word, else the words with gaps."""
    column = TEXT[table] if asked.field is None else FIELDS[table][asked.field]
    name = f"word_{len(values)}"
    if len(asked.words) == 1 and not asked.prefix:
        values[name] = asked.words[0]
        return f"contains(lower({column}), lower(${name}))"
    gap = r"[^\p{L}\p{N}]+"
    values[name] = r"(?:^|[^\p{L}\p{N}])" + gap.join(re.escape(word) for word in asked.words)
    return f"regexp_matches({column}, ${name}, 'i')"
