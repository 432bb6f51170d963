"""Text out of reports is shown as text, whatever it holds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rich.console import Console

from detente.gazetteer import Actor
from detente.records import Party
from detente.show import Brief, brief, page
from detente.show.terminal import summary
from tests.show.corpus import RUS, USA
from tests.show.markup import Page
from tests.show.press import Press, Who

STRINGS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</mark></blockquote></details><h1>Owned</h1>",
    "<!-- ",
    "--><b>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&#60;script&#62;",
    "</style><style>*{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "\x1b[31mred\x07\x00\x9b2J",
    "\u202egnp.exe\u2066",
    "\ud800 alone",
    "[link](javascript:alert(1)) [bold red]markup[/bold red]",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//http://x.example",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    'http://x.example/" onclick="alert(1)',
    "http://x.example/<script>",
    " https://x.example/ and more",
    "file:///etc/passwd",
]


def made_of(text: str, url: str) -> Brief:
    """A brief with a hostile text in every field that a report or a reader fills."""
    press = Press()
    body = f"Russia accused the United States: {text}. Washington would not answer Moscow {text}."
    r = press.report(
        text,
        "2018-01-10",
        text,
        body,
        byline=text,
        url=url,
        source=text,
        residue=[(text, text)],
    )
    who = Party(actor=text, name=text, country="RUS", office=text, text=text)
    outer = press.says(
        r,
        who,
        text,
        f"Washington would not answer Moscow {text}",
        acts=("threat", "prediction"),
        said="2018-01-09",
        via=(text,),
        addressee=replace(who, country="USA"),
        issues=(text,),
    )
    press.says(r, who, text, "would not answer", kind="indirect", inside=outer, acts=("red_line",))
    for status in ("happened", "denied", "threatened", "predicted"):
        press.does(
            r,
            replace(who, actor="RUS"),
            "ACCUSE",
            USA,
            f"Russia accused the United States: {text}.",
            when="2018-01-09",
            status=status,
            mode=text,
            within=outer,
            place=text,
            figure=text,
        )
    press.does(r, who, "ACCUSE", USA, "Russia accused", within=None)
    press.fails(text, text)
    return brief(press, "RUS", "USA", gazetteer=Who())


@pytest.fixture(scope="module")
def harmless() -> Page:
    return Page(page(made_of("harmless", "https://x.example/"), chart=False))


@pytest.mark.parametrize("text", STRINGS)
def test_no_text_of_a_report_becomes_markup(text: str, harmless: Page) -> None:
    html = page(made_of(text, "https://x.example/"), chart=False)
    html.encode("utf-8")
    found = Page(html)
    assert [e.tag for e in found.elements] == [e.tag for e in harmless.elements]
    assert [set(e.attributes) for e in found.elements] == [set(e.attributes) for e in harmless.elements]
    assert not {c for c in html if ord(c) < 32 or 127 <= ord(c) < 160} - {"\n"}


def test_no_text_of_a_report_becomes_markup_in_the_chart() -> None:
    class Hostile(Who):
        def resolve(self, text: str) -> Actor:
            return replace(super().resolve(text), name=" ".join(STRINGS))

    press = Press()
    r = press.report("X", "2018-01-10", "t", "Russia accused the United States.")
    press.does(r, RUS, "ACCUSE", USA, r.body, when="2018-01-09")
    found = Page(page(brief(press, "RUS", "USA", gazetteer=Hostile())))
    assert len(found.all("script")) == 1
    assert not [e for e in found.elements if e.tag in ("img", "h2") and "Owned" in e.words()]
    json.loads("".join(found.all("script")[0].text))


@pytest.mark.parametrize("text", [s for s in STRINGS if s.isprintable()])
def test_hostile_text_can_still_be_read(text: str) -> None:
    assert text in Page(page(made_of(text, "https://x.example/"), chart=False)).body()


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_no_web_address_is_text_and_no_link(url: str) -> None:
    found = Page(page(made_of("harmless", url), chart=False))
    assert not [e for e in found.all("a") if not str(e.attributes["href"]).startswith("#")]
    assert " ".join(url.split()) in found.body()


def test_a_web_address_is_a_link_that_tells_the_other_side_nothing() -> None:
    found = Page(page(made_of("harmless", "https://x.example/a?b=1&c=%22"), chart=False))
    links = [e for e in found.all("a") if not str(e.attributes["href"]).startswith("#")]
    assert {e.attributes["href"] for e in links} == {"https://x.example/a?b=1&c=%22"}
    assert {e.attributes["rel"] for e in links} == {"noopener noreferrer"}


@pytest.mark.parametrize("text", STRINGS)
def test_the_terminal_is_sent_no_commands(text: str) -> None:
    console = Console(width=100, force_terminal=False, no_color=True)
    with console.capture() as captured:
        console.print(summary(made_of(text, "https://x.example/")))
    shown = captured.get()
    assert not {c for c in shown if ord(c) < 32 or 127 <= ord(c) < 160} - {"\n"}
    if "[bold red]" in text:
        assert "[bold red]markup[/bold red]" in shown
