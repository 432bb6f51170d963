"""The archive: what was read, kept as Delta Lake tables in one folder and asked through DuckDB.

A reading is written in batches. The row that a batch adds to the table ``readings`` names the version of every other
table, and everyone reads at the versions of the last such row: so a batch is seen as a whole or not at all.
"""

from __future__ import annotations

from detente.archive.archive import Archive
from detente.archive.coding_rows import CodedBy, Coding, Vocabulary
from detente.archive.query import Query
from detente.archive.readings import Reading
from detente.archive.story_rows import StoryRows, TraitRow
from detente.archive.writer import Writer

__all__ = ["Archive", "CodedBy", "Coding", "Query", "Reading", "StoryRows", "TraitRow", "Vocabulary", "Writer"]
