"""Revisions: a later version of an address, and what was changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.intake.fingerprint import Fingerprint, fingerprint, shared
from detente.records import Change, Line
from detente.stories.copies_texts import Text, moment, plain_address

REVISED_SHARE = 0.38
"""Least share of one version in the other, as for a copy: below it the address was given to another text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """A text, ``id``, is a later version of another, ``of``, and what was changed, in the order of the text.

    The headline counts as the first line; blank lines and white space do not count. A line that was edited is removed
    and added.
    """

    id: str
    of: str
    changes: tuple[Change, ...]


def revisions(texts: Iterable[Text]) -> Iterator[Rewriting]:
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
            changes = _changes(_lines(before), _lines(text))
            if changes:
                yield Rewriting(id=text.id, of=before.id, changes=changes)
                before = text


def _alike(a: Fingerprint, b: Fingerprint) -> bool:
    """Say whether two texts can be versions of one."""
    fewer = min(len(a.runs), len(b.runs))
    return a.digest == b.digest or (fewer > 0 and shared(a, b) >= REVISED_SHARE * fewer)


def _lines(text: Text) -> list[Line]:
    """Return the lines of a text, its headline first, with even white space and where they stand."""
    lines = [Line(text=" ".join((text.title or "").split()), span=None)]
    start = 0
    for raw in text.body.split("\n"):
        end = start + len(raw.rstrip())
        lines.append(Line(text=" ".join(raw.split()), span=(end - len(raw.strip()), end)))
        start += len(raw) + 1
    return [line for line in lines if line.text]


def _changes(before: list[Line], after: list[Line]) -> tuple[Change, ...]:
    """Return what was changed from one version to the next."""
    matcher = SequenceMatcher(None, [line.text for line in before], [line.text for line in after], autojunk=False)
    return tuple(
        Change(removed=tuple(before[a:b]), added=tuple(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )
