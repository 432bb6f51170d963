from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.intake import Item, items, report
from detente.intake.item import SIZE_LIMIT, ItemKind
from detente.records import Failure

BODY = "The ministers met in Geneva on Monday, and the talks will go on, officials said."


def refused(data: bytes, kind: ItemKind = "text") -> str:
    with pytest.raises(SourceError) as caught:
        report(Item(source="folder/a", origin="a", data=data, kind=kind))
    message = str(caught.value)
    assert message.startswith("folder/a: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_empty_files_are_refused(data: bytes, kind: ItemKind) -> None:
    assert "empty" in refused(data, kind)


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"%PDF-1.4\n", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\x89PNG\r\n\x1a\n\x00", "picture"), (b"\x1f\x8b\x08", "gzip")],
)
def test_other_kinds_of_file_are_refused_by_name(data: bytes, word: str) -> None:
    assert word in refused(data)
    assert word in refused(data, "html")


def test_binary_data_is_refused() -> None:
    assert "binary data" in refused(bytes(range(256)) * 100)


def test_a_text_without_letters_has_no_body() -> None:
    assert "no body" in refused(b"* * *\n---\n")


@pytest.mark.parametrize("name", ["page.html", "report.txt"])
def test_a_file_of_20_mb_is_refused_before_it_is_parsed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"<html><body>" + b"<p>Talks begin.</p>" * (SIZE_LIMIT // 19 + 1))
    [failure] = items([path])
    assert isinstance(failure, Failure)
    assert failure.error == f"{path}: 20 MB or more; split it into its reports"


def test_an_item_of_20_mb_is_refused_whoever_made_it() -> None:
    assert "20 MB or more" in refused(b"a" * SIZE_LIMIT, "html")


def test_the_wrong_name_for_an_encoding_is_no_trouble() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><article><p>{BODY} «Да».</p></article></body></html>'
    one = report(Item(source="a", origin="a", data=page.encode("cp1251"), kind="html"))
    assert BODY in one.body


@pytest.mark.parametrize(
    "page",
    [
        f"<html><p>{BODY}<div><b></p><table><tr><p>{BODY}</b></div>",
        f"<p>{BODY}</p>",
        f"<html><head><title>Talks</title></head><body></body></html><p>{BODY}",
        f"<!-- <html> --><div><<p>>{BODY}</p",
        BODY,
        f'<html><script type="application/ld+json">{{"@type": [[[</script><body><p>{BODY}</p></body></html>',
        f"<html><head><meta property='og:title' content=''><meta><time></head><body><p>{BODY}</p></body></html>",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{BODY}</p></body></html>",
    ],
)
def test_broken_pages_still_give_their_text(page: str) -> None:
    assert BODY in report(Item(source="a", origin="a", data=page.encode(), kind="html")).body


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 20_000 + f"<p>{BODY}</p>",
        "<html><body>" + "<b><i>" * 20_000 + BODY,
        "<html><body>" + "<table><tr><td>" * 3_000 + f"<p>{BODY}</p>",
        "<html><body>" + "<ul><li>" * 3_000 + BODY,
        f'<html><script type="application/ld+json">{"[" * 50_000}</script><body><p>{BODY}</p></body></html>',
        f'<script type="application/ld+json">{{"a":{"[" * 900}{"]" * 900}}}</script><body><p>{BODY}</p></body>',
    ],
    ids=["div", "inline", "table", "list", "json", "closed json"],
)
def test_deep_nesting_gives_the_text_or_a_clear_failure(page: str) -> None:
    try:
        found = report(Item(source="a", origin="a", data=page.encode(), kind="html")).body
    except SourceError as error:
        found = str(error)
    assert BODY in found or "no body found" in found


@pytest.mark.parametrize(
    ("page", "what"),
    [("<p>x</p>" * 200_000, "tags"), ("<p " + " ".join(f"a{n}=1" for n in range(12_000)) + ">x</p>", "attributes")],
)
def test_a_page_made_to_be_slow_is_refused_before_it_is_parsed(page: str, what: str) -> None:
    item = Item(source="slow.html", origin="slow.html", data=page.encode(), kind="html")
    with pytest.raises(SourceError, match=f"^slow.html: .*more than .* {what}; save the report alone"):
        report(item)


def test_a_page_of_menus_alone_has_no_body() -> None:
    assert "no body" in refused(b"<html><body><script>var a = 1;</script><style>p {}</style></body></html>", "html")


def test_a_long_line_without_spaces_is_read_quickly() -> None:
    one = report(Item(source="a", origin="a", data=(BODY + "\n" + "x" * 2_000_000).encode(), kind="text"))
    assert one.body.startswith(BODY)


def test_lines_made_to_be_slow_are_read_quickly() -> None:
    slow = [
        "by " + "A " * 30,
        "0" * 900 + "x",
        "share" * 200 + "!",
        "/ " * 400,
        "(" * 900,
        ". " * 450,
        "A, " * 20 + ".",
    ]
    text = "\n".join([BODY, *slow * 20, BODY])
    assert BODY in report(Item(source="a", origin="a", data=text.encode(), kind="text")).body
