"""Revisions: a later version of an address, and what was changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.intake.fingerprint import Fingerprint, fingerprint, shared
from detente.stories.copies_texts import Text, moment, plain_address

REVISED_SHARE = 0.38
"""Least share of one version in the other, as for a copy: below it the address was given to another text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A text, ``id``, is a later version of another, ``of``: ``removed`` and ``added`` are the lines that differ.

    The headline counts as the first line; blank lines do not count. A line that was edited is in both.
    """

    id: str
    of: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def revisions(texts: Iterable[Text]) -> Iterator[Revision]:
    """Yield the revisions among texts, address by address, each against the version before it.

    Versions follow each other by the time of publication, where that is the same or unknown as they are given. Texts
    without an address have none, and are not kept.
    """
    versions: dict[str, list[Text]] = {}
    for text in texts:
        address = plain_address(text.address)
        if address is not None:
            versions.setdefault(address, []).append(text)
    for found in versions.values():
        found.sort(key=lambda text: moment(text.published) or "~")
        before = found[0]
        for text in found[1:]:
            if not _alike(fingerprint(before.body), fingerprint(text.body)):
                before = text
                continue
            removed, added = _changes(_lines(before), _lines(text))
            if removed or added:
                yield Revision(id=text.id, of=before.id, removed=removed, added=added)
                before = text


def _alike(a: Fingerprint, b: Fingerprint) -> bool:
    """Say whether two texts can be versions of one."""
    fewer = min(len(a.runs), len(b.runs))
    return a.digest == b.digest or (fewer > 0 and shared(a, b) >= REVISED_SHARE * fewer)


def _lines(text: Text) -> list[str]:
    """Return the lines of a text, its headline first, white space made even."""
    lines = (" ".join(line.split()) for line in [text.title or "", *text.body.splitlines()])
    return [line for line in lines if line]


def _changes(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that were removed and those that were added."""
    removed: list[str] = []
    added: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            removed.extend(before[a:b])
            added.extend(after[c:d])
    return tuple(removed), tuple(added)
