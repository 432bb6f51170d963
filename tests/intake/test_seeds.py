"""The five texts that the project comes from, where they lie beside the checkout."""

import json
from pathlib import Path

import pytest

from detente.intake import Item, items, report
from detente.records import Report

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = SHARED / "eval" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the seeds are not part of the repository")


def folded(text: str) -> str:
    for typographic, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(typographic, plain)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    reports: list[Report] = [report(one) for one in items([SHARED / "seeds"]) if isinstance(one, Item)]
    return {Path(one.source).name[:3]: folded(one.body) for one in reports}


def gold(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


def test_all_residue_is_gone(bodies: dict[str, str]) -> None:
    for row in gold("boilerplate.jsonl"):
        drop = row["drop"]
        assert isinstance(drop, list)
        for line in drop:
            assert folded(line) not in bodies[str(row["seed"])]


def test_every_statement_is_kept(bodies: dict[str, str]) -> None:
    for row in gold("statements.jsonl"):
        assert folded(str(row["content"])) in bodies[str(row["seed"])]


@pytest.mark.parametrize("seed", ["002", "003", "004"])
def test_no_long_paragraph_of_the_other_seeds_is_lost(bodies: dict[str, str], seed: str) -> None:
    [path] = (SHARED / "seeds").glob(f"{seed}_*.txt")
    for line in path.read_text("utf-8").splitlines():
        if len(line.split()) >= 12 and not line.startswith("Disclaimer") and " / News / " not in line:
            assert folded(line) in bodies[seed]
