"""Intake: whatever a newsroom or a lab has, turned into clean, dated reports.

:func:`items` streams raw items out of files, folders, patterns, addresses and standard input; :func:`report` reads one of them
into a :class:`~detente.records.Report`. An item's id needs no cleaning, so that a reading knows what it has.
"""

from detente.intake.assemble import report
from detente.intake.fetching import Fetching
from detente.intake.item import READER, VERSION, Item
from detente.intake.sources import count, items

__all__ = ["READER", "VERSION", "Fetching", "Item", "count", "items", "report"]
