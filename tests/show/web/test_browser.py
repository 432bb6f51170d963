"""The app in a real browser: a day's work, everything read with scripts off, and what axe-core finds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app
from tests.review.texts import kept, records
from tests.show.web.browsing import axe, browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

OF_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(chromium: Browser, archive: Archive, gazetteer: Gazetteer) -> Iterator[str]:
    with served(app(Settings(archive=Path(archive.path), gazetteer=gazetteer))) as at:
        yield at


@pytest.fixture
def own(chromium: Browser, tmp_path: Path, gazetteer: Gazetteer) -> Iterator[str]:
    made = kept(tmp_path / "a", records("r1"), records("r2"))
    with served(app(Settings(archive=made.path, gazetteer=gazetteer))) as at:
        yield at


@pytest.fixture(scope="module")
def all_paths(archive: Archive, paths: list[str]) -> list[str]:
    event, statement = archive.events()[0].id, archive.statements()[0].id
    mention = archive.mentions()[0].id
    corrections = [f"/correct/event/{event}", f"/correct/statement/{statement}", f"/correct/mention/{mention}"]
    return [*paths, *corrections, "/correct/story/story1", "/nowhere"]


def one_of_each(paths: list[str]) -> list[str]:
    """The first path of each kind of page."""
    kinds: dict[tuple[str, ...], str] = {}
    for path in paths:
        parts = path.partition("?")[0].split("/")
        kinds.setdefault((parts[1], *parts[4:]) if parts[1] == "relation" else tuple(parts[1:-1] or parts[1:]), path)
    return list(kinds.values())


def opened(chromium: Browser, **how: Any) -> BrowserContext:
    """A window that is patient with a machine that has other work."""
    context = chromium.new_context(**how)
    context.set_default_timeout(180_000)
    return context


def field(page: Page, name: str) -> Any:
    return page.locator(f"[name={name}]").first


def test_a_day_of_work(chromium: Browser, own: str, tmp_path: Path) -> None:
    page = opened(chromium, viewport=DESK, accept_downloads=True).new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(own)
    page.fill("[name=a]", "Russia")
    page.fill("[name=b]", "United States")
    page.click("form[action='/relation'] button")
    assert page.url == f"{own}/relation/RUS/USA"
    page.click(".filters > summary")
    field(page, "status").select_option("happened")
    page.click(".filters button")
    page.wait_for_url(f"{own}/relation/RUS/USA?status=happened&order=newest")
    shared = page.url
    other = opened(chromium).new_page()
    other.goto(shared)
    assert other.locator("#done .n").first.inner_text() == page.locator("#done .n").first.inner_text()
    assert "status happened" in other.locator(".narrowed").inner_text()

    page.goto(f"{own}/stories")
    page.click("cite a")
    assert page.locator("#reports article").count() == 2

    page.goto(f"{own}/events?type=SANCTION")
    page.locator("a", has_text="correct").last.click()
    form = page.locator("form.correct", has_text="Correct the source")
    form.locator("[name=actor]").fill("Belarus")
    form.locator("[name=who]").fill("ana")
    form.locator("[name=why]").fill("the text says so")
    form.locator("button").click()
    assert page.url == f"{own}/events?type=SANCTION"
    assert "Belarus" in page.locator("main").inner_text()
    page.goto(f"{own}/review")
    page.click("summary")
    assert field(page, "who").input_value() == "ana"
    field(page, "why").fill("a slip")
    page.click("form.correct button")
    assert "Undone" in page.locator("main").inner_text()
    page.goto(f"{own}/events?type=SANCTION")
    assert "Belarus" not in page.locator("main").inner_text()

    page.fill("#q", "rice")
    page.press("#q", "Enter")
    assert page.url.startswith(f"{own}/search?text=rice")
    assert "Norway" in page.locator("#events").inner_text()

    page.goto(f"{own}/events?type=AID")
    with page.expect_download() as begun:
        page.click("text=CSV")
    begun.value.save_as(tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == int(page.locator("#total").inner_text().split()[0])
    assert refused == [], "nothing that the page does is refused by its own policy"


def test_a_drag_over_the_chart_puts_its_days_into_the_address(chromium: Browser, address: str) -> None:
    page = opened(chromium, viewport=DESK).new_page()
    page.goto(f"{address}/relation/RUS/USA")
    drawn = page.locator("svg.live").bounding_box()
    assert drawn is not None
    across, down = drawn["x"] + drawn["width"] / 2, drawn["y"] + drawn["height"] / 3
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + drawn["width"] / 4, down, steps=2)
    page.mouse.up()
    page.wait_for_url("**/relation/RUS/USA?since=2018-*&until=2018-*&order=newest")
    assert "since" in page.locator(".narrowed").inner_text()
    assert page.locator("svg.live").count() == 1
    page.context.close()


def test_with_scripts_off_everything_can_be_read(chromium: Browser, address: str, all_paths: list[str]) -> None:
    context = opened(chromium, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    for path in one_of_each(all_paths):
        page.goto(address + path)
        assert page.locator("h1").inner_text().strip(), path
        assert len(page.locator("main").inner_text()) > 40, path
    page.goto(f"{address}/events")
    page.locator(".facts-of > summary").first.click()
    assert "Why read so:" in page.locator(".facts-of").first.inner_text()
    context.close()


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk, light", "phone, dark"])
def test_axe_finds_nothing_serious_and_no_page_is_wider_than_its_screen(
    chromium: Browser, address: str, all_paths: list[str], size: dict[str, int], scheme: Any
) -> None:
    script = axe()
    context = opened(chromium, viewport=size, color_scheme=scheme)
    page = context.new_page()
    found = {}
    # Names, roles and order are the same on a phone in the dark: there only what may differ is asked for.
    again = scheme == "dark"
    asked = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": OF_LOOKS}} if again else {})
    for path in one_of_each(all_paths):
        page.goto(address + path)
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= size["width"], (path, width)
        page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
        page.evaluate(script)
        result = page.evaluate("asked => axe.run(document, asked)", asked)
        wrong = [
            (v["id"], v["impact"], [n["html"][:120] for n in v["nodes"][:3]])
            for v in result["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        if wrong:
            found[path] = wrong
    context.close()
    assert found == {}
