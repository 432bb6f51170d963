"""Feeds, sitemaps and lists of addresses, on disk and served on this machine."""

from pathlib import Path

import pytest

from detente.intake import Fetching
from tests.intake.made import BODY, PARAGRAPHS, page, read
from tests.intake.web import Site

HERE = Fetching(private=True, delay=0)
LISTED = Fetching(private=True, delay=0, listed=True)

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example News</title><link>{site}/</link><language>en</language>
<item><title>Talks &amp;amp; threats</title><link>{site}/full</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Thu, 16 Feb 2017 14:05:00 +0300</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>{first}</p><p>{second}&nbsp;</p>]]></content:encoded></item>
<item><title>Talks end</title><link>/teaser</link><pubDate>Fri, 17 Feb 2017 09:00:00 GMT</pubDate>
<description>The ministers parted in Geneva without a date for another meeting, officials said.</description></item>
<item><title>Nothing</title></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title>
<entry><title>Talks begin</title><link rel="self" href="{site}/self"/><link href="{site}/talks"/>
<updated>2017-02-20T10:00:00Z</updated><published>2017-02-16T10:00:00Z</published><author><name>Ann Lee</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{first}</p><p>{second}</p></div></content></entry>
<entry><title>Talks end</title><link href="{site}/end"/><updated>2017-02-21T10:00:00Z</updated>
<summary type="text">The ministers parted in Geneva without a date for another meeting, officials said.</summary></entry>
</feed>
"""


def feed(text: str, site: str) -> str:
    return text.format(site=site, first=PARAGRAPHS[0], second=PARAGRAPHS[1])


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss"])
def test_a_feed_on_disk_gives_its_entries_and_fetches_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(feed(RSS, "https://news.example"), "utf-8")
    [full, teaser], [error] = read(tmp_path)
    assert (full.title, full.outlet, full.byline) == ("Talks & threats", "Example News", "Ann Lee")
    assert full.body == "\n".join(PARAGRAPHS[:2])
    assert (full.published.start, full.published.known_from) == ("2017-02-16T14:05+03:00", "feed")
    assert full.url == full.origin == "https://news.example/full"
    assert full.source == str(tmp_path / name)
    assert teaser.body.startswith("The ministers parted")
    assert error.endswith("entry 3: neither a text nor an address; leave it out")


def test_an_atom_feed_is_read_and_a_change_is_no_publication(tmp_path: Path) -> None:
    path = tmp_path / "feed.atom"
    path.write_text(feed(ATOM, "https://news.example"), "utf-8")
    [first, second], errors = read(path)
    assert not errors
    assert (first.url, first.byline, first.published.start) == (
        "https://news.example/talks",
        "Ann Lee",
        "2017-02-16T10:00+00:00",
    )
    assert first.body == "\n".join(PARAGRAPHS[:2])
    assert second.published.precision == "unknown"


def test_the_pages_of_a_feed_that_was_given_by_its_address_are_fetched(site: Site) -> None:
    site.give("/teaser", page("Talks end", day=None))
    url = site.give("/feed", feed(RSS, site.address), "application/rss+xml")
    [full, fetched], [error] = read(url, fetching=HERE)
    assert full.body == "\n".join(PARAGRAPHS[:2])
    assert (fetched.origin, fetched.body, fetched.outlet) == (f"{site.address}/teaser", BODY, "Example News")
    assert (fetched.published.start, fetched.published.known_from) == ("2017-02-17T09:00+00:00", "feed")
    assert "entry 3" in error
    assert site.pages == ["/feed", "/teaser"]


def test_what_a_page_says_itself_counts_more_than_its_feed(site: Site) -> None:
    site.give("/teaser", page("Talks end without result", day="2017-02-18"))
    [_, fetched], _ = read(site.give("/feed", feed(RSS, site.address), "text/xml"), fetching=HERE)
    assert (fetched.title, fetched.published.start) == ("Talks end without result", "2017-02-18")


def test_a_feed_on_disk_is_fetched_from_when_that_is_asked_for(site: Site, tmp_path: Path) -> None:
    site.give("/teaser", page("Talks end"))
    path = tmp_path / "feed.xml"
    path.write_text(feed(RSS, site.address).replace("/teaser", f"{site.address}/teaser"), "utf-8")
    reports, _ = read(path, fetching=LISTED)
    assert [one.body for one in reports] == ["\n".join(PARAGRAPHS[:2]), BODY]


def test_a_feed_broken_off_gives_its_whole_entries_and_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    whole = feed(RSS, "https://news.example")
    path.write_text(whole[: whole.index("<description>The ministers") + 30], "utf-8")
    [one], [error] = read(path)
    assert one.title == "Talks & threats"
    assert error == f"{path}: broken off after 1 entries; get it anew"


def test_xml_of_another_kind_is_told_if_it_was_named_and_left_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "data.xml").write_text("<?xml version='1.0'?><dataset><row>1</row></dataset>")
    (tmp_path / "empty.rss").write_text("<rss><channel></channel></rss>")
    _, [error] = read(tmp_path / "data.xml")
    assert "neither a feed nor a sitemap" in error
    _, [error] = read(tmp_path)
    assert "no entries in this feed" in error


def test_entities_of_a_feed_are_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    (tmp_path / "secret").write_text("secret words that nobody may read")
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY s SYSTEM "{tmp_path}/secret"><!ENTITY b0 "talks ">{bomb}]>'
        f"<rss><channel><item><title>Talks</title><description>{PARAGRAPHS[0]} &s; &b8;</description></item></channel></rss>"
    )
    reports, errors = read(path)
    assert len(reports) + len(errors) >= 1
    assert not any("secret words" in one.body or len(one.body) > 2_000 for one in reports)


NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap(*urls: str, news: bool = False) -> str:
    said = (
        "<n:news><n:publication><n:name>Example News</n:name><n:language>en</n:language></n:publication>"
        "<n:publication_date>2017-02-16</n:publication_date><n:title>Talks</n:title></n:news>"
    )
    entries = "".join(f"<url><loc>{url}</loc><lastmod>2020-01-01</lastmod>{said if news else ''}</url>" for url in urls)
    return (
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="{NEWS}">'
        f"{entries}</urlset>"
    )


def test_a_sitemap_and_its_index_lead_to_the_pages(site: Site) -> None:
    for path in ("/a", "/b"):
        site.give(path, page(path, day=None))
    site.give("/one.xml", sitemap(f"{site.address}/a", f"{site.address}/a", news=True), "text/xml")
    site.give("/two.xml", sitemap(f"{site.address}/b"), "application/xml")
    index = "".join(f"<sitemap><loc>{site.address}/{name}.xml</loc></sitemap>" for name in ("one", "two", "gone"))
    url = site.give("/sitemap.xml", f"<sitemapindex>{index}</sitemapindex>", "application/xml")
    [one, two], [error] = read(url, fetching=HERE)
    assert (one.outlet, one.published.start, one.published.known_from) == ("Example News", "2017-02-16", "sitemap")
    assert two.published.precision == "unknown", "the day of a change is not that of publication"
    assert "/gone.xml: answered 404" in error
    assert site.pages == ["/sitemap.xml", "/one.xml", "/a", "/two.xml", "/b", "/gone.xml"]


def test_sitemaps_that_name_each_other_end(site: Site) -> None:
    for here, there in (("/a.xml", "/b.xml"), ("/b.xml", "/a.xml")):
        site.give(here, f"<sitemapindex><sitemap><loc>{site.address}{there}</loc></sitemap></sitemapindex>", "text/xml")
    _, [error] = read(f"{site.address}/a.xml", fetching=HERE)
    assert "too many sitemaps that name sitemaps" in error
    assert len(site.pages) < 10


def test_a_page_that_a_feed_names_leads_no_further(site: Site) -> None:
    site.give("/teaser", sitemap(f"{site.address}/deep"), "text/xml")
    reports, errors = read(site.give("/feed", feed(RSS, site.address), "text/xml"), fetching=HERE)
    assert len(reports) == 1
    assert "/teaser: an address without a text" in errors[0]
    assert "/deep" not in site.asked


def test_a_sitemap_broken_off_gives_its_addresses_and_a_failure(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    urls = [site.give(f"/{n}", page(str(n))) for n in range(2)]
    text = sitemap(*urls, f"{site.address}/never")
    path.write_text(text[: text.rindex("/never")])
    reports, errors = read(path, fetching=LISTED)
    assert [one.origin for one in reports] == urls
    assert f"{path}: broken off after 2 addresses; get it anew" in errors


def test_a_list_of_addresses_is_fetched_only_when_that_is_asked_for(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    urls = [site.give(f"/{n}", page(str(n))) for n in range(3)]
    path.write_text("# the list\n" + "\n".join([*urls, "", urls[0]]) + "\n")
    reports, [error] = read(tmp_path)
    assert not reports
    assert error == f"{path}: 4 addresses without a text; add --fetch to read the pages"
    assert site.asked == []
    reports, errors = read(path, fetching=LISTED)
    assert not errors
    assert [one.origin for one in reports] == urls


def test_a_line_of_a_list_that_is_no_address_fails_alone(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    good = site.give("/a", page())
    path.write_text("\n".join([good] * 3_000 + ["not an address", ""]))
    [one], [error] = read(path, fetching=LISTED)
    assert one.origin == good
    assert error == f"{path} line 3001: not an address; write one address a line"


def test_a_report_that_begins_with_its_address_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"https://news.example/talks\n\nTalks begin in Geneva\n\n{BODY}\n")
    [one], errors = read(path)
    assert not errors
    assert PARAGRAPHS[0] in one.body
