"""Targets: the small functions that read words, without a parse; these take most of the inputs."""

from __future__ import annotations

from functools import cache

from detente.errors import BadDate, DetenteError, UnknownActor, UsageError
from detente.gazetteer import Actor, Gazetteer
from detente.records import Published
from fuzz import judging
from fuzz.judging import Target
from fuzz.seeds import SENTENCES

_ON = Published(start="2019-05-15", end="2019-05-15", precision="day", known_from="table")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def quotes(data: bytes) -> None:
    """Quotation marks of a paragraph."""
    from detente.language.quotes import quotations

    text = _text(data)
    last = 0
    for one in quotations(text):
        judging.require(last <= one.open <= one.start < one.end <= one.close <= len(text), f"marks out of order: {one}")
        last = one.close


def times(data: bytes) -> None:
    """Times that a paragraph names, and each of them resolved alone."""
    from detente.language.times import dates, resolve

    text = _text(data)
    for span, found in dates(text, _ON):
        judging.require(text[span[0] : span[1]] == found.text, f"{found} is not at {span}")
        judging.require(found.start is None or found.end is None or found.start <= found.end, f"ends first: {found}")
        resolve(found.text, _ON, future=True)


def amounts(data: bytes) -> None:
    """Figures with their units."""
    from detente.language.amounts import quantities

    text = _text(data)
    for one in quantities(text):
        judging.require(text[one.span[0] : one.span[1]] == one.text, f"{one} is not there")


def names(data: bytes) -> None:
    """Names in a text, and a name looked up."""
    text = _text(data)
    for one in _gazetteer().scan(text):
        judging.require(0 <= one.start < one.end <= len(text), f"a name outside the text: {one}")


def who(data: bytes) -> None:
    """A name looked up, with near names where nobody has it."""
    try:
        _gazetteer().resolve(_text(data)[:200])
    except DetenteError as error:
        judging.one_line(str(error))


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def questions(data: bytes) -> None:
    """Filters of an address, and what they ask of an archive."""
    from urllib.parse import parse_qsl

    from detente.show.web.filters import address, filters

    given = parse_qsl(_text(data), keep_blank_values=True)
    try:
        asked = filters(given, _state)
    except UsageError as error:
        judging.one_line(str(error))
        return
    again = filters(parse_qsl(address("/events", asked).partition("?")[2], keep_blank_values=True), _state)
    judging.require(again == asked, f"{again} is not {asked}")


def _state(code: str) -> Actor:
    """Return a state by its code; looking up any other name is a target of its own."""
    found = _gazetteer().actor(code)
    if found is None:
        raise UnknownActor(code)
    return found


def addresses(data: bytes) -> None:
    """Addresses in canonical form, dates in them, and where they lead to."""
    from detente.errors import SourceError
    from detente.intake import addresses as canon
    from detente.intake import dates, fetching, hosts

    text = _text(data)
    first = canon.canonical(text)
    judging.require(first is None or canon.canonical(first) == first, f"{first!r} is not canonical")
    dates.in_address(text, known_from="address")
    judging.one_line("address " + hosts.named(text))
    try:
        host, port = hosts.host_of(fetching.bare(text, "x", base="https://news.example/a"), "x", private=False)
        judging.require(host and port, "no host")
    except SourceError as error:
        judging.one_line(str(error))


def days(data: bytes) -> None:
    """Dates on the command line, in tables, and as relation commands read them."""
    from detente.archive.query import first_day, last_day
    from detente.intake import dates

    text = _text(data)
    dates.read(text, known_from="table")
    try:
        judging.require(first_day(text) <= last_day(text), "ends first")
    except BadDate as error:
        judging.one_line(str(error))


def cleaning(data: bytes) -> None:
    """A flattened text sorted into body and residue."""
    from detente.intake.decode import tidy
    from detente.intake.text import read_text

    draft = read_text(tidy(_text(data)))
    for line in draft.paragraphs:
        judging.require(line.strip() and "\n" not in line, f"an odd paragraph: {line!r}")


_SENTENCES = [one.encode() for one in SENTENCES]
_MARKS = ["“a ‘b” c’".encode(), b"\"a\" 'b' ``c'' \"d", "„a“ »b« ‹c›".encode()]
TARGETS: dict[str, Target] = {
    "quotes": quotes,
    "times": times,
    "amounts": amounts,
    "names": names,
    "who": who,
    "filters": questions,
    "addresses": addresses,
    "dates": days,
    "cleaning": cleaning,
}
SEEDS: dict[str, list[bytes]] = {
    "quotes": [*_SENTENCES, *_MARKS],
    "times": [*_SENTENCES, b"from Monday to the end of next month, two weeks before 11 Sept. 2001 at 10:30 a.m. GMT"],
    "amounts": [*_SENTENCES, "between $1.5 and 2.5bn, some 30,000-40,000 troops, twenty-five per cent, €3".encode()],
    "names": [*_SENTENCES, b"South Korea's President Moon Jae-in, the U.N. Security Council and Mr. Kim Jong Un"],
    "who": [b"RUS", b"Sergei Lavrov", b"the Russian defence minister", b"Kim", b"Russai"],
    "filters": [b"between=RUS,USA&since=2017&until=2017-02&limit=5&order=oldest&text=a+b", b"actor=Lavrov&type=SANCTION"],
    "addresses": [
        b"https://user:pw@news.example:443/2017/02/16/a?utm_source=x#f", b"http://[::ffff:127.0.0.1]:80/", b"http://0x7f.1/",
        b"http://2130706433/", b"http://localhost/", b"http://[fe80::1%25eth0]/",
    ],
    "dates": [b"2017-02-16", b"2017-02", b"Thu, 16 Feb 2017 10:00:00 +0100", b"16.02.2017", b"1487239200"],
    "cleaning": [("Post\n" + "\n".join(SENTENCES) + "\nShare\nRead more: Talks").encode()],
}  # fmt: skip
