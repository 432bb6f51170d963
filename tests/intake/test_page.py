import json

import pytest

from detente.intake import Item, report
from detente.records import Report

TITLE = "Ministers meet in Geneva and promise to meet again"
FIRST = "The two foreign ministers met in Geneva on Monday and spoke for three hours about the treaty on missiles."
SECOND = '"We will meet again in the spring," the Russian minister told reporters after the talks had ended.'
THIRD = (
    "Washington had asked for the meeting a week before, and Moscow had agreed after some hesitation, officials said."
)
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in (FIRST, SECOND, THIRD))
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
SNOW = "<li><a href='/1'>Heavy snow in the Alps</a> <time datetime='2016-01-01'>1 Jan</time></li>"
ASIDE = f"<aside><h3>Most read</h3><ul>{SNOW}</ul></aside>"
LATER = "<time datetime='2017-02-19'>x</time>"
FOOT = "<footer><p>© 2017 Example News. All rights reserved.</p></footer>"


def read(
    head: str = "", article: str = f"<h1>{TITLE}</h1>{ARTICLE}", *, name: str = "page.html", after: str = ""
) -> Report:
    body = f"{MENU}<article>{article}</article>{after}{ASIDE}{FOOT}"
    page = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return report(Item(source=name, origin=name, data=page.encode(), kind="html"))


def linked(**node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def test_the_body_is_the_article_a_paragraph_a_line() -> None:
    assert read().body == BODY


def test_what_stands_around_the_body_becomes_residue() -> None:
    one = read()
    dropped = "\n".join(residue.text for residue in one.residue)
    for text in (
        "Home",
        "World",
        TITLE,
        "Most read",
        "Heavy snow in the Alps",
        "© 2017 Example News. All rights reserved.",
    ):
        assert text in dropped
    assert FIRST not in dropped
    assert {residue.reason for residue in one.residue} <= {"furniture", "title"}


def test_json_ld_is_believed_first() -> None:
    one = read(
        linked(
            **{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"}, {
                "@type": ["NewsArticle", "Article"], "headline": TITLE, "datePublished": "2017-02-16T14:05:00+01:00",
                "dateModified": "2017-02-18", "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bob Ray"}],
                "publisher": {"@type": "Organization", "name": "Example News"}, "inLanguage": "en-GB",
                "mainEntityOfPage": {"@id": "https://news.example/talks"}}]}
        )
        + "<meta property='article:published_time' content='2017-02-17'><meta property='og:site_name' content='Other'>"
    )  # fmt: skip
    assert (one.title, one.outlet, one.byline, one.url) == (
        TITLE,
        "Example News",
        "Ann Lee, Bob Ray",
        "https://news.example/talks",
    )
    assert (one.published.start, one.published.known_from) == ("2017-02-16T14:05+01:00", "json-ld")


def test_open_graph_and_meta_come_next() -> None:
    one = read(
        "<title>Ministers meet in Geneva and promise to meet again | Example News</title>"
        "<link rel='canonical' href='https://news.example/2016/01/02/talks'><meta name='author' content='By Ann Lee'>"
        "<meta property='og:site_name' content='Example News'>"
        "<meta property='article:published_time' content='2017-02-16T00:00:00Z'>"
    )
    assert (one.title, one.outlet, one.byline, one.url) == (
        TITLE,
        "Example News",
        "Ann Lee",
        "https://news.example/2016/01/02/talks",
    )
    assert (one.published.start, one.published.precision, one.published.known_from) == ("2017-02-16", "day", "meta")


@pytest.mark.parametrize(
    ("stated", "start", "known_from"),
    [
        ("<time datetime='2017-02-16T14:05+03:00' pubdate>today</time>", "2017-02-16T14:05+03:00", "time-element"),
        (f"<time itemprop='datePublished' datetime='2017-02-16'>x</time>{LATER}", "2017-02-16", "time-element"),
        ("<time>16 February 2017</time>", "2017-02-16", "time-element"),
        (f"<p>Updated {LATER}</p><time datetime='2017-02-16'>x</time>", "2017-02-16", "time-element"),
        ("<span itemprop='datePublished' content='2017-02-16T10:00:00Z'></span>", "2017-02-16T10:00+00:00", "microdata"),
        ("<span class='post-date'>February 16, 2017</span>", "2017-02-16", "text"),
        ("<div class='x'>Thursday, 16 February 2017, 14:05 | Author: Ann Lee</div>", "2017-02-16T14:05", "text"),
    ],
)  # fmt: skip
def test_dates_are_read_from_time_elements_labels_and_visible_lines(stated: str, start: str, known_from: str) -> None:
    one = read(article=f"<h1>{TITLE}</h1>{stated}{ARTICLE}")
    assert (one.published.start, one.published.known_from) == (start, known_from)
    assert one.body == BODY


def test_a_date_in_the_address_counts_where_the_page_states_none() -> None:
    one = read("<link rel='canonical' href='https://news.example/2017/02/16/talks'>")
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "address")


def test_a_date_in_the_file_name_comes_last() -> None:
    one = read(name="2017-02-16-talks.html")
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "file-name")


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "<p>Updated: 16 February 2017</p>",
        "<span class='modified-date'>16 February 2017</span>",
        "<time datetime='14:05'>14:05</time>",
        "<span class='date'>Thursday</span>",
        "<span class='date'>02/03/2017</span>",
    ],
)
def test_no_date_is_guessed(stated: str) -> None:
    one = read(article=f"<h1>{TITLE}</h1>{stated}{ARTICLE}")
    assert (one.published.start, one.published.precision, one.published.known_from) == (None, "unknown", None)


def test_the_date_of_another_report_is_not_taken() -> None:
    assert read().published.precision == "unknown"


def test_the_sites_name_behind_the_title_is_the_outlet() -> None:
    one = read(f"<title>{TITLE} - World - Example News</title>")
    assert (one.title, one.outlet) == (TITLE, "Example News")


def test_a_known_host_names_the_outlet() -> None:
    assert read("<link rel='canonical' href='https://www.rt.com/news/1'>").outlet == "RT"
    assert read("<link rel='canonical' href='https://www.paper.example/news/1'>").outlet == "paper.example"


def test_a_slogan_behind_the_sites_name_and_a_handle_are_no_part_of_it() -> None:
    address = "<link rel='canonical' href='https://www.harbour-post.example/news/1'>"
    slogan = "<meta property='og:site_name' content='Harbour Post | All the news of the coast'>"
    assert read(address + slogan).outlet == "Harbour Post"
    assert read(address + "<meta property='og:site_name' content='@harbourpost'>").outlet == "harbour-post.example"


def test_a_heading_that_names_the_site_is_not_the_title() -> None:
    site = "<meta property='og:site_name' content='Example News'>"
    one = read(f"<title>{TITLE}</title>{site}", article=f"<h1>Example News</h1><h2>{TITLE}</h2>{ARTICLE}")
    assert one.title == TITLE
    assert one.body == BODY


def test_a_page_saved_by_a_browser_knows_its_address() -> None:
    mark = "<!-- saved from url=(0031)https://news.example/talks/1 -->"
    page = f"<!DOCTYPE html>\n{mark}\n<html><body><article><h1>{TITLE}</h1>{ARTICLE}</article></body></html>"
    one = report(Item(source="a", origin="a", data=page.encode(), kind="html"))
    assert one.url == "https://news.example/talks/1"


def test_captions_credits_and_prompts_inside_the_article_are_dropped() -> None:
    inside = (
        f"<h1>{TITLE}</h1><p>{FIRST}</p><p>The palace in Geneva. Photo: Ann Lee</p>"
        f"<p>Read also: Heavy snow in the Alps</p><p>{SECOND}</p><p>Sign up for our daily newsletter</p><p>{THIRD}</p>"
    )
    one = read(article=inside)
    assert one.body == BODY
    reasons = [residue.reason for residue in one.residue if residue.reason not in {"furniture", "title"}]
    assert reasons == ["caption", "related", "subscribe"]


def test_comments_are_not_the_body() -> None:
    comment = "<div class='comment'><p>I do not believe a word of what they both say.</p></div>"
    assert read(after=f"<div id='comments' class='comments'><h3>Comments</h3>{comment}</div>").body == BODY


def test_a_table_of_figures_is_not_the_body_but_a_page_laid_out_in_tables_is() -> None:
    figures = "<table><tr><th>Year</th><th>Warheads</th></tr><tr><td>2010</td><td>2,468</td></tr></table>"
    assert read(article=f"<h1>{TITLE}</h1><p>{FIRST}</p>{figures}<p>{SECOND}</p><p>{THIRD}</p>").body == BODY
    old = f"<html><body><table><tr><td>Menu</td><td>{ARTICLE}</td></tr></table></body></html>"
    one = report(Item(source="a", origin="a", data=old.encode(), kind="html"))
    for paragraph in (FIRST, SECOND, THIRD):
        assert paragraph in one.body


def test_a_body_cut_in_two_is_whole() -> None:
    more = [
        f"Paragraph {n} of the second part tells of the treaty and of what the two sides want of it now."
        for n in range(12)
    ]
    first = "".join(f"<p>{paragraph}</p>" for paragraph in (FIRST, SECOND, THIRD))
    second = "".join(f"<p>{paragraph}</p>" for paragraph in more)
    part = "<section class='chunk'><div class='grid body'>{}</div></section>"
    one = read(article=f"<h1>{TITLE}</h1>{part.format(first)}<div class='ad'>Advertisement</div>{part.format(second)}")
    assert one.body == "\n".join([BODY, *more])


def test_reading_a_page_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    report(Item(source="a", origin="a", data=f"<p>{FIRST}</p>".encode(), kind="html"))
    assert capfd.readouterr() == ("", "")
