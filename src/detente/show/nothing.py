"""Why a brief is empty, and what would help."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from detente.show import words
from detente.show.material import Material
from detente.show.record import Help
from detente.show.taken import origins

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.gazetteer import Gazetteer

# Mentions looked at to say who an archive does name, and actors listed: enough for a hint at the cost of a second.
_LOOKED_AT = 100_000
_LISTED = 12

# The days between which the first and last day of an archive are looked for.
_EARLIEST, _LATEST = date(1500, 1, 1), date(2500, 1, 1)


def reasons(archive: Archive, found: Material, gazetteer: Gazetteer, command: str) -> Help:
    """Return why there is nothing to show on two actors, what would help, and whom the archive does name.

    Args:
        archive: the archive asked.
        found: what it answered.
        gazetteer: gives the names of actors.
        command: the brief's command without its dates.
    """
    from detente.archive import Query

    total = archive.count("reports", Query())
    others = origins(archive, (found.a.id, found.b.id))
    if others and not found.reports:
        told = words.listed([f"{name} {words.count(n, 'event')}" for name, n in others])
        why = f"No report tells of {words.the(found.a.name)} and {words.the(found.b.name)}; other people's data do: {told}."
        return Help(why=why, mend=(f"Ask for these too: {command} --origin {others[0][0]}",), present=())
    if not total:
        return Help(why="There is no report to look at.", mend=("Read some first: detente read SOURCE...",), present=())
    codes = f"{found.a.id} {found.b.id}"
    one, other = words.the(found.a.name), words.the(found.b.name)
    mend = []
    if found.reports:
        naming = f"{words.count(len(found.reports), 'report')} of {words.number(total)} name both {one} and {other}"
        why = f"{naming}, but no deed between them and no statement on their relation{_limits(found)} was read."
        if found.since or found.until:
            mend.append(f"Ask without dates: {command}")
        else:
            mend.append(f"See what the reports are: detente reports --between {codes}")
    else:
        naming = " and ".join(
            f"{words.count(archive.count('reports', Query(actor=actor.id)), 'names', 'name')} {words.the(actor.name)}"
            for actor in (found.a, found.b)
        )
        why = f"No report names both {one} and {other}: of {words.count(total, 'report')}, {naming}."
        mend.append(f"Read reports on both: detente brief {codes} SOURCE...")
    if others:
        mend.append(f"Ask for other people’s data too: {command} --origin {others[0][0]}")
    ends = _ends(archive)
    if ends:
        mend.append(f"The archive’s dated reports are from {words.span(*ends)}.")
    if found.failures:
        failed = words.count(len(found.failures), "input or stage", "inputs or stages")
        mend.append(f"{failed} of the archive failed and may hold what is missing: see what was not read.")
    present = _present(archive, gazetteer)
    if present:
        mend.append("Or take a pair from the actors that the archive names most:")
    return Help(why=why, mend=tuple(mend), present=present)


def _limits(found: Material) -> str:
    """Return the dates that were asked for, as they end a phrase; nothing where none were."""
    since = f" since {found.since}" if found.since else ""
    return since + (f" until {found.until}" if found.until else "")


def _present(archive: Archive, gazetteer: Gazetteer) -> tuple[tuple[str, str, int], ...]:
    """Return code, name and number of reports of the countries and organisations that most reports name."""
    from detente.archive import Query

    naming: dict[str, set[str]] = defaultdict(set)
    for mention in archive.mentions(Query(limit=_LOOKED_AT)):
        if mention.country:
            naming[mention.country].add(mention.report)
    ranked = sorted(naming.items(), key=lambda item: (-len(item[1]), item[0]))[:_LISTED]
    out = []
    for code, held in ranked:
        actor = gazetteer.actor(code)
        out.append((code, actor.name if actor else code, len(held)))
    return tuple(out)


def _ends(archive: Archive) -> tuple[str, str] | None:
    """Return the first and last day with a report, None if no report has a date.

    Found by halving, some 36 counts, because that reads no body.
    """
    from detente.archive import Query

    def since(n: int) -> int:
        return archive.count("reports", Query(since=date.fromordinal(n).isoformat()))

    low, high = _EARLIEST.toordinal(), _LATEST.toordinal()
    dated = since(low)
    if not dated:
        return None
    first, last = low, high
    while last - first > 1:  # the last day from which on all dated reports stand
        middle = (first + last) // 2
        first, last = (middle, last) if since(middle) == dated else (first, middle)
    opening, last = first, high
    while last - first > 1:  # the last day from which on any report stands
        middle = (first + last) // 2
        first, last = (middle, last) if since(middle) else (first, middle)
    return date.fromordinal(opening).isoformat(), date.fromordinal(first).isoformat()
