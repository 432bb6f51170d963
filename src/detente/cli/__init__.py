"""The command line: one thin file a command, loaded only when that command is called.

Exit status: 0 done; 1 some inputs failed; 2 nothing could be done, with one line that says what, where and the mend;
130 interrupted.
"""

from __future__ import annotations

from detente.cli.group import LazyGroup
from detente.cli.group import detente as main

__all__ = ["LazyGroup", "main"]
