"""How dates, numbers and the field's terms are written for people."""

from __future__ import annotations

import re
from datetime import date

from detente.foretold import EntryState, EvidenceRole
from detente.records import Act, Date, Published, Status

# Narrow no-break space: the thin space between thousands and before the per cent sign that never breaks a line.
THIN = "\u202f"
MINUS = "\u2212"

# What neither a page nor a terminal may be sent as text: control characters but tab and line end, lone surrogates,
# non-characters, and the marks that turn the direction of the text around them.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_OFFSET = re.compile(r"(?:Z|(?P<sign>[-+])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2}))$")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Words that begin or end, or are, a name which takes the article.
_WITH_THE = frozenset(
    "United Republic Kingdom Emirates Islands Federation Union Nations Bahamas Comoros Gambia Maldives Netherlands "
    "Philippines Seychelles League Organization Organisation Commonwealth".split()
)

KNOWN_FROM = {
    "json-ld": "the page's own data (JSON-LD)",
    "meta": "the page's meta data",
    "time-element": "the page's time element",
    "address": "its address",
    "text": "its text",
    "table": "the table it came in",
    "front-matter": "its front matter",
    "file-name": "its file name",
}

ACTS: dict[Act, str] = {
    "claim": "claim",
    "denial": "denial",
    "accusation": "accusation",
    "demand": "demand",
    "offer": "offer",
    "promise": "promise",
    "threat": "threat",
    "prediction": "prediction",
    "condition": "condition",
    "red_line": "red line",
    "praise": "praise",
    "apology": "apology",
    "question": "question",
}

STATUSES: dict[Status, str] = {
    "happened": "done, as the report tells it",
    "ongoing": "going on when the report was written",
    "planned": "announced or agreed, not yet done",
    "offered": "offered, not yet taken up",
    "demanded": "asked of the other side",
    "threatened": "held out as harm to come",
    "conditional": "only if something else comes about",
    "predicted": "foretold by someone",
    "denied": "someone says that it did not happen",
}


BECAME: dict[EntryState, str] = {
    "open": "open",
    "came_true": "came true",
    "did_not_come_true": "did not come true",
    "kept": "kept",
    "broken": "broken",
    "carried_out": "carried out",
    "not_carried_out": "not carried out",
    "withdrawn": "withdrawn",
    "met": "met",
    "refused": "refused",
    "not_met": "not met",
    "crossed": "crossed",
    "followed": "condition fulfilled, consequence followed",
    "not_followed": "condition fulfilled, consequence did not follow",
    "cannot_be_told": "cannot be told",
}

BEARS: dict[EvidenceRole, str] = {
    "outcome": "what came",
    "opposite": "what came against it",
    "condition": "its condition",
    "coverage": "a later report on the same parties that tells nothing of it",
}


_HYPHENED = re.compile(r"(?<![\w.,)-])-(?=\d)")
_PER_CENT = re.compile(r"(?<=\d) %")


def clean(text: str) -> str:
    """Return a text with every character that may not be shown as U+FFFD, so that it is seen that there was one."""
    return _NOT_TEXT.sub("\ufffd", text)


def shortened(text: str, room: int = 140) -> str:
    """Return a text cut at a word to a number of letters."""
    return text if len(text) <= room else f"{text[:room].rsplit(' ', 1)[0]} …"


def number(value: float) -> str:
    """Return a number with thin spaces between thousands: 12 400."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return text.replace(",", THIN).replace("-", MINUS)


def percent(share: float) -> str:
    """Return a share of one as whole per cent: 62 %."""
    return f"{round(100 * share)}{THIN}%"


def score(value: float) -> str:
    """Return a score with its sign: +2.5, −6, 0."""
    if value == 0:
        return "0"
    text = f"{value:+,.1f}".removesuffix(".0")
    return text.replace("-", MINUS).replace(",", THIN)


def set_figures(text: str) -> str:
    """Return a text whose figures have a true minus and do not part from their per cent sign: −1.7 %."""
    return _PER_CENT.sub(THIN + "%", _HYPHENED.sub(MINUS, text))


def count(n: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 report", "12 400 reports"."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def day(iso: str | None) -> str:
    """Return an ISO 8601 day, or minute, as 16 Feb 2017; text that is no such date comes back as it is."""
    if not iso:
        return "date unknown"
    try:
        d = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


def span(start: str | None, end: str | None) -> str:
    """Return two ISO 8601 days as a stretch of time, nothing said twice: 3 to 9 May 2018."""
    if not start or not end:
        return day(start or end) if start or end else "dates unknown"
    try:
        a, b = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    except ValueError:
        return f"{start} to {end}"
    if a == b:
        return day(start)
    if a.year != b.year:
        return f"{day(start)} to {day(end)}"
    if a.month != b.month:
        return f"{a.day} {_MONTHS[a.month - 1]} to {day(end)}"
    return f"{a.day} to {day(end)}"


def period(start: str, by: str) -> str:
    """Return the name of the period that begins on an ISO 8601 day: "May 2018", "week of 7 May 2018"."""
    d = date.fromisoformat(start[:10])
    match by:
        case "year":
            return str(d.year)
        case "quarter":
            return f"{_MONTHS[d.month - 1]} to {_MONTHS[d.month + 1]} {d.year}"
        case "month":
            return f"{_MONTHS[d.month - 1]} {d.year}"
        case "week":
            return f"week of {day(start)}"
        case _:
            return day(start)


def when(value: Date) -> str:
    """Return a date as precisely as it is known: "16 Feb 2017, 15:30 UTC-4", "Feb 2017", "2017", "date unknown"."""
    if not value.start and not value.end:
        return "date unknown"
    if not value.start or not value.end:
        return f"from {day(value.start)}" if value.start else f"until {day(value.end)}"
    try:
        first, last = date.fromisoformat(value.start[:10]), date.fromisoformat(value.end[:10])
    except ValueError:
        return span(value.start, value.end)
    one_year = first.year == last.year
    if value.precision == "year" and one_year:
        return str(first.year)
    if value.precision == "month" and one_year and first.month == last.month:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if value.precision == "minute" and first == last and "T" in value.start:
        return f"{day(value.start)}, {value.start.split('T')[1][:5]}{_zone(value.start)}"
    return span(value.start, value.end)


def _zone(moment: str) -> str:
    """Return the zone of an ISO 8601 moment as " UTC-4", nothing where it is not known."""
    found = _OFFSET.search(moment)
    if found is None:
        return ""
    if found["hours"] is None or found[0][1:] == "00:00":
        return " UTC"
    minutes = f":{found['minutes']}" if found["minutes"] != "00" else ""
    return f" UTC{MINUS if found['sign'] == '-' else '+'}{int(found['hours'])}{minutes}"


def on(value: Date) -> str:
    """Return a date without its time of day."""
    return when(value).split(", ")[0] if value.precision == "minute" else when(value)


def known(published: Published) -> str:
    """Say how a publication date is known."""
    if not published.start:
        return "publication date not known"
    how = KNOWN_FROM.get(published.known_from or "", published.known_from or "")
    return f"date known from {how}" if how else "how the date is known was not recorded"


def term(code: str) -> str:
    """Return a PLOVER code as a word: "SANCTION" is "Sanction", "third-party" is "Third party"."""
    words = code.replace("_", " ").replace("-", " ").strip().lower()
    return words[:1].upper() + words[1:]


def the(name: str) -> str:
    """Return a name as it stands in a sentence: "the United States", "the European Union", "Russia"."""
    words_ = name.split()
    takes = len(words_) > 1 and (words_[0] in _WITH_THE or words_[-1] in _WITH_THE)
    return f"the {name}" if takes or name in _WITH_THE else name


def listed(parts: list[str], last: str = "and") -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
