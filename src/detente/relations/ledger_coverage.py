"""Whether the press went on writing about some parties: only then does its silence on an event tell anything."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.foretold import Evidence
from detente.records import Report
from detente.relations.periods import days

# Reports that name all parties, between the saying and the term, and after it: the press reports what is foretold late
# or not at all, so that one report without it tells little. Set by judgement, not measured.
_WITHIN, _AFTER = 2, 1
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The dated reports that name each code, in order of their days, each with all the codes it names; no copies."""

    reports: Mapping[str, Sequence[tuple[date, Report, frozenset[str]]]]

    @classmethod
    def of(cls, reports: Iterable[Report], named: Iterable[tuple[str, str]]) -> Coverage:
        """Return the coverage by dated reports; ``named`` are pairs of a report's id and a code that it names."""
        codes: dict[str, set[str]] = {}
        for report, code in named:
            codes.setdefault(report, set()).add(code)
        dated = [
            (span[0], r, frozenset(codes.get(r.id, ())))
            for r in reports
            if r.copy_of is None and (span := days(r.published))
        ]
        by_code: dict[str, list[tuple[date, Report, frozenset[str]]]] = defaultdict(list)
        for item in sorted(dated, key=lambda item: (item[0], item[1].id)):
            for code in item[2]:
                by_code[code].append(item)
        return cls(reports=dict(by_code))

    def went_on(self, parties: Sequence[str], *, said: date, by: date) -> tuple[Evidence, ...]:
        """Return the first reports after a term that name all the parties; none where too few do, or no party is known."""
        if not parties:
            return ()
        naming = min((self.reports.get(code, ()) for code in parties), key=len)
        later = naming[bisect_right(naming, said, key=lambda item: item[0]) :]
        own = [(day, r) for day, r, named in later if named.issuperset(parties)]
        after = [(day, r) for day, r in own if day > by]
        if len(after) < _AFTER or len(own) - len(after) < _WITHIN:
            return ()
        return tuple(
            Evidence(
                role="coverage",
                report=r.id,
                outlet=r.outlet,
                record=None,
                span=(0, 0),
                text=r.title or "",
                when=r.published,
                score=0.0,
                parts=(),
            )
            for _, r in after[:_SHOWN]
        )
