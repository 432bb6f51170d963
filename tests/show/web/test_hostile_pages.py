"""A report with markup, commands and odd characters in every field shows them as text on every page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.gazetteer import Gazetteer
from detente.records import Party
from detente.show.web import Settings, app
from detente.show.words import clean
from tests.show.corpus import USA
from tests.show.kept import kept
from tests.show.markup import Page
from tests.show.press import Press
from tests.show.test_hostile import ADDRESSES
from tests.show.test_hostile import STRINGS as OF_THE_BRIEF

STRINGS = [
    *OF_THE_BRIEF,
    *(f"<{tag} {event}=alert(1)>" for tag in ("body", "svg", "details open", "input autofocus") for event in ("onload", "ontoggle", "onfocus")),
    "<iframe src=javascript:alert(1)>",
    "<object data=x>",
    "<embed src=x>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>go",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</select><img src=x onerror=alert(1)>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "` onclick=alert(1) x=`",
    "\" style=\"background:url(//evil.example)",
    "</svg><script>alert(1)</script>",
    "</a><a href=\"javascript:alert(1)\">x",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=1?><!DOCTYPE x>",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "../../etc/passwd",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003e",
    "＜script＞alert(1)＜/script＞",
    "<ſcript>alert(1)</ſcript>",
    "a\u0000b\u2028c\u2029d\ufeff",
    "x" * 5000,
]  # fmt: skip
TOGETHER = [" ".join(STRINGS[n : n + 8]) for n in range(0, len(STRINGS), 8)]  # an archive for each would take minutes
PATHS = ("/", "/reports", "/statements", "/events", "/stories", "/story/story1", "/search?text=Washington", "/relation/RUS/USA", "/relation/RUS/USA/moving", "/actor/RUS", "/ledger", "/outlets", "/review")  # fmt: skip


def browser(text: str, url: str, folder: Path, who_is_who: Gazetteer) -> TestClient:
    """A browser at an archive with a hostile text in every field that a report or a reader fills."""
    press = Press()
    body = f"Russia accused the United States: {text}. Washington would not answer Moscow {text}."
    r = press.report(text, "2018-01-10", text, body, byline=text, url=url, source=text, residue=[(text, text)])
    who = Party(actor=text, name=text, country="RUS", office=text, text=text)
    outer = press.says(
        r,
        who,
        text,
        f"Washington would not answer Moscow {text}",
        acts=("threat",),
        said="2018-01-09",
        via=(text,),
        addressee=replace(who, country="USA"),
        issues=(text,),
    )
    press.says(r, who, text, "would not answer", kind="indirect", inside=outer, acts=("red_line",))
    for status in ("happened", "denied"):
        passage = f"Russia accused the United States: {text}."
        press.does(
            r,
            who,
            "ACCUSE",
            USA,
            passage,
            when="2018-01-09",
            status=status,
            mode=text,
            within=outer,
            place=text,
            figure=text,
        )
    other = press.report(text, "2018-01-11", text, f"{body} Again.", url=url)
    press.does(other, who, "ACCUSE", replace(who, country="USA"), "Russia accused", within=None)
    press.fails(text, text)
    made = kept(press, folder / "archive")
    client = TestClient(app(Settings(archive=made.path, gazetteer=who_is_who)), base_url="http://127.0.0.1")
    client.headers["x-report"] = r.id
    return client


def everything(client: TestClient) -> dict[str, Page]:
    paths = [*PATHS, f"/report/{client.headers['x-report']}"]
    answers = {path: client.get(path) for path in paths}
    assert {a.status_code for a in answers.values()} == {200}
    return {"/report" if "/report/" in path else path: Page(a.text) for path, a in answers.items()}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> dict[str, Page]:
    return everything(browser("harmless", "https://x.example/", tmp_path_factory.mktemp("harmless"), gazetteer))


def shape(page: Page) -> list[tuple[str, frozenset[str]]]:
    return [(e.tag, frozenset(e.attributes)) for e in page.elements]


def test_there_are_sixty_of_them() -> None:
    assert len(set(STRINGS)) >= 60


@pytest.mark.parametrize("text", TOGETHER)
def test_no_text_of_a_report_becomes_markup_on_any_page(
    text: str, harmless: dict[str, Page], tmp_path: Path, gazetteer: Gazetteer
) -> None:
    got = everything(browser(text, "https://x.example/", tmp_path, gazetteer))
    for path, page in got.items():
        assert shape(page) == shape(harmless[path]), path
    shown = " ".join(clean(text).split())
    for path in ("/reports", "/events", "/statements"):
        assert shown in " ".join(got[path].body().split()), path


def test_an_address_that_is_no_web_address_is_never_a_link(tmp_path: Path, gazetteer: Gazetteer) -> None:
    press = Press()
    for n, url in enumerate(ADDRESSES):
        press.report("harmless", "2018-01-10", f"Harmless {n}", f"Harmless {n}. Moscow would not answer.", url=url)
    made = kept(press, tmp_path / "archive")
    client = TestClient(app(Settings(archive=made.path, gazetteer=gazetteer)), base_url="http://127.0.0.1")
    reports = made.reports()
    assert {r.url for r in reports} == set(ADDRESSES)
    stories = [f"/story/story{max(1, n)}" for n in range(1, len(ADDRESSES))]
    for path in ("/reports", *stories, *(f"/report/{r.id}" for r in reports)):
        answer = client.get(path)
        assert answer.status_code == 200, path
        links = [str(e.attributes["href"]) for e in Page(answer.text).all("a")]
        assert links
        assert not [href for href in links if not href.startswith(("/", "#"))], path


@pytest.mark.parametrize("text", [s for s in STRINGS if "\x00" not in s and "\ud800" not in s and len(s) < 300])
def test_no_text_of_an_address_becomes_markup(text: str, client: TestClient) -> None:
    plain = client.get("/search", params={"text": "harmless"}), client.get("/events", params={"outlet": "harmless"})
    got = client.get("/search", params={"text": text}), client.get("/events", params={"outlet": text})
    for one, other in zip(got, plain, strict=True):
        assert one.status_code in (200, 400)
        if one.status_code == 200 and "Perhaps" not in one.text:
            assert not {"img", "iframe", "object", "base", "script", "style"} & Page(one.text).foreign()
            assert Page(one.text).all("title")[0].tag == Page(other.text).all("title")[0].tag
    for path in ("/report/", "/actor/", "/story/"):
        answer = client.get(path + text.replace("/", "~").replace("?", "").replace("#", "").replace("%", "%25"))
        assert answer.status_code in (404, 400, 200)
        assert not {"img", "iframe", "object", "base", "script", "style"} & Page(answer.text).foreign()
