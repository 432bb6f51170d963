"""Differences: where two reports tell the same and have another name, figure, date or wording for it.

They are found when they are asked for, from the records of an archive; nothing is stored. What counts as the same is
decided in :mod:`detente.stories.alignment`; what counts as another figure in :mod:`detente.stories.figures`, as
another person in the same office in :mod:`detente.stories.offices`, as other words in :mod:`detente.stories.wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.archive import Query
from detente.records import Date, Difference
from detente.stories.alignment import align
from detente.stories.comparing import EventPairs, StatementPairs
from detente.stories.nearness import Copies
from detente.stories.offices import Offices
from detente.stories.pieces import Passages, of_events, of_statements
from detente.stories.wording import words

if TYPE_CHECKING:
    from detente.archive import Archive

# Least score of two statements that are one utterance. In the samples 31 of the 32 pairs above it are, and of the 7
# next ones below, two.
STATEMENTS_ALIKE = 0.38
# Least score of two sentences that tell one event, whose kind and parties agree already.
EVENTS_ALIKE = 0.3
