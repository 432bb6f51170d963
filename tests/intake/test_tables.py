import json
from pathlib import Path

import pytest

from detente.intake import Item, items, report
from detente.intake.columns import guess
from detente.records import Failure, Report

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
