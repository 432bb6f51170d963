"""An address that is read again gives a revision where its text was changed, and nothing new where it was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.archive import Archive, Query
from detente.intake import Fetching
from detente.reading import extract, read
from detente.records import Report
from detente.stories.revised import revised, table
from tests.intake.web import Site, served
from tests.reading.plain_reader import PlainReader

PAGE = """<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2020-06-02T07:00:00+00:00">{head}</head><body><nav>Home | {advert}</nav>
<article><h1>{title}</h1>
<p>The coast guard of Iceland stopped two trawlers off Grindavik on Tuesday, and said that both had fished without a
licence for weeks.</p>
<p>The owners, a company in Tallinn, denied it and said that their papers had been in order since {month}, when the ministry
in Reykjavik renewed them.</p>
<p>{last}</p></article></body></html>"""
FIRST = {"title": "Iceland stops two trawlers", "advert": "Buy boots", "head": "", "month": "March"}
LAST = "The ministry would not comment on the matter before it had heard both captains, its spokeswoman said."


def page(**changed: str) -> str:
    return PAGE.format(**{**FIRST, "last": LAST, **changed})


def read_again(site: Site, archive: Path, text: str, path: str = "/trawlers") -> int:
    address = site.give(path, text)
    fetching = Fetching(private=True, delay=0.0)
    return read(address, archive=archive, reader=PlainReader(), fetching=fetching).read


def test_an_edited_page_is_a_revision_that_names_what_was_changed(tmp_path: Path) -> None:
    with served() as site:
        assert read_again(site, tmp_path / "a", page()) == 1
        assert read_again(site, tmp_path / "a", page(month="February")) == 1
    archive = Archive.open(tmp_path / "a")
    (found,) = revised(archive)
    assert found.silent
    (change,) = found.changes
    bodies = {report.id: report.body for report in archive.reports()}
    assert (
        ["March" in line.text for line in change.removed]
        == ["February" in line.text for line in change.added]
        == [True]
    )
    assert [bodies[found.of][slice(*line.span)] for line in change.removed if line.span] == [change.removed[0].text]
    assert [bodies[found.report][slice(*line.span)] for line in change.added if line.span] == [change.added[0].text]
    assert all(report.copy_of is None for report in archive.reports())


def test_a_page_with_other_advertising_is_nothing_new(tmp_path: Path) -> None:
    with served() as site:
        assert read_again(site, tmp_path / "a", page()) == 1
        assert read_again(site, tmp_path / "a", page(advert="Buy socks")) == 0
        assert read_again(site, tmp_path / "a", page(month="May", advert="Buy hats")) == 1
        assert read_again(site, tmp_path / "a", page(month="May", advert="Buy gloves")) == 0
    archive = Archive.open(tmp_path / "a")
    assert archive.count("reports") == 2
    assert len(revised(archive)) == 1


@pytest.mark.parametrize(
    "told",
    [
        {"head": '<meta property="article:modified_time" content="2020-06-03T07:00:00+00:00">', "month": "May"},
        {"month": "May", "last": f"{LAST} This report was corrected on Wednesday, as it had named another month."},
    ],
)
def test_a_change_that_the_outlet_tells_of_is_not_silent(tmp_path: Path, told: dict[str, str]) -> None:
    with served() as site:
        read_again(site, tmp_path / "a", page())
        read_again(site, tmp_path / "a", page(**told))
    assert [one.silent for one in revised(Archive.open(tmp_path / "a"))] == [False]


def test_versions_follow_each_other_as_they_were_read_where_no_date_parts_them(tmp_path: Path) -> None:
    months = ["May", "April", "June", "January", "October"]
    with served() as site:
        for month in months:
            read_again(site, tmp_path / "a", page(month=month))
        read_again(site, tmp_path / "a", page(title="Iceland stops two boats"), "/other")
    archive = Archive.open(tmp_path / "a")
    told = [(c.removed[0].text, c.added[0].text) for one in revised(archive) for c in one.changes]
    assert [(a in old, b in new) for (old, new), a, b in zip(told, months[:-1], months[1:], strict=True)] == [
        (True, True)
    ] * 4
    assert len(revised(archive, Query(limit=2))) == 2
    assert revised(archive, Query(outlet="Somebody Else")) == []
    assert table(revised(archive)).column("side").to_pylist() == ["removed", "added"] * 4


def test_the_same_report_at_two_addresses_is_a_copy_and_no_revision(tmp_path: Path) -> None:
    with served() as site:
        read_again(site, tmp_path / "a", page(), "/one")
        read_again(site, tmp_path / "a", page(advert="Buy socks"), "/two")
    archive = Archive.open(tmp_path / "a")
    assert sorted(report.copy_of is None for report in archive.reports()) == [False, True]
    assert revised(archive) == []


def test_an_extraction_passes_over_a_page_that_says_the_same_again(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://gazette.example/trawlers">'
    for number, month in enumerate(("March", "March", "May")):
        (tmp_path / f"{number}.html").write_text(page(head=link, month=month, advert=f"Buy {number} boots"))
    found = [one for one in extract(tmp_path, only="report") if isinstance(one, Report)]
    assert [one.origin for one in found] == ["0.html", "2.html"]
