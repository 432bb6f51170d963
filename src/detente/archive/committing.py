"""Commits to tables in a bucket, where an answer may be lost on the way and a hold may have ended.

Each carries a token in its log. It goes in only as the very next version of the table that its writer knows: what somebody
else wrote meanwhile is never mixed with it. Where there is no answer the log is looked at: a commit that is there was made,
one that is not is tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from detente.archive.root import Root

if TYPE_CHECKING:
    from deltalake import DeltaTable

_KEY = "detente"
_PAUSES = (0.1, 0.3, 1.0, 3.0)  # seconds before each further try


def committed(
    root: Root, name: str, table: DeltaTable, act: Callable[[dict[str, Any]], object], *, rows: bool = True
) -> None:
    """Change a table, and move it to the version that the change made.

    Args:
        root, name, table: which table, open at the version that the change is to follow.
        act: makes the change; it gets what the Delta library is told of the commit: nothing in a folder, which is held by
            one writer and gives all its answers.
        rows: whether the change is one commit. One that changes no rows may be several, and is begun again where it
            broke off.

    Raises what ``act`` raises where the change was not made.
    """
    if not root.remote:
        act({})
        return
    from deltalake import CommitProperties
    from deltalake.exceptions import DeltaError

    token, made = uuid4().hex, table.version()
    told = {"commit_properties": CommitProperties(custom_metadata={_KEY: token}, max_commit_retries=0)}
    for pause in (*_PAUSES, None):
        try:
            act(told)
        except (DeltaError, OSError):
            before, made = made, _made(root, name, made, token)
            if made > before:
                table.load_as_version(made)
                if rows:
                    return
            if pause is None or _log(root, name, made + 1) is not None:
                raise
            time.sleep(pause)
        else:
            return


def repeated(root: Root, act: Callable[[], object]) -> None:
    """Do in a bucket what may be done again, until it is done; raises what ``act`` raises where it never was."""
    from deltalake.exceptions import DeltaError

    for pause in (*_PAUSES, None) if root.remote else (None,):
        try:
            act()
        except (DeltaError, OSError):
            if pause is None:
                raise
            time.sleep(pause)
        else:
            return


def _made(root: Root, name: str, version: int, token: str) -> int:
    """Return the last version in a row after one whose commits carry a token."""
    while token in (_log(root, name, version + 1) or ""):
        version += 1
    return version


def _log(root: Root, name: str, version: int) -> str | None:
    """Return the log of a version, None where there is none."""
    return root.read(f"{name}/_delta_log/{version:020}.json")
