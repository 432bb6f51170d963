"""An archive as Python users open it: every question of the command line, under the same name.

Questions take a :class:`detente.Query`, or its filters by name, or both; actors may be given by name ("Russia").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

from detente.archive import Archive as StoredArchive
from detente.archive import Query
from detente.archive.search import KINDS, LIMIT, Found, Kind
from detente.show.answer import Answer
from detente.show.pair_points import PairPoint, matrix_table, pair_points, point_table
from detente.show.who_table import office_table

if TYPE_CHECKING:
    from detente.foretold import Entry, EntryKind, EntryState
    from detente.gazetteer import Candidate, Gazetteer
    from detente.records import Difference, Event, Mention, Report, Revision, Statement, Story
    from detente.relations import By
    from detente.relations.findings import Findings
    from detente.relations.outlook import Outlook
    from detente.relations.parts import PairSum
    from detente.show.record import Brief
    from detente.stories.comparison import Comparison
    from detente.stories.outlet_records import By as OutletPeriod
    from detente.stories.outlet_records import OutletProfile

_ALL = Query()
WHO = 5
"""Most answers to who somebody is, as on the command line."""

_ACTORS = ("actor", "source", "target")


class Narrowing(TypedDict, total=False):
    """The filters of a question by name; :class:`detente.Query` says what each does. Actors are codes, ids or names."""

    actor: str | None
    source: str | None
    target: str | None
    between: tuple[str, str] | None
    type: str | None
    status: str | None
    act: str | None
    issue: str | None
    outlet: str | None
    since: str | None
    until: str | None
    text: str | None
    origin: str | None


class Filters(Narrowing, total=False):
    """The same, and the most rows."""

    limit: int | None


class Archive(StoredArchive):
    """An archive with all its questions; :meth:`open` opens one.

    ``gazetteer`` says who is meant by a name: the shipped one, until another is put in its place.
    """

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Who is who."""
        from detente.gazetteer import Gazetteer

        return Gazetteer.load()

    def reports(self, q: Query = _ALL, **filters: Unpack[Filters]) -> Answer[Report]:
        """Return the reports that a query finds, by date."""
        asked = self.query(q, filters)
        return Answer(super().reports(asked), lambda: self.table("reports", asked))

    def mentions(self, q: Query = _ALL, **filters: Unpack[Filters]) -> Answer[Mention]:
        """Return the mentions that a query finds, by date, report and place in it."""
        asked = self.query(q, filters)
        return Answer(super().mentions(asked), lambda: self.table("mentions", asked))

    def statements(self, q: Query = _ALL, **filters: Unpack[Filters]) -> Answer[Statement]:
        """Return the statements that a query finds, by date, report and place in it."""
        asked = self.query(q, filters)
        return Answer(super().statements(asked), lambda: self.table("statements", asked))

    def events(self, q: Query = _ALL, **filters: Unpack[Filters]) -> Answer[Event]:
        """Return the events that a query finds, by date, report and place in it."""
        asked = self.query(q, filters)
        return Answer(super().events(asked), lambda: self.table("events", asked))

    def stories(self, q: Query = _ALL, *, least: int = 1, **filters: Unpack[Filters]) -> Answer[Story]:
        """Return the stories of which a query finds a report, the latest first; ``least`` is the fewest reports of one."""
        from detente.stories.table import story_table
        from detente.stories.told import stories

        asked = self.query(q, filters)
        found = [s for s in stories(self, replace(asked, limit=None)) if len(s.reports) >= least][: asked.limit]
        return Answer(found, lambda: story_table(found))

    def differences(self, q: Query = _ALL, **filters: Unpack[Filters]) -> Answer[Difference]:
        """Return where reports tell the same in different ways, the surest first; a table has a row for each telling."""
        from detente.stories.differences import differences
        from detente.stories.table import table

        found = differences(self, self.query(q, filters), self.gazetteer)
        return Answer(found, lambda: table(found))

    def revisions(self, q: Query = _ALL, **filters: Unpack[Filters]) -> Answer[Revision]:
        """Return what was changed in reports read more than once from one address; a table has a row for each line."""
        from detente.stories.revised import revised, table

        found = revised(self, self.query(q, filters))
        return Answer(found, lambda: table(found))

    def ledger(
        self,
        q: Query = _ALL,
        *,
        kind: EntryKind | None = None,
        state: EntryState | None = None,
        on: str | None = None,
        **filters: Unpack[Filters],
    ) -> Answer[Entry]:
        """Return what was foretold, promised, threatened or demanded with what became of it, by the day of saying.

        ``on`` judges by what had been reported on that day.
        """
        from detente.relations.ledger_archive import ledger
        from detente.relations.ledger_table import table

        found = ledger(self, self.query(q, filters), kind=kind, state=state, on=on)
        return Answer(found, lambda: table(found))

    def search(
        self,
        words: str,
        *,
        meaning: bool = False,
        kinds: Iterable[Kind] = KINDS,
        limit: int = LIMIT,
        **filters: Unpack[Narrowing],
    ) -> Found:
        """Return what holds words, the best of each kind first, or with ``meaning`` the statements nearest to a sentence.

        Raises UsageError for words that cannot be read; ExtraMissing for meaning without the extra "vectors".
        """
        from detente.archive.search import search, search_meaning

        asked = self.query(_ALL, cast("Filters", filters))
        if meaning:
            return search_meaning(self, words, query=asked, limit=limit)
        return search(self, words, query=asked, kinds=kinds, limit=limit)

    def compare(self, story: str) -> Comparison:
        """Return a story side by side, by its id, the beginning of one, or words of its title. Raises UsageError."""
        from detente.stories.comparison import compare

        return compare(self, story)

    def relation(self, a: str, b: str, *, by: By | None = None, **filters: Unpack[Filters]) -> Findings:
        """Return a pair's series with turning points and echoes, and what the series cannot carry.

        Raises UsageError, UnknownActor; ExtraMissing without the extra "relations".
        """
        from detente.relations.findings import findings

        return findings(self, self._pair(a, b, filters), by=by)

    def series(self, a: str, b: str, *, by: By | None = None, **filters: Unpack[Filters]) -> Answer[PairPoint]:
        """Return how much the two sides did to each other in each period: a row for each period and direction."""
        from detente.relations.stored import stored_series

        points = pair_points(stored_series(self, self._pair(a, b, filters), by=by))
        return Answer(points, lambda: point_table(points))

    def matrix(self, *actors: str, **filters: Unpack[Filters]) -> Answer[PairSum]:
        """Return what each did to each of the others, by source and target: of these actors, else of the twelve busiest.

        Raises UsageError, UnknownActor.
        """
        from detente.relations.parts import many

        found = many(self, self.query(_ALL, filters), actors=[self._id(actor) for actor in actors])
        return Answer(found, lambda: matrix_table(found))

    def outlets(
        self, *names: str, by: OutletPeriod | None = None, since: str | None = None, until: str | None = None
    ) -> Answer[OutletProfile]:
        """Return how outlets tell, those of most reports first, then by period; a table has a row for each share.

        Of all outlets where none is named. Raises UsageError for an outlet that the archive has not; BadDate.
        """
        from detente.stories.outlet_table import outlet_table
        from detente.stories.outlets import outlet_profiles

        found = outlet_profiles(self, names, by=by, since=since, until=until, gazetteer=self.gazetteer)
        return Answer(found, lambda: outlet_table(found))

    def who(self, name: str, *, on: str | None = None, limit: int = WHO) -> Answer[Candidate]:
        """Return who may be meant by a code, a name or an office in words, the likeliest first; a table has their offices.

        ``on`` is the day, month or year that is meant. Raises UnknownActor, with near names; BadDate.
        """
        from detente.errors import UnknownActor

        found = self.gazetteer.find(name, on=on, limit=limit)
        if not found:
            raise UnknownActor(name, self.gazetteer.near(name))
        return Answer(found, lambda: office_table(found))

    def outlook(self, a: str, b: str, *, by: By = "week", **filters: Unpack[Filters]) -> tuple[Outlook, Outlook]:
        """Return what the conflict of a pair may come to: what ``a`` does to ``b``, and the other way round.

        Raises TooLittle where the series is too short; ExtraMissing without the extra "relations".
        """
        from detente.relations.outlook import outlook
        from detente.relations.stored import stored_series
        from detente.relations.track import track, turned

        whole = track(stored_series(self, self._pair(a, b, filters), by=by))
        return outlook(whole), outlook(turned(whole))

    def brief(self, a: str, b: str, *, since: str | None = None, until: str | None = None) -> Brief:
        """Return everything on the relation of two actors, for :func:`detente.show.page`. Raises UsageError."""
        from detente.show.compose import brief

        return brief(self, a, b, since=since, until=until, gazetteer=self.gazetteer)

    def query(self, q: Query, filters: Filters) -> Query:
        """Return a query with filters put in, actors by their ids. Raises UnknownActor, BadDate, UsageError."""
        given: dict[str, Any] = {name: value for name, value in filters.items() if value is not None}
        for name in _ACTORS:
            if name in given:
                given[name] = self._id(given[name])
        if "between" in given:
            one, other = given["between"]
            given["between"] = (self._id(one), self._id(other))
        return replace(q, **given) if given else q

    def _pair(self, a: str, b: str, filters: Mapping[str, Any]) -> Query:
        """Return the query for a pair with filters."""
        return self.query(Query(between=(self._id(a), self._id(b))), cast("Filters", filters))

    def _id(self, name: str) -> str:
        """Return the id of the actor that a code or a name means; an id that only this archive knows stays. UnknownActor."""
        from detente.errors import UnknownActor

        try:
            return self.gazetteer.resolve(name).id
        except UnknownActor:
            if any(row["actor"] == name for row in self.parties()):
                return name
            raise


def open_archive(path: str | Path, *, create: bool = False) -> Archive:
    """Open the archive in a folder, made first if there is none and ``create`` is true.

    Raises NoArchive, ArchiveDamaged, ArchiveNewer; ArchiveFull and ArchiveBusy where it has to be made or brought up to date.
    """
    opened = Archive.open(path, create=create)
    assert isinstance(opened, Archive)  # noqa: S101 - open() is typed for the class that it was first made for
    return opened
