"""The page: whole, well formed, self-contained, and every line of it with its passage."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from dataclasses import replace

import pytest

from detente.show import Brief, brief, charts, page
from detente.show.words import STATUSES
from tests.show.corpus import RUS, USA, corpus
from tests.show.markup import Page
from tests.show.press import Press, Who


@pytest.fixture(scope="module")
def whole() -> Brief:
    return brief(corpus(), "RUS", "USA", gazetteer=Who())


@pytest.fixture(scope="module")
def html(whole: Brief) -> str:
    return page(whole)


@pytest.fixture(scope="module")
def parsed(html: str) -> Page:
    return Page(html)


def small(*bodies: str, published: str | None = "2018-01-10", outlet: str | None = "X") -> Press:
    press = Press()
    for body in bodies:
        press.report(outlet, published, "t", body)
    return press


def normal(text: str) -> str:
    return " ".join(text.split())


def test_the_page_is_a_well_formed_document(html: str, parsed: Page) -> None:
    assert html.startswith("<!DOCTYPE html>")
    assert [len(parsed.all(tag)) for tag in ("html", "head", "body", "h1", "main")] == [1] * 5
    assert parsed.all("title")[0].words() == "Russia and the United States: brief, 16 Feb 2017 to 4 Dec 2018"
    assert parsed.all("html")[0].attributes["lang"] == "en"
    assert parsed.all("meta", name="viewport")


def test_every_id_is_unique_and_every_reference_finds_its_id(parsed: Page) -> None:
    ids = [e.attributes["id"] for e in parsed.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids)) > 60
    for e in parsed.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if name in e.attributes:
                assert e.attributes[name] in ids
        href = e.attributes.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in ids, href


def test_the_sections_stand_in_reading_order(parsed: Page) -> None:
    ids = [e.attributes["id"] for e in parsed.all("section")]
    assert ids == ["coverage", "chart", "done", "said", "asked", "foretold", "differs", "sources", "unread"]


def test_nothing_is_loaded_from_outside(html: str, parsed: Page) -> None:
    for e in parsed.elements:
        assert e.tag not in {"link", "img", "iframe", "object", "embed", "audio", "video", "base", "form", "input"}
        assert not {"src", "srcset", "data", "poster", "action", "xlink:href"} & set(e.attributes)
        assert not [name for name in e.attributes if name.startswith("on")]
        if "href" in e.attributes:
            assert e.tag == "a" or (e.tag == "use" and str(e.attributes["href"]).startswith("#"))
    (style,) = parsed.all("style")
    sheet = "".join(style.text)
    assert "@import" not in sheet
    assert "url(" not in sheet
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {"#hatch-wide", "#hatch-narrow"}  # only the main chart has gaps


def test_no_script_runs_and_only_the_pages_own_style_is_allowed(parsed: Page) -> None:
    assert {e.attributes.get("type") for e in parsed.all("script")} == {"application/json"}
    (policy,) = [e for e in parsed.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy"]
    sheet = "".join(parsed.all("style")[0].text)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    content = policy.attributes["content"]
    assert f"style-src 'sha256-{digest}'" in content
    assert "default-src 'none'" in content
    assert not [e for e in parsed.elements if "style" in e.attributes]


def test_every_line_is_there_and_opens_to_its_passage_in_its_paragraph(whole: Brief, parsed: Page) -> None:
    text = parsed.body()
    marked = {mark.words() for mark in parsed.all("mark")}
    lines = [*whole.deeds, *whole.undated, *(s for sp in whole.speakers for s in sp.said)]
    lines += [line for g in (*whole.asked, whole.foretold) for line in (*g.deeds, *g.said)]
    assert len(parsed.all("details", class_="line")) == len(lines)
    for line in lines:
        for proof in line.proofs:
            assert normal(proof.passage) in marked
            assert normal(proof.before + proof.passage + proof.after) in text
            assert proof.record in text
            assert proof.rule in text
    for said in (s for sp in whole.speakers for s in sp.said):
        assert normal(said.text) in text


def test_every_report_is_listed_with_title_outlet_date_and_address(whole: Brief, parsed: Page) -> None:
    text = parsed.body()
    links = {e.attributes["href"] for e in parsed.all("a")}
    for source in whole.sources:
        assert f"report-{source.id}" in {e.attributes.get("id") for e in parsed.all("li")}
        if source.title:
            assert normal(source.title) in text
        if source.url:
            assert source.url in links
            assert source.url in text
    assert "date known from the page's meta data" in text
    assert "no address; read from notes/undated.txt" in text


def test_the_state_stands_in_one_sentence_with_what_it_counts(parsed: Page) -> None:
    (state,) = parsed.all("p", id="state")
    assert state.words() == (
        "Conflict share 60 %, down from 75 % in the half before (5 deeds since 10 Jan 2018, 8 before); "
        "14 reports, 4 outlets and 1 whose outlet is not known; "
        "no reports 18 Feb to 30 Jul 2017 and in 5 other stretches."
    )


def test_unknown_is_shown(parsed: Page) -> None:
    text = parsed.body()
    for words in ("Date unknown", "date unknown", "Speaker not named", "outlet not known", "No title"):
        assert words in text


def test_undated_deeds_stand_apart_from_the_dated_ones(whole: Brief, parsed: Page) -> None:
    dates = {e.words() for e in parsed.all("h4", class_="date")}
    assert "date unknown" not in dates
    assert {"16 Feb 2017", "24 to 30 Jul 2017", "2016"} <= dates
    assert whole.undated


def test_statuses_are_drawn_and_explained_once(whole: Brief, parsed: Page) -> None:
    (legend,) = parsed.all("dl", class_="legend")
    assert all(status in legend.words() for status in STATUSES)
    symbols = {e.attributes["id"] for e in parsed.all("symbol")}
    assert symbols == {f"st-{status}" for status in STATUSES}
    drawn = [e.attributes["href"] for e in parsed.all("use")]
    assert len(drawn) > len(STATUSES) + len(whole.deeds)


def test_direct_words_stand_in_quotation_marks_and_indirect_words_without(parsed: Page) -> None:
    words = [e.words() for e in parsed.all("span", class_="words")]
    assert "“We are ready to restore cooperation with the Pentagon”" in words
    assert "Moscow would answer harshly if its property was searched" in words


def test_a_chain_reads_from_left_to_right_with_its_cues(parsed: Page) -> None:
    chains = [e.words() for e in parsed.all("span", class_="chain")]
    assert "The Morning Tribune reported›Rex Tillerson suggested›" in chains


def test_the_two_sides_stand_in_two_columns_and_are_told_apart_by_arrow(parsed: Page) -> None:
    assert {e.words() for e in parsed.all("span", class_="to")} == {"RUS → USA", "USA → RUS"}
    columns = [e.attributes["class"] for e in parsed.all("div") if "col" in (e.attributes.get("class") or "").split()]
    assert set(columns) == {"col a", "col b"}


def test_the_chart_is_drawn_for_both_widths_and_says_what_it_shows(whole: Brief, parsed: Page) -> None:
    drawings = parsed.all("svg", class_="drawing")
    assert ["wide" in str(e.attributes["class"]) for e in drawings] == [True, False] * 2  # the relation, the ledger
    for drawing in drawings[:2]:
        assert drawing.attributes["role"] == "img"
        assert "Russia toward the United States: 5 deeds, mean score −2" in str(drawing.attributes["aria-label"])
        assert str(drawing.attributes["viewbox"]).startswith("0 0 ")
        assert "width" not in drawing.attributes
    assert len(parsed.all("pattern")) == 2
    tips = {e.words() for e in parsed.all("title")}
    assert any("Mar 2018: 1 deed, 1 of them conflict" in tip for tip in tips)
    assert any("no reports, 1 Mar to 30 Jun 2017" in tip for tip in tips)


def test_the_specification_in_the_page_is_the_charts_own(whole: Brief, parsed: Page) -> None:
    (script,) = parsed.all("script", id="relation-chart")
    text = "".join(script.text)
    assert "<" not in text
    assert json.loads(text) == json.loads(json.dumps(charts.spec(whole.series, whole.a, whole.b)))


def test_the_table_behind_the_chart_holds_its_figures(whole: Brief, parsed: Page) -> None:
    rows = [e.words() for e in parsed.all("tr")]
    assert "Jul 20171100 %−6−62100 %−4.5−9" in rows
    assert "Mar 2017 to Jun 2017no reports" in rows


def test_the_page_is_the_same_each_time(whole: Brief, html: str) -> None:
    assert page(whole) == html


def test_without_the_chart_the_table_stays(whole: Brief) -> None:
    found = Page(page(whole, chart=False))
    assert not found.all("svg", class_="drawing")
    assert found.all("table")


def test_an_empty_page_says_why_and_what_would_help(who: Who) -> None:
    found = Page(page(brief(small("China met NATO."), "RUS", "USA", gazetteer=who)))
    text = found.body()
    assert "No report names both Russia and the United States" in text
    assert "detente brief RUS USA SOURCE..." in text
    assert "CHN" in text
    assert [e.attributes["id"] for e in found.all("section")] == ["nothing"]


def test_one_report_with_one_deed_makes_a_page(who: Who) -> None:
    press = small("Russia accused the United States.")
    press.does(press._reports[0], RUS, "ACCUSE", USA, "Russia accused the United States.", when="2018-01-09")
    found = Page(page(brief(press, "RUS", "USA", gazetteer=who)))
    assert (
        "Conflict share 100 % (1 of 1 deed; too few dated ones to compare with an earlier half); 1 report, 1 outlet."
        in found.body()
    )
    assert len(found.all("details", class_="deed")) == 1


def test_reports_without_dates_make_a_page_without_a_chart(who: Who) -> None:
    press = small("Russia accused the United States.", published=None, outlet=None)
    press.does(press._reports[0], RUS, "ACCUSE", USA, "Russia accused the United States.")
    found = Page(page(brief(press, "RUS", "USA", gazetteer=who)))
    assert "Nothing to draw: neither the reports nor the deeds have dates." in found.body()
    assert "dates unknown" in found.body()
    assert not found.all("svg", class_="drawing")


def test_statements_alone_make_a_page(who: Who) -> None:
    press = small("Moscow will answer Washington, Russia said.")
    press.says(press._reports[0], RUS, "said", "Moscow will answer Washington", kind="indirect")
    found = Page(page(brief(press, "RUS", "USA", gazetteer=who)))
    assert "No deed of one side toward the other is told as done" in found.body()
    assert "No statement on the relation by a speaker of the United States." in found.body()


def test_two_thousand_events_are_measured_and_rendered_in_three_seconds_of_processor_time(who: Who) -> None:
    press = Press()
    body = "Russia accused the United States on that day, as it had done before. " * 3
    for n in range(500):
        r = press.report(f"Outlet {n % 30}", f"{2015 + n % 5}-{n % 12 + 1:02}-{n % 28 + 1:02}", f"Title {n}", body)
        for kind in ("ACCUSE", "SANCTION", "CONSULT", "REJECT"):
            press.does(r, RUS, kind, USA, "Russia accused the United States on that day", when=r.published.start)
    began = time.process_time()
    html = page(brief(press, "RUS", "USA", gazetteer=who), chart=False)
    assert time.process_time() - began < 3.0  # half of it for loading the libraries that measure
    assert "are shown. The earlier" in Page(html).body()


def test_a_speaker_with_many_statements_is_folded_after_a_few(who: Who) -> None:
    press = Press()
    for n in range(12):
        r = press.report("X", f"2018-01-{n + 1:02}", "t", f"Moscow will answer Washington, part {n}, Russia said.")
        press.says(r, RUS, "said", f"Moscow will answer Washington, part {n}", kind="indirect")
    found = Page(page(brief(press, "RUS", "USA", gazetteer=who)))
    assert [e.words()[:16] for e in found.all("details", class_="rest")] == ["6 more by Russia"]
    assert len(found.all("details", class_="said")) == 12


def test_an_event_in_forty_reports_shows_some_passages_and_counts_the_rest(who: Who) -> None:
    press = Press()
    for n in range(40):
        r = press.report(f"Outlet {n}", "2018-01-10", "t", "Russia accused the United States.")
        press.does(r, RUS, "ACCUSE", USA, r.body, when="2018-01-09")
    text = Page(page(brief(press, "RUS", "USA", gazetteer=who))).body()
    assert "and 39 reports more" in text
    assert "28 passages more of this line are not shown: detente events --between RUS USA" in text


def test_many_speakers_and_many_warnings_are_folded_and_none_is_lost(who: Who) -> None:
    press = Press()
    for n in range(14):
        r = press.report("X", f"2018-01-{n + 1:02}", "t", f"Moscow must answer Washington, part {n}, she said.")
        speaker = replace(RUS, actor=f"Q{n}", name=f"Speaker {n:02}")
        press.says(r, speaker, "said", f"Moscow must answer Washington, part {n}", acts=["threat"])
    for n in range(3):
        r = press.report("X", f"2018-02-{n + 1:02}", "t", f"Russia threatened the United States {n} times.")
        press.does(r, RUS, "THREATEN", USA, r.body, status="threatened", when=f"2018-02-{n + 1:02}")
    found = Page(page(brief(press, "RUS", "USA", gazetteer=who), chart=False))
    folds = [e.words() for e in found.all("details", class_="rest")]
    assert [fold.split("Speaker")[0].split("RUS")[0].strip() for fold in folds] == [
        "4 more speakers of Russia",
        "7 more",
    ]
    assert len(found.all("article")) == 14
    assert len(found.all("details", class_="said")) == 28
    assert len(found.all("details", class_="deed")) == 3
