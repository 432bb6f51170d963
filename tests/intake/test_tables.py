import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from detente.errors import UsageError
from detente.intake import Fetching, Item, items, report
from detente.intake.columns import guess
from detente.records import Failure, Report
from tests.intake import made
from tests.intake.made import zipped
from tests.intake.web import Site

TEXT = "The ministers met in Geneva on Monday, and the talks will go on, officials said."


def read(path: Path) -> tuple[list[Report], list[Failure]]:
    found = list(items([path]))
    return [report(one) for one in found if isinstance(one, Item)], [one for one in found if isinstance(one, Failure)]


@pytest.mark.parametrize(
    "names",
    [
        "title text url published outlet author language",
        "Headline BODY Link publish_date publisher byline lang",
        "heading full_text permalink pubDate domain creator languageCode",
    ],
)
def test_columns_are_guessed_from_their_names(names: str) -> None:
    order = ("title", "text", "url", "published", "outlet", "byline", "language")
    assert guess(["id", *names.split(), "x"]) == dict(zip(order, names.split(), strict=True))


def test_of_two_names_for_one_field_the_better_counts() -> None:
    assert guess(["id", "content", "text", "date"]) == {"text": "text", "published": "date"}


def test_a_json_lines_table_gives_a_report_a_row(tmp_path: Path) -> None:
    path = tmp_path / "wires.jsonl"
    url = "https://news.example/1"
    rows: list[dict[str, object]] = [
        {
            "title": "Talks begin",
            "text": TEXT,
            "url": url,
            "published": "2017-02-16T10:00:00+03:00",
        },
        {"headline": "Talks end", "body": TEXT, "source": "Example News", "author": ["Ann Lee", "Bob Ray"]},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    [first, second], failures = read(path)
    assert not failures
    assert (first.title, first.url, first.origin, first.body) == ("Talks begin", url, url, TEXT)
    assert (first.published.start, first.published.known_from) == ("2017-02-16T10:00+03:00", "table")
    assert (second.origin, second.outlet, second.byline) == ("wires.jsonl#2", "Example News", "Ann Lee, Bob Ray")
    assert second.published.precision == "unknown"
    assert second.published.known_from is None


def test_bad_rows_fail_with_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    lines = [
        "\ufeff" + json.dumps({"text": TEXT}),
        "",
        "{broken",
        "[1, 2]",
        '{"title": "No text"}',
        '{"text": "  "}',
        '"x"',
    ]
    path.write_text("\n".join([*lines, json.dumps({"text": TEXT + "!"})]), "utf-8")
    reports, failures = read(path)
    assert [one.origin for one in reports] == ["mixed.jsonl#1", "mixed.jsonl#8"]
    errors = [one.error.removeprefix(f"{path} ") for one in failures]
    assert errors[0] == "line 3: not JSON; write one JSON object a line"
    assert errors[1] == "line 4: JSON, but not an object; write one JSON object a line"
    assert errors[2] == 'line 5: no field of this row is a text (title); name one "text"'
    assert errors[3] == 'line 6: the field "text" is empty; give the report\'s text'
    assert errors[4].startswith("line 7: JSON, but not an object")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_of_any_delimiter_is_read(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    rows = [["Title", "Text", "Date"], ["Talks begin", f'"{TEXT}\n\nSecond; part, with "" | marks."', "2017-02-16"]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), "utf-8-sig")
    [one], failures = read(path)
    assert not failures
    assert one.title == "Talks begin"
    assert one.body == f'{TEXT}\nSecond; part, with " | marks.'
    assert one.published.start == "2017-02-16"
    assert one.origin == "table.csv#4"


def test_csv_may_be_in_another_encoding_and_have_large_cells(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    text = "Москва ответила на санкции, сообщил представитель министерства. " * 5_000
    path.write_bytes(f"title;text\r\nОтвет;{text}\r\n".encode("cp1251"))
    [one], failures = read(path)
    assert not failures
    assert one.body == text.strip()
    assert one.language == "ru"


def test_a_table_without_a_text_column_fails_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("id,headline\n1,Talks\n", "utf-8")
    reports, [failure] = read(path)
    assert not reports
    mend = 'call one "text" or name it with --map text=COLUMN'
    assert failure.error == f"{path}: no column is a text (columns: id, headline); {mend}"


def test_empty_tables_and_tables_without_rows_fail(tmp_path: Path) -> None:
    for name, data in (("a.csv", ""), ("b.jsonl", "\n \n"), ("c.csv", "title,text\n")):
        (tmp_path / name).write_text(data, "utf-8")
        reports, [failure] = read(tmp_path / name)
        assert not reports
        assert str(tmp_path / name) in failure.error


def test_a_binary_file_called_a_table_fails_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.jsonl"):
        (tmp_path / name).write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
        reports, [failure] = read(tmp_path / name)
        assert not reports
        assert "ZIP" in failure.error


def test_markup_in_a_cell_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text(
        json.dumps({"title": "Talks", "text": f"<p>{TEXT}</p><p>They <b>will</b> meet again.<br></p>"}), "utf-8"
    )
    [one], _ = read(path)
    assert one.body == f"{TEXT}\nThey will meet again."


def test_a_lone_surrogate_in_a_row_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text('{"title": "Talks\\ud800", "text": "' + TEXT + '\\udfff"}', "utf-8")
    [one], _ = read(path)
    assert one.body == TEXT
    one.body.encode()


def parquet_of(path: Path, rows: list[dict[str, object]]) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)
    return path


ROWS: list[dict[str, object]] = [
    {
        "id": 1,
        "title": "Talks begin",
        "text": TEXT,
        "published": datetime(2017, 2, 16, 10, 5, tzinfo=UTC),
        "source": "Example",
    },
    {"id": 2, "title": "Talks end", "text": TEXT, "published": None, "source": None},
    {"id": 3, "title": "Nothing", "text": "", "published": None, "source": None},
]


def test_a_parquet_table_gives_a_report_a_row(tmp_path: Path) -> None:
    path = parquet_of(tmp_path / "table.parquet", ROWS)
    [first, second], [failure] = read(path)
    assert (first.title, first.body, first.outlet, first.origin) == ("Talks begin", TEXT, "Example", "table.parquet#1")
    assert (first.published.start, first.published.known_from) == ("2017-02-16T10:05+00:00", "table")
    assert second.published.precision == "unknown"
    assert failure.error == f'{path} row 3: the field "text" is empty; give the report\'s text'


def test_a_parquet_table_is_read_from_standard_input_and_out_of_an_archive(tmp_path: Path) -> None:
    path = parquet_of(tmp_path / "table.parquet", ROWS)
    for source, stdin in (
        (zipped(tmp_path / "a.zip", {"table.parquet": path.read_bytes()}), None),
        ("-", path.read_bytes()),
    ):
        reports, errors = made.read(source, stdin=stdin)
        assert [one.title for one in reports] == ["Talks begin", "Talks end"]
        assert len(errors) == 1


def test_times_finer_than_any_clock_are_read(tmp_path: Path) -> None:
    times = pa.array([1_487_239_500_123_456_789, None], pa.timestamp("ns", tz="UTC"))
    pq.write_table(pa.table({"text": [TEXT, TEXT], "date": times}), tmp_path / "a.parquet")
    (one, two), failures = read(tmp_path / "a.parquet")
    assert not failures
    assert one.published.start == "2017-02-16T10:05+00:00"
    assert two.published.start is None


@pytest.mark.parametrize("keep", [0, 3, 200, 0.9])
def test_a_broken_parquet_table_is_told(tmp_path: Path, keep: float) -> None:
    path = parquet_of(tmp_path / "table.parquet", ROWS)
    data = path.read_bytes()
    path.write_bytes(data[: int(keep if keep > 1 or not keep else keep * len(data))])
    reports, [failure] = read(path)
    assert not reports
    assert "not a sound Parquet table" in failure.error
    assert "\n" not in failure.error


def test_columns_may_be_given_by_hand(tmp_path: Path) -> None:
    row = {"headline_en": "Talks begin", "story": TEXT, "title": "wires-17", "seen": "2017-02-16"}
    columns = {"title": "headline_en", "text": "story", "published": "seen"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (tmp_path / "b.csv").write_text("\t".join(row) + "\n" + "\t".join(row.values()))
    (tmp_path / "c.json").write_text(json.dumps([row]))
    parquet_of(tmp_path / "d.parquet", [dict(row)])
    reports, errors = made.read(tmp_path, columns=columns)
    assert not errors
    assert len(reports) == 4
    assert {(one.title, one.body, one.published.start) for one in reports} == {("Talks begin", TEXT, "2017-02-16")}


def test_a_field_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no field called 'headline'; give one of title, text, url"):
        items([tmp_path], columns={"headline": "title"})


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,text\nTalks,{TEXT[:30]}\n")
    for source in (path, parquet_of(tmp_path / "b.parquet", ROWS)):
        _, [error] = made.read(source, columns={"title": "headline"})
        assert 'no column "headline" (columns: ' in error
        assert error.endswith("; mend --map")


ARTICLE = {
    "uri": "7431",
    "lang": "eng",
    "isDuplicate": False,
    "date": "2017-02-18",
    "dateTime": "2017-02-18T04:00:00Z",
    "dateTimePub": "2017-02-17T21:05:00Z",
    "url": "https://news.example/talks",
    "title": "Talks begin",
    "body": TEXT,
    "source": {"uri": "news.example", "dataType": "news", "title": "Example News"},
    "authors": [{"uri": "ann@news.example", "name": "Ann Lee"}, {"name": "Bob Ray"}],
}


def test_an_event_registry_export_is_read_as_lists_and_as_lines(tmp_path: Path) -> None:
    answer = {"articles": {"page": 1, "totalResults": 2, "results": [ARTICLE, ARTICLE | {"url": "https://b.example/"}]}}
    (tmp_path / "a.json").write_text(json.dumps(answer, indent=1))
    (tmp_path / "b.json").write_text(json.dumps([ARTICLE]))
    (tmp_path / "c.jsonl").write_text(json.dumps(ARTICLE))
    (tmp_path / "d.json").write_text(json.dumps(ARTICLE))
    reports, errors = made.read(tmp_path)
    assert not errors
    assert len(reports) == 5
    for one in reports:
        assert (one.outlet, one.byline, one.language) == ("Example News", "Ann Lee, Bob Ray", "en")
        assert one.published.start == "2017-02-17T21:05+00:00", "that of publication, not of the find"


def test_the_day_on_which_an_article_was_found_is_not_that_of_publication(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([ARTICLE | {"dateTimePub": None}]))
    [one], _ = made.read(tmp_path)
    assert one.published.precision == "unknown"


def test_a_json_list_of_any_length_streams(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("w") as file:
        file.write('{"count": 3000, "note": "a \\"quoted\\" [note]", "results": [\n')
        file.write(",\n".join(json.dumps(ARTICLE | {"url": f"https://a.example/{n}"}) for n in range(3_000)))
        file.write("]}")
    found = items([path])
    first = next(found)
    assert isinstance(first, Item)
    assert sum(isinstance(one, Item) for one in found) == 2_999


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("{", "not JSON"),
        ('"talks"', "JSON without articles"),
        ("[]", "no articles in it"),
        ('[{"a": 1}]', "no field is a text (a)"),
        ("[1, 2, 3]", "JSON without articles"),
        (json.dumps([ARTICLE])[:-30], "broken off or not JSON after 0 articles"),
        (json.dumps([ARTICLE, ARTICLE])[:-30], "broken off or not JSON after 1 articles"),
        ("[" * 100_000, "not JSON"),
        ("[{" + '"a":[' * 100_000, "broken off or not JSON"),
    ],
)
def test_json_that_cannot_be_read_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    _, errors = made.read(path)
    assert len(errors) == 1
    assert said in errors[0]


def test_json_of_another_kind_is_left_out_of_a_folder(tmp_path: Path) -> None:
    for name, value in (("a", {"version": 1}), ("b", [{"url": "https://a.example/", "title": "Bookmark"}]), ("c", [1])):
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    (tmp_path / "z.txt").write_text(f"Talks\n\n{TEXT}")
    reports, errors = made.read(tmp_path)
    assert (len(reports), errors) == (1, [])


def test_a_media_cloud_table_and_gdelt_lists_lead_to_the_pages(tmp_path: Path, site: Site) -> None:
    urls = [site.give(f"/{n}", made.page(f"Talks {n}", day=None)) for n in range(6)]
    cloud = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    cloud += f"1,2020-01-01 00:00:00,en,Example News,news.example,2017-02-16,A title,{urls[0]}\n"
    (tmp_path / "cloud.csv").write_text(cloud)
    (tmp_path / "doc.csv").write_text(
        f'"URL","MobileURL","Date","Title"\n"{urls[1]}","","2020-01-01 00:00:00","Talks"\n'
    )
    events = ["842", *["x"] * 59, urls[2]]
    (tmp_path / "20170216.export.CSV").write_text("\n".join(["\t".join(events)] * 3) + "\n")
    mentions = ["842", "20170216", "20170216", "1", "news.example", urls[3], *["x"] * 10]
    (tmp_path / "20170216.mentions.CSV").write_text("\t".join(mentions) + "\n")
    graph = ["20170216-1", "20170216", "1", "news.example", urls[4], *['a "quoted word'] * 22]
    zipped(tmp_path / "20170216.gkg.csv.zip", {"20170216.gkg.csv": "\t".join(graph) + "\n"})
    (tmp_path / "list.json").write_text(
        json.dumps({"articles": [{"url": urls[5], "title": "x", "seendate": "20200101T0"}]})
    )
    reports, errors = made.read(tmp_path)
    assert not reports
    assert len(errors) == 5, "the list in JSON was only found, and might be anything"
    assert all(error.endswith("; add --fetch to read the pages") for error in errors)
    assert site.asked == []
    how = Fetching(private=True, delay=0, listed=True)
    reports, errors = made.read(tmp_path, tmp_path / "list.json", fetching=how)
    assert not errors
    assert {one.url: one.published.start for one in reports} == dict.fromkeys(urls) | {urls[0]: "2017-02-16"}
    assert next(one.outlet for one in reports if one.url == urls[0]) == "Example News"


def test_a_single_line_of_50_mb_is_told_and_never_held(tmp_path: Path) -> None:
    line = b"x" * 50_000_000
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + line + b'"}\n' + json.dumps({"text": TEXT}).encode())
    (tmp_path / "b.csv").write_bytes(b"title,text\nTalks," + line + b"\n")
    (tmp_path / "c.txt").write_bytes(line)
    (tmp_path / "d.json").write_bytes(b'[{"text": "' + line + b'"}]')
    tracemalloc.start()
    reports, errors = made.read(*(tmp_path / name for name in ("a.jsonl", "b.csv", "c.txt", "d.json")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.origin for one in reports] == ["a.jsonl#2"]
    assert len(errors) == 4
    assert peak < 150_000_000
