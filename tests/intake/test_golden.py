"""Reports that we wrote, a line each with the reason that it is to be dropped for, or "body"."""

from pathlib import Path

import pytest

from detente.intake import Item, report

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.txt"))


def lines(path: Path) -> list[tuple[str, str]]:
    parts = (line.split(" | ", 1) for line in path.read_text("utf-8").splitlines())
    return [(reason, text) for reason, text in parts]


def item(text: str, name: str = "report.txt") -> Item:
    return Item(source=name, origin=name, data=text.encode(), kind="text")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_line_is_kept_or_dropped_for_its_reason(path: Path) -> None:
    wanted = lines(path)
    found = report(item("\n\n".join(text for _, text in wanted)))
    assert found.body.split("\n") == [text for reason, text in wanted if reason == "body"]
    assert [(one.reason, one.text) for one in found.residue] == [line for line in wanted if line[0] != "body"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_blank_lines_make_no_difference(path: Path) -> None:
    text = [text for _, text in lines(path)]
    assert report(item("\n".join(text))).body == report(item("\n\n".join(text))).body


@pytest.mark.parametrize(
    ("name", "title", "outlet", "byline", "day"),
    [
        ("agency", "Minister rejects talks under pressure", "Northern Wire", None, "2018-03-03"),
        ("daily", "Senate Backs Wider Sanctions on Moscow", "The Harbor Ledger", "Carla Voss", "2017-06-15"),
        ("portal", "Who blinks first?", "Third Bank", "Gleb Orlov", "2017-02-17"),
        ("breadth", "Ukraine and Russia exchange prisoners near Donetsk", None, None, None),
    ],
)
def test_what_the_lines_say_of_the_report_is_read(
    name: str, title: str, outlet: str | None, byline: str | None, day: str | None
) -> None:
    found = report(item("\n".join(text for _, text in lines(GOLDEN / f"{name}.txt"))))
    assert (found.title, found.outlet, found.byline, found.language) == (title, outlet, byline, "en")
    assert (found.published.start or "")[:10] == (day or "")
    assert found.published.known_from == ("text" if day else None)
