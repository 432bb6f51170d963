"""When two figures or two days agree: rounding, hedges and wide dates are no differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.language.nouns import PERSON_NOUNS
from detente.records import Date, Quantity
from detente.stories.nearness import apart

# Figures that one rounds and the other does not lie within this share of each other: "some 100" and 97.
ROUNDED_WITHIN = 0.1
# An unhedged figure is taken for a rounded one from here on: 100 for 97, but not 10 for 11.
ROUNDED_FROM = 100
# "More than 1,700" agrees with figures up to half as much again, "up to 60" with those down to half.
HEDGE_REACH = 0.5
# Nouns for people that two reports can use of the same ones, and those that can mean anybody.
_ALIKE = (
    frozenset("fighter marine sailor serviceman soldier troop military officer crew".split()),
    frozenset("diplomat employee official personnel staff staffer".split()),
    frozenset("activist demonstrator protester protestor".split()),
)
_ANYBODY = frozenset(("person", "man"))
# Nouns for people beside those that stand for actors.
_PEOPLE = frozenset(
    """woman child passenger villager prisoner hostage detainee inmate patient pilgrim fisherman miner employee family
    casualty civilian trader peacekeeper rescuer searcher policeman national relative reservist recruit conscript mercenary
    gunman militiaman bystander motorist driver student pupil crew captive""".split()
)
DAYS_IN_WEEK = 7
# Durations that are held against each other: "72 hours" and "three days", but not "40 minutes" and "five years".
_DURATIONS = tuple(frozenset(u.split()) for u in ("minute hour", "hour day", "day week month year decade"))
_DURATIONS_IN_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.0,
    "year": 365.0,
    "decade": 3650.0,
}


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Say whether two figures can count the same: one noun, nouns for the same people, or durations from a day on."""
    units = {a.unit, b.unit}
    if "" in units:
        return False
    if len(units) == 1 or any(units <= alike for alike in (*_ALIKE, *_DURATIONS)):
        return True
    return bool(units & _ANYBODY) and any(unit in alike for alike in (*_ALIKE, _ANYBODY) for unit in units - _ANYBODY)


def people(quantity: Quantity) -> bool:
    """Say whether a figure counts people, of whatever sort."""
    unit = quantity.unit
    return unit in PERSON_NOUNS or unit in _ANYBODY or any(unit in alike for alike in _ALIKE) or unit in _PEOPLE


def duration(quantity: Quantity) -> bool:
    """Say whether a figure says how long something takes."""
    return quantity.unit in _DURATIONS_IN_DAYS


def agree(a: Quantity, b: Quantity) -> bool:
    """Say whether two figures of one unit can both be true: equal, rounded, or within a hedge."""
    x, y = _amount(a), _amount(b)
    if x == y or _bounds(a, x, y) or _bounds(b, y, x):
        return True
    close = abs(x - y) <= ROUNDED_WITHIN * max(x, y)
    hedged = "about" in (a.role, b.role) or (a.unit != b.unit and a.unit in _DURATIONS_IN_DAYS)
    return close and (hedged or _rounds(x, y) or _rounds(y, x))


def conflicts(a: Sequence[Quantity], b: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Return the figures of two tellings that count the same and do not agree.

    What they count is compared where, after figures that agree are paired off, each telling has exactly one left: of
    several it is not known which belong together.
    """
    left = [q for q in a if not any(same_unit(q, other) and agree(q, other) for other in b)]
    right = [q for q in b if not any(same_unit(q, other) and agree(q, other) for other in a)]
    found = []
    for quantity in left:
        others = [other for other in right if same_unit(quantity, other)]
        if len(others) == 1 and sum(same_unit(others[0], q) for q in left) == 1:
            found.append((quantity, others[0]))
    return found


def day_conflict(a: Iterable[Date], b: Iterable[Date]) -> tuple[Date, Date] | None:
    """Return the one day of each telling, None unless each names exactly one and they differ."""
    first, second = ({d.start: d for d in dates if d.precision == "day" and d.start == d.end} for dates in (a, b))
    if len(first) != 1 or len(second) != 1:
        return None
    (one,), (other,) = first.values(), second.values()
    return (one, other) if other_day(one, other) else None


def other_day(a: Date, b: Date) -> bool:
    """Say whether two dates are of different days.

    Two that name the same weekday and no date agree: which week is meant hangs on when a report appeared, and that is
    often a day off.
    """
    between = apart(a, b)
    if not between:
        return False
    return between % DAYS_IN_WEEK != 0 or any(c.isdigit() for c in a.text + b.text)


def _amount(quantity: Quantity) -> float:
    """Return a figure's value, a duration's in days."""
    return quantity.value * _DURATIONS_IN_DAYS.get(quantity.unit, 1.0)


def _bounds(limit: Quantity, value: float, other: float) -> bool:
    """Say whether a figure with a hedge leaves room for another one."""
    if limit.role in ("more than", "at least"):
        return value <= other <= value * (1 + HEDGE_REACH)
    if limit.role in ("less than", "up to"):
        return value * (1 - HEDGE_REACH) <= other <= value
    return False


def _rounds(x: float, y: float) -> bool:
    """Say whether ``x`` is ``y`` rounded to the digits that ``x`` shows."""
    if x < ROUNDED_FROM or x != int(x):
        return False
    shown = str(int(x))
    step = 10.0 ** (len(shown) - len(shown.rstrip("0")))
    return round(y / step) * step == x
