"""Reading: from sources to records (:func:`extract`) and from sources into an archive (:func:`read`).

Both take sources one after another, pass over what repeats, and let one bad report fail alone. A reading that was cut
off and is begun again passes over what the archive holds before it cleans or parses anything.
"""

from __future__ import annotations

from detente.archive.under_way import CutOff
from detente.reading.account import Account, Progress
from detente.reading.extracting import extract
from detente.reading.recoding import Recoding, recode
from detente.reading.storing import BATCH_REPORTS, read
from detente.reading.stream import ReportReader

__all__ = ["BATCH_REPORTS", "Account", "CutOff", "Progress", "Recoding", "ReportReader", "extract", "read", "recode"]
