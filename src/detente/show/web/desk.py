"""What answers are made from: the archive as it stands now, who is who, and what was made of this version already."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detente.archive import viewing
from detente.archive.held import HeldArchive
from detente.archive.ledger_rows import LedgerRows
from detente.foretold import Entry
from detente.gazetteer.model import Actor
from detente.records import Report, Story
from detente.relations.ledger_archive import by_people
from detente.relations.ledger_settlements import standing as words
from detente.show.web.drawing_up import Drafts
from detente.show.web.views import Cite
from detente.stories.standing import joined, standing
from detente.stories.told import story_of

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer

_T = TypeVar("_T")

#: Seconds after which the archive is asked whether somebody has written to it.
_LOOK_AGAIN = 2.0
#: Answers kept of one version: some tens of megabytes at most.
_KEPT = 256
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
        row = self.archive.answer(viewing.named_as(code))[0]
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
        return standing(joined(self.archive.joins()), self.archive.judgements())

    @cached_property
    def _members(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of each story's reports, the stories in the order of their lists: the latest first."""
        columns = ("id", "title", "published_from", "published_to", "copy_of")
        rows = {row["id"]: row for row in self.archive.columns("reports", columns)}
        members: dict[str, list[dict[str, Any]]] = {}
        for report, story in self.stands.items():
            if report in rows:
                members.setdefault(story, []).append(rows[report])

        def place(story: str) -> tuple[str, int, str]:
            held = members[story]
            return max((row["published_to"] or "")[:10] for row in held), len(held), story

        return {story: members[story] for story in sorted(members, key=place, reverse=True)}

    @property
    def story_ids(self) -> list[str]:
        """The ids of all stories, the latest first."""
        return list(self._members)

    @cached_property
    def shared(self) -> int:
        """How many stories have more than one report."""
        return sum(len(held) > 1 for held in self._members.values())

    def stories(self, ids: Sequence[str]) -> tuple[Story, ...]:
        """Return stories by id, in the order given."""
        reports = [row["id"] for story in ids for row in self._members[story]]
        named: dict[str, list[dict[str, Any]]] = {}
        for row in self.archive.answer(viewing.names_of(reports)):
            named.setdefault(row["report"], []).append(row)
        return tuple(story_of(story, self._members[story], named) for story in ids)

    def story(self, found: str) -> Story | None:
        """Return the story of an id, None where there is none."""
        return self.stories([found])[0] if found in self._members else None

    def ledger(self) -> Ledger | None:
        """Return the ledger as it was drawn up last, None before the first; one of this version is begun if needed."""
        if self._drafts is None:
            return None
        key = self.archive.mark(_READ_FOR_LEDGER)
        made = self._drafts.current(key, self.kept("reports", lambda: self.archive.count("reports")))
        if made is None:
            return None
        own, file = made
        return self.kept(("ledger", own), lambda: Ledger(rows=self._settled(file), current=own == key))

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
    """The desk of the archive as it stands: another one as soon as somebody has written to it."""

    def __init__(self, path: Path, gazetteer: Gazetteer | None = None, *, reviews: bool = True) -> None:
        self.path, self._gazetteer, self._reviews = path, gazetteer, reviews
        self._lock = threading.Lock()
        self._looked = 0.0
        self._desk: Desk | None = None
        self._drafts = Drafts(path)

    def current(self) -> Desk:
        """Return the desk. Raises NoArchive, ArchiveDamaged, ArchiveNewer."""
        with self._lock:
            now = time.monotonic()
            if self._desk is None or (now - self._looked > _LOOK_AGAIN and self._desk.archive.newer()):
                self._desk = self._opened()
            if now - self._looked > _LOOK_AGAIN:
                self._looked = now
            return self._desk

    def _opened(self) -> Desk:
        """Return a new desk."""
        from detente.gazetteer import Gazetteer

        self._gazetteer = self._gazetteer or Gazetteer.load()
        archive = HeldArchive.open(self.path)
        assert isinstance(archive, HeldArchive)  # noqa: S101 - open() is typed for the class that it was first made for
        return Desk(archive, self._gazetteer, self._drafts, reviews=self._reviews)

    def renew(self) -> None:
        """See at once what was written, as by a form."""
        with self._lock:
            self._desk = self._opened()

    def close(self) -> None:
        """End what is at work."""
        self._drafts.close()
