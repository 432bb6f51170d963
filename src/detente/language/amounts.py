"""Finds the figures that a news paragraph gives, with their units: money, people, weapons, percent, lengths, times.

Left out: vague amounts ("dozens", "thousands of", "several"), which give no figure, and numbers that name instead of
counting (SS-27, Boeing 737, Article 5, ordinals, ages, dates and times of day). See ``docs/dates.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from detente.language.amount_figures import LOOK_BACK, Figure, figures
from detente.language.amount_units import DURATIONS, unit_after
from detente.language.letters import plain_letters
from detente.records import Quantity

# The words before a figure that limit it; "nearly" and "close to" count as "about".
ROLES = {
    "about": ("about", "around", "some", "approximately", "roughly", "nearly", "almost", "close to", "estimated"),
    "more than": ("more than", "over", "above", "upwards of", "in excess of"),
    "less than": ("less than", "fewer than", "under", "below"),
    "up to": ("up to", "as many as", "as much as", "no more than", "not more than", "at most", "a maximum of"),
    "at least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of"),
}
ROLE_OF = {phrase: role for role, phrases in ROLES.items() for phrase in phrases}
# Roles that show a count even where the noun is not said ("up to 90,000 along the border").
COUNTING = ("more than", "up to", "at least")

# "The two countries" points back at who was named; it counts nothing that a reader would look up.
PAIRED = frozenset(
    """country nation state side party leader president minister capital power superpower government neighbour neighbor
    delegation rival""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure with its unit (None: not said) and role on the way to a record; ``end`` is that of the unit's words."""

    figure: Figure
    unit: str | None
    role: str | None
    end: int


def quantities(text: str, offset: int = 0) -> list[Quantity]:
    """Return the figures that a text gives with what they count, in order.

    ``unit`` is an ISO 4217 code, "percent", or the lower-case singular of the noun ("diplomat", "month"); "" where a
    count is clear but its noun is not said ("at least 13"). ``role`` is "from", "to", "about", "more than",
    "less than", "up to" or "at least", else None; a span of values ("50 to 60 ships") gives "at least" and "up to".

    Args:
        text: a paragraph or any other stretch of English text.
        offset: where the text starts in the body that spans shall index.
    """
    plain = plain_letters(text)
    found: list[Amount] = []
    for figure in figures(plain):
        # A number among the words before a noun ("two 30-man teams") is part of the amount that it stands in.
        if not found or figure.start >= found[-1].end:
            found.append(_amount(plain, figure))
    joined = _ranges(plain, found)
    return [_quantity(text, amount, offset) for amount in joined if _said(plain, amount)]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compile the words before and between figures on first use."""
    phrases = "|".join(sorted(ROLE_OF, key=len, reverse=True)).replace(" ", r"\s")
    hedge = r"(?:(?:about|some|around|nearly|almost|roughly)\s)?"
    return {
        "role": re.compile(rf"(?<!\w)({phrases})\s(?:the\s|an?\s)?$", re.IGNORECASE),
        "range": re.compile(rf"(?:\s?[-–—]\s?|\s(to|and)\s){hedge}"),
        "onward": re.compile(rf"(?:\s[^\s.;:!?]{{1,20}}){{0,5}}?\s(?:(?:up|down)\s)?(to|from)\s{hedge}"),
        "from": re.compile(rf"(?<!\w)(from|to|between)\s{hedge}$", re.IGNORECASE),
        "the": re.compile(r"(?<!\w)(?:the|these|those|our|their|both)\s$", re.IGNORECASE),
        "rising": re.compile(
            r"(?<!\w)(?:revised|rose|risen|climbed|increased|jumped|grew|went|moved|edged|shot|back)\s$"
        ),
        "when": re.compile(r"(?<!\w)(?:last|past|next|previous|coming|first)\s$", re.IGNORECASE),
        "then": re.compile(r"\s(?:ago|later|earlier|before|after|from\snow)\b|['’]s?\stime\b"),
        "harm": re.compile(
            rf"(?<!\w)(?:kill|wound|injur|arrest|detain)(?:ed|ing)\s(?:another\s)?(?:(?:{phrases})\s)?$", re.IGNORECASE
        ),
        "harmed": re.compile(
            r"\s(?:(?:were|was|have\sbeen|had\sbeen|are)\s)?(?:killed|wounded|injured|dead|arrested|detained|hurt)\b"
        ),
        "ends": re.compile(r"(?<!\s)\s*(?:[.,;:!?)\"”]|$|(?<=\s)(?:and|in|on|when|after|near|outside|across)\b)"),
    }


def _amount(text: str, figure: Figure) -> Amount:
    """Find the unit and the role of a figure."""
    patterns, before = _patterns(), text[max(0, figure.start - LOOK_BACK) : figure.start]
    said = patterns["role"].search(before)
    phrase = re.sub(r"\s+", " ", said[1].lower()) if said else ""
    role = ROLE_OF.get(phrase)
    if said and phrase == "up to" and patterns["rising"].search(before[: said.start()]):
        role = None
    if figure.currency:
        return Amount(figure=figure, unit=figure.currency, role=role, end=figure.end)
    harmed = patterns["harmed"].match(text, figure.end)
    if harmed or (patterns["harm"].search(before) and patterns["ends"].match(text, figure.end)):
        return Amount(figure=figure, unit="person", role=role, end=figure.end)
    unit = unit_after(text, figure.end, figure.value, scaled=figure.scaled)
    if unit is None:
        return Amount(figure=figure, unit=None, role=role, end=figure.end)
    if unit.name in DURATIONS and phrase in ("over", "under"):
        role = None  # "over eight years" is as often "during" as "more than"
    return Amount(figure=figure, unit=unit.name, role=role, end=unit.end)


def _ranges(text: str, found: list[Amount]) -> list[Amount]:
    """Give the roles of figures that belong together: "from X to Y", "X to Y", "between X and Y", "to Y from X"."""
    out = list(found)
    for i in range(len(out) - 1):
        a, b = out[i], out[i + 1]
        before = _patterns()["from"].search(text[max(0, a.figure.start - LOOK_BACK) : a.figure.start])
        opened = before[1].lower() if before else None
        between = text[a.end : b.figure.start]
        if b.unit is None and a.figure.currency and _spans(between, opened):
            b = replace(b, unit=a.unit)
        if _spans(between, opened) and (a.unit is None or a.unit == b.unit) and b.unit is not None:
            a = _like(a, b)
            low, high = ("from", "to") if opened == "from" else ("at least", "up to")
            if a.figure.value < b.figure.value or opened == "from":
                out[i], out[i + 1] = replace(a, role=low), replace(b, role=high)
            continue
        onward = _patterns()["onward"].fullmatch(between)
        if onward and a.unit is not None and a.unit == b.unit and opened in ("from", "to") and onward[1] != opened:
            out[i], out[i + 1] = replace(a, role=opened), replace(b, role=onward[1])
    return out


def _spans(between: str, opened: str | None) -> bool:
    """Tell whether the words between two figures make one span of values of them."""
    m = _patterns()["range"].fullmatch(between)
    return m is not None and (opened == "between" if m[1] == "and" else True)


def _like(a: Amount, b: Amount) -> Amount:
    """Give the first figure of a span the unit of the second, and its scale ("5 to 6 billion dollars")."""
    factor = 1.0
    if b.figure.scaled and not a.figure.scaled and a.figure.value < 1000:
        factor = next((s for s in (1e12, 1e9, 1e6, 1e3) if b.figure.value >= s), 1.0)
    return replace(a, unit=b.unit, figure=replace(a.figure, value=a.figure.value * factor))


def _said(text: str, amount: Amount) -> bool:
    """Tell whether an amount is worth a record: a unit or a clear count, and no part of a date ("two days ago")."""
    figure = amount.figure
    if amount.unit == "day" and figure.value == 1:
        return False
    if amount.unit in PAIRED and figure.value <= 3:
        return not _patterns()["the"].search(text[max(0, figure.start - LOOK_BACK) : figure.start])
    if amount.unit in DURATIONS:
        before = text[max(0, figure.start - LOOK_BACK) : figure.start]
        return not (_patterns()["then"].match(text, amount.end) or _patterns()["when"].search(before))
    if amount.unit is None:
        return amount.role in COUNTING and figure.value > 1 and text[figure.end : figure.end + 1] != "-"
    return True


def _quantity(text: str, amount: Amount, offset: int) -> Quantity:
    """Return an amount as a record."""
    start, end = amount.figure.start, amount.end
    return Quantity(
        value=amount.figure.value,
        unit=amount.unit or "",
        role=amount.role,
        text=text[start:end],
        span=(start + offset, end + offset),
    )
