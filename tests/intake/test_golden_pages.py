"""Pages of many layouts that we wrote, each with what is to be read from it; "unknown" where it is unknown."""

import json
from pathlib import Path

import pytest

from detente import wire
from detente.intake import Item, report

PAGES = Path(__file__).parent / "golden" / "pages"
FILES = sorted(PAGES.glob("*.html"))


def date(found: object) -> dict[str, object] | None:
    """Return a date as the golden files have it, None where nothing is known."""
    plain = wire.plain(found)
    if plain is None or plain["precision"] == "unknown":
        return None
    return {key: plain[key] for key in ("from", "to", "precision", "known_from")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_is_read_as_it_states(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    one = report(Item(source=path.name, origin=path.name, data=path.read_bytes(), kind="html"))
    found = {key: wire.plain(getattr(one, key)) for key in wanted if key not in {"published", "changed", "body"}}
    found |= {"published": date(one.published), "changed": date(one.changed), "body": one.body.split("\n")}
    assert found == wanted


def test_there_are_pages_of_many_layouts() -> None:
    assert len(FILES) >= 25
    assert {path.stem for path in FILES} == {path.stem for path in PAGES.glob("*.json")}
