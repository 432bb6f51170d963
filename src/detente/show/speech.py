"""Statements become lines under their speakers, with the chain of voices that each came through."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.records import Act, Party, Report, Statement
from detente.relations import is_party
from detente.show.naming import Names, alike, label, office
from detente.show.proofs import MOST_PROOFS, proof
from detente.show.record import Link, Said, Side, Speaker, Told


def said(
    statements: Iterable[Statement],
    pair: tuple[str, str],
    *,
    reports: Mapping[str, Report],
    every: Mapping[str, Statement],
    told: Mapping[str, Sequence[Told]],
    names: Names,
) -> tuple[Said, ...]:
    """Return statements as lines in order of time, equal words of one speaker in one line.

    Args:
        statements: those to show.
        pair: the codes of the sides "a" and "b".
        reports: by id, in order of publication; every statement's report is among them.
        every: all statements of these reports by id, for the chains.
        told: the events between the pair that a statement tells, by its id.
        names: gives the name of a country or organisation for its code.
    """
    place = {id_: n for n, id_ in enumerate(reports)}
    same: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        same[_who(s.speaker, names), _bare(s.content.text)].append(s)
    lines = []
    for equal in same.values():
        equal.sort(key=lambda s: (place[s.report], s.passage, s.id))
        first = equal[0]
        day = first.said.start or reports[first.report].published.start or "9999"
        lines.append(
            ((day[:10], place[first.report], first.passage, first.id), _line(equal, pair, reports, every, told, names))
        )
    lines.sort(key=lambda item: item[0])
    return tuple(line for _, line in lines)


def speakers(lines: Sequence[Said]) -> tuple[Speaker, ...]:
    """Return the speakers of some lines: side "a", side "b", then others; who says most comes first."""
    by_name: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for line in lines:
        by_name[line.side, (line.speaker or "").casefold()].append(line)
    out = []
    for own in by_name.values():
        acts: Counter[Act] = Counter(act for line in own for act in line.acts)
        out.append(
            Speaker(
                name=own[0].speaker,
                office=next((line.office for line in own if line.office), None),
                country=next((line.country for line in own if line.country), None),
                side=own[0].side,
                said=tuple(own),
                acts=tuple(sorted(acts.items(), key=lambda item: (-item[1], item[0]))),
            )
        )
    rank = {"a": 0, "b": 1, "other": 2}
    out.sort(key=lambda s: (rank[s.side], s.name is None, -len(s.said), s.name or ""))
    return tuple(out)


def chain(statement: Statement, every: Mapping[str, Statement], names: Names) -> tuple[Link, ...]:
    """Return the voices that a statement came through, the outermost first and its own speaker last."""
    above: list[Statement] = []
    outer = every.get(statement.inside or "")
    while outer is not None and outer not in above and outer.id != statement.id:
        above.append(outer)
        outer = every.get(outer.inside or "")
    links = [Link(name=label(s.speaker, names), cue=s.cue.text) for s in reversed(above)]
    own = Link(name=label(statement.speaker, names), cue=statement.cue.text)
    known = [link.name for link in (*links, own) if link.name]
    # A name passed through whose own statement was not read as one still stands in the chain, without its cue.
    lost = [Link(name=name, cue="") for name in statement.via if not any(alike(name, k) for k in known)]
    return (*lost, *links, own)


def side_of(party: Party | None, pair: tuple[str, str]) -> Side:
    """Return which side a party belongs to."""
    if is_party(party, pair[0]):
        return "a"
    return "b" if is_party(party, pair[1]) else "other"


def _line(
    equal: list[Statement],
    pair: tuple[str, str],
    reports: Mapping[str, Report],
    every: Mapping[str, Statement],
    told: Mapping[str, Sequence[Told]],
    names: Names,
) -> Said:
    """Return equal statements as one line; the first of them in order of publication gives its details."""
    first = equal[0]
    speaker = first.speaker
    name = label(speaker, names)
    held = office(speaker.office) if speaker and speaker.office else None
    by_report = list({s.report: s for s in reversed(equal)}.values())[::-1]
    rest = [s for s in equal if s not in by_report]
    return Said(
        id=first.id,
        side=side_of(speaker, pair),
        speaker=name,
        office=None if held and name and alike(held, name) else held,
        country=names(speaker.country) if speaker and speaker.country else None,
        kind=first.kind,
        form=first.form,
        text=first.content.text,
        acts=tuple(dict.fromkeys(act for s in equal for act in s.acts)),
        certainty=first.certainty,
        addressee=label(first.addressee, names),
        issues=tuple(dict.fromkeys(issue for s in equal for issue in s.issues)),
        chain=chain(first, every, names),
        said=first.said,
        tells=tuple(dict.fromkeys(t for s in equal for t in told.get(s.id, ()))),
        proofs=tuple(proof(s, reports[s.report]) for s in (by_report + rest)[:MOST_PROOFS]),
        reports=len(by_report),
    )


def _who(speaker: Party | None, names: Names) -> str:
    """Return what tells speakers apart."""
    return (speaker.actor if speaker else None) or (label(speaker, names) or "").casefold()


def _bare(text: str) -> str:
    """Return the words of a text without case, marks and spaces."""
    return re.sub(r"\W+", " ", text).casefold().strip()
