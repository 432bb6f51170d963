"""What answers are made from: the archive as it stands now, who is who, and what was made of this version already."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detente.archive import viewing
from detente.archive.held import HeldArchive
from detente.archive.ledger_rows import LedgerRows
from detente.errors import ArchiveError
from detente.foretold import Entry
from detente.gazetteer.model import Actor
from detente.records import Report, Story
from detente.relations.ledger_archive import by_people
from detente.relations.ledger_settlements import standing as words
from detente.show.web.drawing_up import Drafts
from detente.show.web.sending import Answers, made_anew
from detente.show.web.views import Cite
from detente.stories.standing import standing
from detente.stories.told import story_of

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer

_T = TypeVar("_T")

#: Seconds after which the archive is asked whether somebody has written to it.
_LOOK_AGAIN = 2.0
#: Answers kept of one version: some tens of megabytes at most.
_KEPT = 256
#: Reports of an archive that is opened anew while somebody waits: it takes some tens of milliseconds.
_AT_ONCE = 1_000
#: Reports of an archive whose ledger is drawn up though only an actor's page asks for it: less than half a minute.
_DRAWN_UNASKED = 3_000
_READ_FOR_LEDGER = ("reports", "mentions", "statements", "events", "corrections")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A ledger that was drawn up; ``current`` says that it is of this version of the archive."""

    rows: LedgerRows
    current: bool


class Desk:
    """One version of an archive with what is known of it. Several threads may use it at once."""

    def __init__(
        self, archive: HeldArchive, gazetteer: Gazetteer, drafts: Drafts | None = None, *, reviews: bool = True
    ) -> None:
        self.archive, self.gazetteer, self._drafts, self.reviews = archive, gazetteer, drafts, reviews
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()
        self.answers = Answers()

    def kept(self, key: object, make: Callable[[], _T]) -> _T:
        """Return what was made under a key, made now where it was not."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: _T = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def name(self, code: str) -> str:
        """Return the name of an actor; its code where there is none."""
        found = self.gazetteer.actor(code)
        return found.name if found else code

    def resolve(self, name: str) -> Actor:
        """Return the actor of an id or a name: the gazetteer's, else one that only the archive knows.

        An archive may have been read with a gazetteer of somebody's own. Raises UnknownActor, with near names.
        """
        known = self.gazetteer.actor(name)
        return known or self.kept(("actor", name), lambda: self._of_archive(name)) or self.gazetteer.resolve(name)

    def _of_archive(self, code: str) -> Actor | None:
        """Return the actor of an id that stands in the archive, None where it does not."""
        row = self.archive.rows(viewing.named_as(code))[0]
        if not row["times"]:
            return None
        return Actor(
            id=code,
            name=row["name"] or code,
            kind="group",
            country=row["country"],
            sector=row["sector"],
            start=None,
            end=None,
            source="archive",
        )

    @cached_property
    def stands(self) -> dict[str, str]:
        """The story of each report."""
        return standing(self.archive.standing(), self.archive.judgements())

    @cached_property
    def _told(self) -> dict[str, int]:
        """The stories, the latest first, each with how many reports tell it."""
        return {row["story"]: row["reports"] for row in self.archive.stand(self.stands)}

    @cached_property
    def story_ids(self) -> list[str]:
        """The ids of all stories, the latest first."""
        return list(self._told)

    @cached_property
    def shared(self) -> int:
        """How many stories have more than one report."""
        return sum(held > 1 for held in self._told.values())

    @property
    def first_shared(self) -> str | None:
        """The id of the latest story that more than one report tells, None where there is none."""
        return next((story for story, held in self._told.items() if held > 1), None)

    def stories(self, ids: Sequence[str]) -> tuple[Story, ...]:
        """Return stories by id, in the order given."""
        members: dict[str, list[dict[str, Any]]] = {}
        for row in self.archive.rows(viewing.members(ids)):
            members.setdefault(row["story"], []).append(row)
        named: dict[str, list[dict[str, Any]]] = {}
        for row in self.archive.rows(viewing.names_of([r["id"] for held in members.values() for r in held])):
            named.setdefault(row["report"], []).append(row)
        return tuple(story_of(story, members[story], named) for story in ids)

    def story(self, found: str) -> Story | None:
        """Return the story of an id, None where there is none."""
        return self.stories([found])[0] if found in self._told else None

    def ledger(self, *, asked: bool = True) -> Ledger | None:
        """Return the ledger as it was drawn up last, None before the first; one of this version is begun if needed.

        Where it is not ``asked`` for, but only part of a page, that of a large archive is not begun.
        """
        if self._drafts is None:
            return None
        key = self.archive.mark(_READ_FOR_LEDGER)
        made = self._drafts.current(key, len(self.stands), begin=asked or len(self.stands) <= _DRAWN_UNASKED)
        if made is None:
            return None
        own, file = made
        return self.kept(("ledger", own), lambda: Ledger(rows=self._settled(file), current=own == key))

    def drawn(self) -> str | None:
        """Return what tells the ledger that :meth:`ledger` gives from another, None before the first."""
        return self._drafts.made() if self._drafts else None

    def entry(self, found: str) -> Entry | None:
        """Return the entry of the ledger of an id, None where there is none."""
        ledger = self.ledger()
        return ledger.rows.entry(found) if ledger else None

    def _settled(self, file: Path) -> LedgerRows:
        """Return a ledger with what people said became of entries."""
        said = self.archive.settlements()
        return LedgerRows(file, set(words(said)), lambda found: by_people(found, said))

    def cite(self, report: Report) -> Cite:
        """Return a report as a line cites it."""
        return Cite(
            id=report.id,
            outlet=report.outlet,
            title=report.title,
            byline=report.byline,
            url=report.url,
            language=report.language,
            published=report.published,
            copy_of=report.copy_of,
            story=self.stands.get(report.id),
        )

    def cites(self, ids: Sequence[str]) -> dict[str, Cite]:
        """Return reports by id, as lines cite them."""
        return {report.id: self.cite(report) for report in self.archive.reports_of(list(dict.fromkeys(ids)))}


class Desks:
    """The desk of the archive as it stands: another one as soon as somebody has written to it.

    The next one is made ready behind the scenes, and pages are answered from the last until then; that of a small archive,
    or after a form, at once. ``ready`` works out what pages need, so that the first who asks need not wait.
    """

    def __init__(
        self,
        path: Path | str,
        gazetteer: Gazetteer | None = None,
        *,
        reviews: bool = True,
        ready: Callable[[Desk], object] = lambda desk: desk.story_ids,
    ) -> None:
        self.path, self._gazetteer, self._reviews, self._ready = path, gazetteer, reviews, ready
        self._lock, self._opening = threading.Lock(), threading.Lock()
        self._looked = 0.0
        self._desk: Desk | None = None
        self._drafts = Drafts(path)

    def at_hand(self) -> Desk | None:
        """Return the desk where that takes no time, None where the archive has to be looked at first."""
        return self._desk if time.monotonic() - self._looked <= _LOOK_AGAIN else None

    def last(self) -> Desk | None:
        """Return the desk that answered last, without a look at the archive; None before the first."""
        return self._desk

    def current(self) -> Desk:
        """Return the desk. Raises NoArchive, ArchiveDamaged, ArchiveNewer."""
        desk = self._desk
        if desk is None:
            return self.renew()
        with self._lock:
            now = time.monotonic()
            due = now - self._looked > _LOOK_AGAIN
            if due:
                self._looked = now
        if not due or not desk.archive.newer():
            return desk
        if len(desk.stands) <= _AT_ONCE:
            return self.renew()
        if not self._opening.locked():
            threading.Thread(target=self._renew_behind, daemon=True).start()
        return desk

    def renew(self, *, awaited: bool = True) -> Desk:
        """See what was written, as by a form; return the desk then. Raises NoArchive, ArchiveDamaged, ArchiveNewer.

        Where nobody has ``awaited`` it, what was asked for lately is made first.
        """
        with self._opening:
            before = self._desk
            if before is None or before.archive.newer():
                self._desk = self._opened(before, awaited=awaited)
                self._looked = time.monotonic()
            assert self._desk is not None  # noqa: S101 - made above
            return self._desk

    def close(self) -> None:
        """End what is at work."""
        self._drafts.close()

    def _renew_behind(self) -> None:
        """See what was written; where it cannot be read, who asks next is told."""
        with suppress(ArchiveError):
            self.renew(awaited=False)

    def _opened(self, before: Desk | None, *, awaited: bool) -> Desk:
        """Return a new desk."""
        from detente.gazetteer import Gazetteer

        if self._gazetteer is None or before is None:
            self._gazetteer = self._gazetteer or Gazetteer.load()
            self._gazetteer.find("the Russian foreign minister Sergei Lavrov", "2017-02-16")  # its tables are read late
        archive = HeldArchive.open(self.path) if before is None else HeldArchive.after(before.archive)
        assert isinstance(archive, HeldArchive)  # noqa: S101 - open() is typed for the class that it was first made for
        desk = Desk(archive, self._gazetteer, self._drafts, reviews=self._reviews)
        _ = desk.story_ids  # which reports tell which story stands in the store from here on
        if before is None or not awaited:
            self._ready(desk)
        if before is not None and not awaited:
            made_anew(before.answers, desk)
        return desk
