"""Counting a relation: against a plain count, and what is left out or missing."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import BadDate, UsageError
from detente.records import Date, Event, Party
from detente.relations import CONFLICT, COOPERATION, FACTS, is_conflict, series

TYPES = sorted(CONFLICT | COOPERATION)


def event(
    number: int,
    source: str,
    target: str | None,
    kind: str,
    start: str | None,
    *,
    end: str | None = None,
    score: float = -1.0,
    status: str = "happened",
    mutual: bool = False,
) -> Event:
    return Event(
        id=f"e{number:05}",
        report="r",
        statement=None,
        source=Party(country=source, text=source),
        target=Party(country=target, text=target) if target else None,
        type=kind,
        mode=None,
        cameo="010",
        goldstein=score / 2,
        score=score,
        status=status,
        when=Date(start=start, end=end or start, precision="day" if start else "unknown"),
        passage=(0, 1),
        rule="rule",
        reader="test",
        version="1",
        mutual=mutual,
    )


def day(iso: str) -> Date:
    return Date(start=iso, end=iso, precision="day")


def random_events(seed: int, n: int) -> list[Event]:
    dice = random.Random(seed)  # noqa: S311 - test data, nothing secret
    out = []
    for i in range(n):
        start = date(2018, 1, 1) + timedelta(days=dice.randrange(200))
        source, target = dice.choice([("RUS", "USA"), ("USA", "RUS"), ("CHN", "USA"), ("RUS", "RUS")])
        out.append(
            event(
                i,
                source,
                target,
                dice.choice(TYPES),
                dice.choice([start.isoformat(), None]) if dice.random() < 0.2 else start.isoformat(),
                score=dice.randrange(-20, 21) / 2,
                status=dice.choice(["happened", "happened", "ongoing", "planned", "denied"]),
            )
        )
    return out


def plainly(events: list[Event], source: str, target: str, start: str, end: str) -> tuple[int, int, float, float]:
    """Count, conflict, total and negative sum, the plain way."""
    n = conflict = 0
    total = negative = 0.0
    for e in events:
        if e.status not in ("happened", "ongoing") or e.target is None or e.when.start is None:
            continue
        if e.source.country == source and e.target.country == target and start <= e.when.start <= end:
            n += 1
            conflict += e.type in CONFLICT
            total += e.score
            negative += min(e.score, 0)
    return n, conflict, total, negative


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("seed", range(6))
def test_every_point_agrees_with_a_plain_count(by: str, seed: int) -> None:
    events = random_events(seed, 300)
    found = series(events, "RUS", "USA", by=by, since="2018-01-01", until="2018-12-31")
    for line in found.lines:
        assert sum(p.count for p in line.points) > 0
        for p in line.points:
            n, conflict, total, negative = plainly(events, line.source, line.target, p.start, p.end)
            assert (p.count, p.conflict) == (n, conflict)
            assert p.total == pytest.approx(total)
            assert p.negative == pytest.approx(negative)
            assert p.goldstein == pytest.approx(total / 2)
            assert p.share == (None if n == 0 else pytest.approx(conflict / n, abs=1e-6))
            assert p.mean == (None if n == 0 else pytest.approx(total / n, abs=1e-6))


@given(st.lists(st.integers(0, 10_000), max_size=40), st.randoms())
def test_order_does_not_matter_and_no_event_is_lost(numbers: list[int], dice: random.Random) -> None:
    events = [e for seed in numbers[:5] for e in random_events(seed, 8)]
    events = [*{e.id: e for e in events}.values()]
    shuffled = list(events)
    dice.shuffle(shuffled)
    one, other = series(events, "RUS", "USA"), series(shuffled, "RUS", "USA")
    assert one == other
    counted = sum(p.count or 0 for line in one.lines for p in line.points)
    pair = [e for e in events if e.status in FACTS and {e.source.country, e.target.country} == {"RUS", "USA"}]
    assert counted + len(one.undated) + len(one.outside) == len(pair)


def test_a_period_without_reports_is_missing_and_not_calm() -> None:
    events = [event(1, "RUS", "USA", "SANCTION", "2018-01-05", score=-6)]
    seen = [day("2018-01-06"), day("2018-03-01")]
    found = series(events, "RUS", "USA", by="month", seen=seen)
    january, february, march = found.lines[0].points
    assert (january.seen, january.count, january.negative) == (True, 1, -6)
    assert (february.seen, february.count, february.total, february.negative) == (False, None, None, None)
    assert (march.seen, march.count, march.total, march.mean) == (True, 0, 0, None)


def test_an_event_told_only_later_is_counted_in_its_period_which_stays_unseen() -> None:
    events = [event(1, "RUS", "USA", "ACCUSE", "2018-02-05", score=-3)]
    found = series(events, "RUS", "USA", by="month", seen=[day("2018-01-06"), day("2018-03-01")])
    february = found.lines[0].points[1]
    assert (february.seen, february.count) == (False, 1)
    assert found.lines[1].points[1].count is None


def test_without_word_of_coverage_no_period_is_missing() -> None:
    events = [event(1, "RUS", "USA", "ACCUSE", "2018-01-05"), event(2, "RUS", "USA", "ACCUSE", "2018-03-05")]
    found = series(events, "RUS", "USA", by="month")
    assert [p.count for p in found.lines[0].points] == [1, 0, 1]


def test_only_facts_count_unless_other_statuses_are_asked_for() -> None:
    events = [
        event(n, "USA", "RUS", "SANCTION", "2018-01-05", status=status)
        for n, status in enumerate(("happened", "ongoing", "planned", "threatened", "denied", "predicted"))
    ]
    assert series(events, "RUS", "USA").lines[1].points[0].count == 2
    assert series(events, "RUS", "USA", statuses={"threatened"}).lines[1].points[0].count == 1


def test_a_mutual_event_counts_in_both_directions() -> None:
    found = series([event(1, "NOR", "FIN", "CONSULT", "2021-03-02", mutual=True)], "FIN", "NOR", by="month")
    assert [[p.count for p in line.points] for line in found.lines] == [[1], [1]]
    alone = series([event(1, "NOR", "FIN", "CONSULT", "2021-03-02")], "FIN", "NOR", by="month")
    assert [[p.count for p in line.points] for line in alone.lines] == [[0], [1]]


def test_dates_that_no_single_period_holds_are_listed_and_not_counted() -> None:
    events = [
        event(1, "RUS", "USA", "ACCUSE", "2018-01-05"),
        event(2, "RUS", "USA", "ACCUSE", None),
        event(3, "RUS", "USA", "ACCUSE", "2018-01-01", end="2018-12-31"),
        event(4, "RUS", "USA", "ACCUSE", "2011-05-05"),
    ]
    found = series(events, "RUS", "USA", by="month", since="2018", until="2018-03")
    assert found.undated == ("e00002", "e00003")
    assert found.outside == ("e00004",)
    assert [p.count for p in found.lines[0].points] == [1, 0, 0]


def test_sides_match_by_actor_as_well_as_by_country() -> None:
    man = Event(
        **{
            **{f: getattr(event(1, "RUS", "USA", "ACCUSE", "2018-01-05"), f) for f in Event.__dataclass_fields__},
            "source": Party(actor="Q1", country="RUS", text="he"),
        }
    )
    assert series([man], "Q1", "USA").lines[0].points[0].count == 1
    assert series([man], "RUS", "USA").lines[0].points[0].count == 1
    assert series([man], "Q2", "USA").lines[0].points == ()


def test_without_any_date_there_are_no_points() -> None:
    found = series([event(1, "RUS", "USA", "ACCUSE", None)], "RUS", "USA")
    assert found.lines[0].points == ()
    assert found.undated == ("e00001",)
    assert (found.since, found.until) == (None, None)


def test_the_unit_is_chosen_by_the_span() -> None:
    def unit(until: str) -> str:
        return series([], "RUS", "USA", since="2000-01-01", until=until).by

    assert [unit(u) for u in ("2000-01-31", "2000-09", "2004", "2019", "2099")] == [
        "day",
        "week",
        "month",
        "quarter",
        "year",
    ]


def test_the_same_actor_twice_an_unknown_unit_and_a_bad_date_are_refused() -> None:
    with pytest.raises(UsageError, match="two different actors"):
        series([], "RUS", "RUS")
    with pytest.raises(UsageError, match="decade"):
        series([], "RUS", "USA", by="decade")
    with pytest.raises(BadDate, match="since"):
        series([], "RUS", "USA", since="last May")


def test_conflict_and_cooperation_are_those_of_the_codebook() -> None:
    from detente.codebook import Codebook

    book = Codebook.load()
    assert set(book.types) == CONFLICT | COOPERATION
    assert {t for t in book.types if "conflict" in book.quad(t)} == CONFLICT
    assert all(is_conflict(t) == ("conflict" in book.quad(t)) for t in book.types)
