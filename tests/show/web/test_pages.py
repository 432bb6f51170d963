"""Every page is there, is whole, and shows the record that its JSON gives."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from detente.archive import Archive, Query
from detente.gazetteer import Gazetteer
from detente.records import Event
from detente.show import words
from detente.show.cells import unguarded
from detente.show.web import Settings, app
from detente.show.web.pages import SCRIPTS
from detente.wire import record_to_dict
from tests.archive.made_records import made_records
from tests.show.markup import Page
from tests.show.web.addresses import as_json

TABLES = ("reports", "statements", "events")


def text_of(page: Page) -> str:
    return " ".join(page.body().split())


#: Of dist/htmx.min.js of htmx.org 4.0.1 as npm gives it.
HTMX = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"


def test_every_page_is_sound_markup_without_scripts_and_styles_of_its_own(client: TestClient, paths: list[str]) -> None:
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        page = Page(answer.text)
        assert {str(e.attributes["src"]).partition("?")[0] for e in page.all("script")} == {
            f"/static/{name}" for name in SCRIPTS
        }
        assert not any(e.words().strip() for e in page.all("script"))
        assert not page.all("style")
        assert not [
            e for e in page.elements if "style" in e.attributes or any(n.startswith("on") for n in e.attributes)
        ]
        assert len(page.all("h1")) == 1
        assert page.all("title")[0].words()


def test_scripts_are_those_that_their_makers_released(client: TestClient) -> None:
    static = Path(str(files("detente.show"))) / "static"
    assert sha256((static / "htmx.js").read_bytes()).hexdigest() == HTMX
    assert "Zero-Clause BSD" in (static / "htmx.LICENSE").read_text(encoding="utf-8")
    for name in SCRIPTS:
        answer = client.get(f"/static/{name}")
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.content == (static / name).read_bytes()


def test_a_page_that_a_browser_has_is_not_sent_again_and_others_are_packed(client: TestClient) -> None:
    first = client.get("/events", headers={"accept-encoding": "identity"})
    packed = client.get("/events", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == first.text
    again = client.get("/events", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/events?limit=1").headers["etag"] != first.headers["etag"]


def test_a_story_has_a_time_line_of_who_told_it_when_and_who_copied(client: TestClient) -> None:
    page = Page(client.get("/story/story1").text)
    drawn = next(e for e in page.all("svg") if "Time line" in str(e.attributes.get("aria-label")))
    assert " first, " in str(drawn.attributes["aria-label"])
    reports = client.get("/story/story1.json").json()["reports"]
    dated = [r for r in reports if r["published"]["from"]]
    assert len(page.all("circle", class_="told-own")) == sum(r["copy_of"] is None for r in dated)
    assert len(page.all("rect", class_="told-copy")) == sum(r["copy_of"] is not None for r in dated)


def test_ids_of_a_page_are_given_once_and_every_link_within_it_leads_somewhere(
    client: TestClient, paths: list[str]
) -> None:
    for path in paths:
        page = Page(client.get(path).text)
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids)), path
        for link in page.all("a"):
            href = str(link.attributes["href"])
            assert not href.startswith("#") or href[1:] in ids, (path, href)


def test_every_link_to_a_page_of_ours_leads_to_one(client: TestClient, paths: list[str]) -> None:
    found = {
        str(link.attributes["href"]).partition("#")[0]
        for path in paths
        for link in Page(client.get(path).text).all("a")
        if str(link.attributes["href"]).startswith("/")
    }
    assert len(found) > 20
    # Of a kind of page that is linked from every record, three stand for all of them.
    many = Counter(path.rpartition("/")[0] for path in found)
    every = [path for path in sorted(found) if many[path.rpartition("/")[0]] <= 20 or path.startswith("/actor")]
    few = [next(p for p in sorted(found) if p.startswith(f"{start}/")) for start, n in many.items() if n > 20 and start]
    for path in [*every, *few]:
        assert client.get(path).status_code == 200, path


def test_the_page_says_what_its_json_says(client: TestClient, archive: Archive) -> None:
    front, page = client.get("/front.json").json(), text_of(Page(client.get("/").text))
    totals = front["totals"]
    assert front["record"] == "front"
    assert totals["reports"] == archive.count("reports")
    assert totals["statements"] == archive.count("statements")
    assert totals["events"] == archive.count("events")
    assert totals["failures"] == 1
    assert words.count(totals["reports"], "report") in page
    assert all(story["title"] in page for story in front["stories"] if story["title"])
    assert all(pair["source_name"] in page for pair in front["pairs"])
    assert sum(outlet["reports"] for outlet in front["outlets"]) == totals["reports"]


@pytest.mark.parametrize("table", TABLES)
def test_a_list_has_the_records_of_the_archive(client: TestClient, archive: Archive, table: str) -> None:
    got = client.get(f"/{table}.json?limit=500&order=oldest").json()
    held = {"reports": archive.reports, "statements": archive.statements, "events": archive.events}[table]()
    assert got["total"] == len(held) == len(got["rows"])
    if table == "reports":
        assert {r["id"] for r in got["rows"]} == {r.id for r in held}
    else:
        own = {r.id: {k: v for k, v in record_to_dict(r).items() if k != "record"} for r in held}
        bodies = {r.id: r.body for r in archive.reports()}
        for row in got["rows"]:
            record = row[table[:-1]]
            assert record == own[record["id"]]
            assert row["passage"] == bodies[record["report"]][slice(*record["passage"])]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_of_a_list_are_whole_and_without_doubles(
    client: TestClient, archive: Archive, table: str, order: str
) -> None:
    seen: list[str] = []
    after = None
    for _ in range(1000):
        mark = f"&after={after}" if after else ""
        got = client.get(f"/{table}.json?limit=3&order={order}{mark}").json()
        seen += [(row if table == "reports" else row[table[:-1]])["id"] for row in got["rows"]]
        after = got["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == archive.count(table) == got["total"]
    whole = client.get(f"/{table}.json?limit=500&order={order}").json()["rows"]
    assert seen == [(row if table == "reports" else row[table[:-1]])["id"] for row in whole]


def test_newest_come_first_and_undated_last(client: TestClient) -> None:
    days = [r["published"]["from"] for r in client.get("/reports.json?limit=500").json()["rows"]]
    known = [d for d in days if d]
    assert known == sorted(known, reverse=True)
    assert days == known + [None] * (len(days) - len(known))


@pytest.mark.parametrize("filters", ["", "between=RUS,USA", "actor=Russia&status=happened", "since=2018&act=threat"])
@pytest.mark.parametrize("table", TABLES)
def test_tables_are_complete_and_agree_with_the_count(client: TestClient, table: str, filters: str) -> None:
    total = client.get(f"/{table}.json?{filters}").json()["total"]
    parquet = pq.read_table(io.BytesIO(client.get(f"/{table}.parquet?{filters}").content))
    rows = list(csv.DictReader(io.StringIO(client.get(f"/{table}.csv?{filters}").text, newline="")))
    assert parquet.num_rows == len(rows) == total
    assert [unguarded(r["id"]) for r in rows] == parquet["id"].to_pylist()
    page = client.get(f"/{table}?{filters}").text
    assert words.count(total, table[:-1]) in text_of(Page(page))


def test_a_page_of_a_table_links_to_all_of_it_under_the_same_filters(client: TestClient) -> None:
    page = Page(client.get("/events?between=RUS,USA&limit=2&order=oldest").text)
    links = {e.words(): str(e.attributes["href"]) for e in page.all("a")}
    assert links["CSV"] == "/events.csv?between=RUS,USA"
    assert "limit=2" in links["Next page"]
    assert "order=oldest" in links["Next page"]


def test_a_relation_counts_what_the_series_of_the_archive_counts(client: TestClient, archive: Archive) -> None:
    from detente.relations.stored import stored_series
    from detente.wire import plain

    got = client.get("/relation/RUS/USA.json").json()
    assert got["series"] == plain(stored_series(archive, Query(between=("RUS", "USA"))))
    assert got["events"]["total"] == archive.count("events", Query(between=("RUS", "USA")))
    assert got["statements"]["total"] == archive.count("statements", Query(between=("RUS", "USA")))
    assert sum(t["count"] for t in got["statuses"]) == got["events"]["total"]
    narrowed = client.get("/relation/RUS/USA.json?status=threatened&since=2018").json()
    assert narrowed["filters"]["status"] == "threatened"
    assert narrowed["events"]["total"] < got["events"]["total"]
    assert all(row["event"]["status"] == "threatened" for row in narrowed["events"]["rows"])


def test_names_in_a_form_lead_to_the_address_of_the_relation(client: TestClient) -> None:
    answer = client.get("/relation?a=Russia&b=United+States", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/relation/RUS/USA")
    answer = client.get("/actor?name=Sergei+Lavrov", follow_redirects=False)
    assert answer.headers["location"] == "/actor/Q58217"


def test_a_report_shows_its_body_letter_by_letter_with_everything_marked(client: TestClient, archive: Archive) -> None:
    for report in archive.reports():
        held = archive.records_of([report.id])[0]
        page = Page(client.get(f"/report/{report.id}").text)
        shown = ["".join(e.text) for e in page.all("p", class_="body")]
        assert shown == report.body.split("\n")
        ids = {e.attributes.get("id") for e in page.elements}
        assert {f"s-{s.id}" for s in held.statements} <= ids
        assert {f"e-{e.id}" for e in held.events} <= ids
        marked = {e.words() for e in page.all("span", class_="m-mention")}
        assert all(any(m.text in text for text in marked) for m in held.mentions if "\n" not in m.text)
        assert all(line.reason in page.body() for line in report.residue)


def test_a_story_is_told_side_by_side_as_the_command_tells_it(client: TestClient, archive: Archive) -> None:
    from detente.stories.comparison import compare
    from detente.wire import plain

    got = client.get("/story/story1.json").json()
    assert got["comparison"] == plain(compare(archive, "story1"))
    assert [r["id"] for r in got["reports"]] == got["comparison"]["story"]["reports"]


def test_an_actor_has_its_offices_by_date(client: TestClient) -> None:
    page = text_of(Page(client.get("/actor/Q58217").text))
    assert "Minister of Foreign Affairs" in page
    assert "2004-03-09" in page


def test_an_organ_did_what_it_did_not_the_other_way_round(tmp_path: Path, gazetteer: Gazetteer) -> None:
    def by_ministry(event: Event) -> Event:
        return replace(event, source=replace(event.source, actor="RUS.MFA", country="RUS"), mutual=False)

    made = [replace(one, events=tuple(by_ministry(e) for e in one.events)) for one in made_records(5, 30)]
    with Archive.open(tmp_path / "archive", create=True).writer() as writer:
        writer.write(made)
    with TestClient(
        app(Settings(archive=tmp_path / "archive", gazetteer=gazetteer)), base_url="http://127.0.0.1"
    ) as browser:
        page = browser.get("/actor/RUS.MFA.json").json()
    assert {pair["source"] for pair in page["does"]} == {"RUS"}
    assert page["undergoes"] == []


def test_a_search_that_names_a_field_looks_where_there_is_one(client: TestClient, archive: Archive) -> None:
    got = client.get("/search.json", params={"text": "speaker:putin"}).json()
    assert got["statements"]["total"] == archive.count("statements", Query(text="speaker:putin")) > 0
    assert (got["events"]["total"], got["reports"]["rows"]) == (0, [])
    assert client.get("/search", params={"text": "speaker:putin"}).status_code == 200
    for text, says in (('"open', "quotation mark that is not closed"), ("nosuch:putin", "no field")):
        answer = client.get("/search.json", params={"text": text})
        assert (answer.status_code, answer.json()["error"]) == (400, "UsageError")
        assert says in answer.json()["message"]


def test_a_search_finds_what_the_archive_finds(client: TestClient, archive: Archive) -> None:
    got = client.get("/search.json?text=moscow").json()
    for table in TABLES:
        assert got[table]["total"] == archive.count(table, Query(text="moscow"))
    assert got["statements"]["total"] > 0


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nowhere", 404, "no page"),
        ("/report/none", 404, "no report"),
        ("/story/none", 404, "no story"),
        ("/actor/Qqqqqqqq", 404, "no actor"),
        ("/events?status=done", 400, "status"),
        ("/events?since=yesterday", 400, "is not a date"),
        ("/events?statu=happened", 400, "did you mean status"),
        ("/events?limit=0", 400, "limit"),
        ("/events?limit=501", 400, "limit"),
        ("/events?after=none", 400, "after"),
        ("/events?between=RUS", 400, "no pair"),
        ("/events?actor=Zzzzzzzz", 400, "no actor"),
        ("/events?text=" + "a+" * 20, 400, "more than 12 words"),
        ("/events?text=" + "a" * 400, 400, "longer"),
        ("/relation/RUS/RUS", 400, "both"),
        ("/relation/RUS/USA?actor=CHN", 400, "path"),
    ],
)
def test_what_is_not_there_is_said_in_one_shape_and_on_a_page_that_leads_on(
    client: TestClient, path: str, status: int, said: str
) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert said.casefold() in text_of(Page(page.text)).casefold()
    assert {str(e.attributes["href"]) for e in Page(page.text).all("a")} >= {"/", "/reports", "/events"}
    error = client.get(as_json(path))
    assert error.status_code == status
    got = error.json()
    assert set(got) == {"record", "status", "error", "message", "near"}
    assert (got["record"], got["status"]) == ("error", status)


def test_a_question_that_takes_too_long_is_given_up(client: TestClient, archive: Archive) -> None:
    from detente.archive.held import HeldArchive, HeldEngine
    from detente.archive.steps import Question
    from detente.errors import QuestionTooLong

    held = HeldArchive.open(archive.path)
    assert isinstance(held, HeldArchive)
    assert isinstance(held._engine, HeldEngine)
    held.count("reports")
    held._engine.seconds = 0.05
    with pytest.raises(QuestionTooLong, match="narrow the filters"):
        held.rows(Question(sql="SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", values={}))
    assert held.count("reports") == archive.count("reports")


def test_what_is_made_ready_gives_the_answers_of_the_plain_way(archive: Archive) -> None:
    from detente.archive.held import HeldArchive

    held = HeldArchive.open(archive.path)
    for asked in (Query(between=("RUS", "USA")), Query(target="USA"), Query(source="RUS"), Query(actor="USA")):
        for table in (*TABLES, "mentions"):
            assert held.table(table, asked).to_pylist() == archive.table(table, asked).to_pylist()


def test_what_is_written_meanwhile_is_seen(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.show.web import Settings, app, desk
    from tests.show.kept import kept
    from tests.show.press import Press

    press = Press()
    press.report("One", "2018-01-10", "First", "Russia spoke.")
    path = tmp_path_factory.mktemp("grows") / "archive"
    kept(press, path)
    monkeypatch.setattr(desk, "_LOOK_AGAIN", -1.0)
    browser = TestClient(app(Settings(archive=path)), base_url="http://127.0.0.1")
    assert browser.get("/reports.json").json()["total"] == 1
    press.report("Two", "2018-01-11", "Second", "Russia spoke again.")
    kept(press, path)
    assert browser.get("/reports.json").json()["total"] == 2


def test_there_is_one_style_sheet_and_no_browser_keeps_an_old_one(client: TestClient) -> None:
    href = re.search(r'href="(/static/detente\.css\?v=[0-9a-f]{16})"', client.get("/").text)
    assert href
    answer = client.get(href[1])
    assert answer.headers["content-type"].startswith("text/css")
    assert ".m-statement" in answer.text
