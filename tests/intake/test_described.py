"""What is read of a report beside its body: place, agencies, section, address, outlet."""

import json

import pytest

from detente.intake import Item, register, report
from detente.intake.addresses import canonical
from detente.intake.dates import coarse, is_later
from detente.records import Report

BODY = (
    "The two foreign ministers met in the city on Monday and spoke for three hours about the treaty on missiles.",
    "They had not met since the spring, and their talks were the first that both of them called useful.",
    "The minister told reporters that his country would keep to the treaty as long as the other side did so too.",
)


def read(*lines: str) -> Report:
    return report(Item(source="a.txt", origin="a.txt", data="\n\n".join(lines).encode(), kind="text"))


def page(head: str) -> Report:
    body = "".join(f"<p>{line}</p>" for line in BODY)
    data = f"<html lang='en'><head><title>Talks</title>{head}</head><body><article><h1>Talks</h1>{body}</article></body></html>"
    return report(Item(source="a.html", origin="a.html", data=data.encode(), kind="html"))


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("GENEVA (Reuters) - ", "GENEVA", ("Reuters",)),
        ("MOSCOW, March 3. /TASS/. ", "MOSCOW", ("TASS",)),
        ("WASHINGTON (AP) — ", "WASHINGTON", ("Associated Press",)),
        ("GENEVA — ", "GENEVA", ()),
        ("GENEVA (Our Own Reporter) - ", "GENEVA", ()),
        ("", None, ()),
    ],
)
def test_a_place_line_gives_place_and_agency(opening: str, place: str | None, agency: tuple[str, ...]) -> None:
    found = read(opening + BODY[0], *BODY[1:])
    assert (found.place, found.agency) == (place, agency)
    assert found.body.startswith(opening + BODY[0])


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        (" (AFP)", ("AFP",)),
        (" (Reuters, AP)", ("Reuters", "Associated Press")),
        (" (PA)", ()),
        (" (laughs)", ()),
        ("", ()),
    ],
)
def test_a_last_paragraph_may_be_signed_by_its_agency_and_stays(ending: str, agency: tuple[str, ...]) -> None:
    found = read(*BODY[:2], BODY[2] + ending)
    assert found.agency == agency
    assert found.body.endswith(BODY[2] + ending)


def test_a_date_in_a_place_line_dates_a_report_that_nothing_else_dates() -> None:
    found = read("BEIJING, March 3, 2021 (Xinhua) -- " + BODY[0], *BODY[1:]).published
    assert (found.start, found.known_from) == ("2021-03-03", "place-line")
    assert read("BEIJING, March 3 (Xinhua) -- " + BODY[0], *BODY[1:]).published.start is None


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("<meta property='article:section' content='World'>", "World"),
        ("<meta name='section' content='politics,world'>", "politics"),
        ("<meta name='section' content='Home'>", None),
        ("<meta name='section' content='ledger.example'>", None),
        ("", None),
    ],
)
def test_a_section_is_what_the_markup_names(head: str, section: str | None) -> None:
    assert page(head).section == section


def test_the_step_before_the_title_in_the_trail_is_the_section() -> None:
    names = ("Home", "World", "Talks")
    steps = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names, 1)]
    trail = json.dumps({"@type": "BreadcrumbList", "itemListElement": steps})
    assert page(f"<script type='application/ld+json'>{trail}</script>").section == "World"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("HTTPS://Ledger.Example:443/A?id=7&utm_source=mail&fbclid=x#top", "https://ledger.example/A?id=7"),
        ("http://ledger.example", "http://ledger.example/"),
        ("https://ledger.example:8443/a", "https://ledger.example:8443/a"),
        ("https://ledger.example/a?q=a%20b&c=", "https://ledger.example/a?q=a%20b&c="),
        ("/a/b", None),
        ("javascript:void(0)", None),
        ("https://user@ledger.example/", None),
        ("https://[broken", None),
    ],
)
def test_addresses_have_one_form(url: str, wanted: str | None) -> None:
    assert canonical(url) == wanted
    assert wanted is None or canonical(wanted) == wanted


def test_the_register_knows_outlets_by_name_and_host() -> None:
    tass = register.of_host("www.tass.com")
    assert tass is not None
    assert (tass.name, tass.country, tass.ownership, tass.actor) == ("TASS", "RUS", "state", "outlet/tass")
    assert tass.source
    assert register.of_host("english.tass.ru") == tass
    assert register.of_name("Itar-Tass") == tass
    assert register.of_host("nottass.com") is None
    assert register.of_name("The Harbor Ledger") is None


def test_a_name_that_is_a_plain_word_is_no_outlet_where_it_stands_alone() -> None:
    assert register.of_name("Time") is not None
    assert register.alone("Time") is None
    assert register.alone("TASS") is not None


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2021-03-04", "2021-03-03", True),
        ("2021-03-03", "2021-03-03", False),
        ("2021-03-03T10:00", "2021-03-03", True),
        ("2021-03-03", "2021-03-03T10:00", False),
        ("2021-03-03T06:30-05:00", "2021-03-03T11:30+00:00", False),
        ("2021-03-03T06:31-05:00", "2021-03-03T11:30+00:00", True),
        ("2021-03-03T12:00", "2021-03-03T11:30+00:00", True),
    ],
)
def test_a_change_counts_where_it_is_later(one: str, other: str, later: bool) -> None:
    assert is_later(one, other) is later


def test_a_month_or_a_year_is_kept_as_what_it_is() -> None:
    month, year = coarse("2021-02", known_from="meta"), coarse("2021", known_from="meta")
    assert month is not None
    assert year is not None
    assert (month.start, month.end, month.precision) == ("2021-02-01", "2021-02-28", "month")
    assert (year.start, year.end, year.precision) == ("2021-01-01", "2021-12-31", "year")
    assert coarse("February", known_from="meta") is None
