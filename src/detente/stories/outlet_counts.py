"""What is counted of an outlet in a period, story by story, and the profile that is made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from detente.gazetteer.spelling import fold
from detente.records import Mention, Party, Records, Report, Span, Statement
from detente.stories.attaching import attached
from detente.stories.loaded import LoadedWord, loaded_in
from detente.stories.outlet_records import Behind, Followed, LeftOut, OutletProfile, Quoted, TermCount, Worded
from detente.stories.repeating import Repeat
from detente.stories.sentences import sentences
from detente.stories.shares import share

Name = Callable[[str], str]


@dataclass(slots=True, kw_only=True)
class Counts:
    """What was counted of one outlet in one period; the keys are parties, outlets as they are written, or words."""

    reports: int = 0
    copies: int = 0
    statements: int = 0
    direct: int = 0
    unnamed: int = 0
    quoted: Counter[str] = field(default_factory=Counter)
    quoted_directly: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    loaded: Counter[str] = field(default_factory=Counter)
    leaning: Counter[tuple[str, str]] = field(default_factory=Counter)
    terms: Counter[tuple[str, LoadedWord]] = field(default_factory=Counter)
    matters: int = 0
    lacking: int = 0
    matters_on: Counter[str] = field(default_factory=Counter)
    lacking_on: Counter[str] = field(default_factory=Counter)
    lacking_in: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    raced: int = 0
    first: int = 0
    both: Counter[str] = field(default_factory=Counter)
    earlier: Counter[str] = field(default_factory=Counter)
    repeating: Counter[str] = field(default_factory=Counter)
    how: Counter[tuple[str, str]] = field(default_factory=Counter)
    whom: dict[str, str] = field(default_factory=dict)

    def report(self, records: Records, repeats: Iterable[Repeat]) -> None:
        """Count a report with what was read from it, and what it has from others; of a copy that alone."""
        self.reports += 1
        sources: set[str] = set()
        for repeat in repeats:
            key = fold(repeat.whom)
            self.whom.setdefault(key, repeat.whom)
            self.how[key, repeat.how] += 1
            sources.add(key)
        self.repeating.update(sources)
        if records.report.copy_of is not None:
            self.copies += 1
            return
        self._said(records.statements)
        self._worded(records)

    def matter(self, story: str, parties: Iterable[str], *, has: bool) -> None:
        """Count a matter that most others of a story tell."""
        self.matters += 1
        self.lacking += not has
        for party in parties:
            self.matters_on[party] += 1
            if not has:
                self.lacking_on[party] += 1
                self.lacking_in[party][story] = None

    def _said(self, statements: Iterable[Statement]) -> None:
        """Count whom a report lets speak."""
        for statement in statements:
            direct = statement.kind != "indirect"
            self.statements += 1
            self.direct += direct
            party = party_of(statement.speaker)
            if party is None:
                self.unnamed += statement.speaker is None or statement.speaker.name is None
                continue
            self.quoted[party] += 1
            self.quoted_directly[party] += direct

    def _worded(self, records: Records) -> None:
        """Count the report's own sentences that name parties, and the loaded words next to these."""
        contents = [span for statement in records.statements for span in statement.content.spans]
        body = records.report.body
        for start, end in sentences(body):
            near = [
                m
                for m in records.mentions
                if start <= m.span[0] < end and party_of_mention(m) and not _inside(m.span, contents)
            ]
            if not near:
                continue
            self.named.update({party_of_mention(m) or "" for m in near})
            found: set[tuple[str, str]] = set()
            for word, span in loaded_in(body[start:end], start):
                whom = None if _inside(span, contents) else attached(word, span, body, near)
                party = party_of_mention(whom) if whom is not None else None
                if party is not None:
                    self.terms[party, word] += 1
                    found.add((party, word.leans))
            self.loaded.update({party for party, _ in found})
            self.leaning.update(found)

    def profile(self, outlet: str | None, days: tuple[str, str] | None, name: Name) -> OutletProfile:
        """Return what was counted as a profile; ``days`` are the period's first and last, ``name`` is that of a party."""
        return OutletProfile(
            outlet=outlet,
            start=days[0] if days else None,
            end=days[1] if days else None,
            reports=self.reports,
            copies=self.copies,
            statements=self.statements,
            direct=share(self.direct, self.statements),
            unnamed=share(self.unnamed, self.statements),
            quoted=tuple(
                Quoted(
                    party=party,
                    name=name(party),
                    statements=share(number, self.statements),
                    direct=share(self.quoted_directly[party], number),
                )
                for party, number in _most(self.quoted)
            ),
            wording=tuple(self._wording(party, name) for party, _ in _most(self.named)),
            left_out=share(self.lacking, self.matters),
            leaves_out=tuple(
                LeftOut(
                    party=party,
                    name=name(party),
                    left_out=share(self.lacking_on[party], number),
                    stories=tuple(self.lacking_in.get(party, ())),
                )
                for party, number in _most(self.matters_on)
            ),
            first=share(self.first, self.raced),
            follows=tuple(self._followed(key) for key, _ in _most(self.repeating)),
            behind=tuple(
                Behind(outlet=other, earlier=share(self.earlier[other], number)) for other, number in _most(self.both)
            ),
        )

    def _wording(self, party: str, name: Name) -> Worded:
        """Return the wording around a party."""
        of = self.named[party]
        own = sorted(((w, n) for (p, w), n in self.terms.items() if p == party), key=lambda row: (-row[1], row[0].term))
        return Worded(
            party=party,
            name=name(party),
            loaded=share(self.loaded[party], of),
            against=share(self.leaning[party, "against"], of),
            favouring=share(self.leaning[party, "for"], of),
            terms=tuple(TermCount(term=w.term, plain=w.plain, leans=w.leans, count=n) for w, n in own),
        )

    def _followed(self, key: str) -> Followed:
        """Return what reports have from one source."""
        return Followed(
            whom=self.whom[key],
            reports=share(self.repeating[key], self.reports),
            copies=self.how[key, "copy"],
            agency=self.how[key, "agency"],
            quotations=self.how[key, "quotation"],
            links=self.how[key, "link"],
        )


def party_of(speaker: Party | None) -> str | None:
    """Return the party that a speaker speaks for: the country or organisation, else the person's id or name."""
    return None if speaker is None else speaker.country or speaker.actor or speaker.name


def party_of_mention(mention: Mention) -> str | None:
    """Return the party that is named: the country or organisation, else the gazetteer's id; None for others."""
    return mention.country or mention.actor


def race(reports: Sequence[Report]) -> tuple[dict[str, Report], list[tuple[str, str]]]:
    """Return each outlet's first report of a story, and the pairs of outlets of which the first was known to be earlier.

    Copies count: who reprints has the story too, and later. Reports whose day is not known are left out.
    """
    firsts: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (r.published.start or "~", r.published.end or "~", r.id)):
        if report.outlet and report.published.start and report.published.end:
            firsts.setdefault(report.outlet, report)
    pairs = [(a, b) for a in firsts for b in firsts if a != b and _before(firsts[a], firsts[b])]
    return firsts, pairs


def _before(a: Report, b: Report) -> bool:
    """Say whether one report is known to have appeared before another, as far as both are known."""
    end, start = a.published.end or "", b.published.start or ""
    known = min(len(end), len(start))
    return end[:known] < start[:known]


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    """Return keys with their number, the most first, then by key."""
    return sorted(counted.items(), key=lambda row: (-row[1], row[0]))


def _inside(span: Span, contents: Iterable[Span]) -> bool:
    """Say whether a passage stands in what somebody says."""
    return any(start <= span[0] < end for start, end in contents)
