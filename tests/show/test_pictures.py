"""Pictures of how a relation moves: findings in words, tables behind them, drawings, and their place on a page."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from detente.foretold import Entry
from detente.records import Date, Party
from detente.relations import series
from detente.relations.echoes import echoes
from detente.relations.outlook import outlook
from detente.relations.parts import PairSum
from detente.relations.track import turned
from detente.show.answer_charts import curves, fans
from detente.show.chart_files import drawn
from detente.show.figures import figure
from detente.show.ledger_chart import MOST, timeline
from detente.show.matrix_chart import matrix_picture
from detente.show.moving import Foretold, Moving, moving
from detente.show.picture import Picture
from detente.show.record import Named
from detente.show.relation_charts import moves
from tests.relations.test_series import event
from tests.relations.worlds import counts, days, track_of, world

A, B = (Named(code=c, name=n, short=c) for c, n in (("AAA", "Aland"), ("BBB", "Beland")))


def entry(n: int, said: str, *, state: str = "open", by: str | None = None) -> Entry:
    term = Date(start=by, end=by, precision="day") if by else Date()
    speaker = Party(actor="AAA", name="Aland", country="AAA", text="Aland", spans=((0, 5),), how="name")
    return Entry(
        id=f"e{n}", report="r", outlet="X", statement="s", kind="threat", speaker=speaker,
        said=Date(start=said, end=said, precision="day"), span=(0, 5), text=f"We will answer <{n}>.", condition=None,
        awaited=(), awaited_condition=(), issues=(), by=term, chance=None, chance_text=None,
        state=state, why="", evidence=(), settlement=None, same_as=None, reader="ledger", version="1",
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    made = world(6, length=300, b_on_a=0.6)
    known = [
        Foretold(outlook=outlook(t, origins=6), starts=t.starts, known=tuple(t.forth.tolist()))
        for t in (made, turned(made))
    ]
    told = [entry(n, d) for n, d in enumerate(days(MOST + 6))]
    told.append(entry(99, "2017-12-01", state="not_carried_out", by="2018-01-20"))
    shown = timeline(told, A, B)
    assert shown is not None
    pairs = [
        PairSum(source="AAA", target="BBB", count=12, conflict=9, share=0.75, negative=-40.0),
        PairSum(source="BBB", target="AAA", count=30, conflict=3, share=0.1, negative=-9.0),
    ]
    found = (curves(echoes(made, shifts=25), A, B), fans(known, A, B), shown, matrix_picture(pairs))
    return {one.name: one for one in found}


def test_every_picture_says_what_it_shows_and_has_its_figures(pictures: dict[str, Picture]) -> None:
    assert set(pictures) == {"answers", "outlook", "ledger", "pairs"}
    for one in pictures.values():
        assert one.wide["description"] == one.narrow["description"] == one.finding
        assert one.table.rows
        assert {len(row) for row in one.table.rows} == {len(one.table.head)}
    assert "Aland moves most" in pictures["answers"].finding
    assert "80 % interval" in pictures["outlook"].finding
    assert pictures["outlook"].finding.count("the score by ") == 2, "the gain of either side's past"
    assert "Most events: BBB toward AAA, 30, 10\u202f% of them conflict" in pictures["pairs"].finding
    assert pictures["ledger"].finding.startswith(f"{MOST + 7} entries with a day: {MOST + 7} threats.")


def test_the_timeline_draws_what_is_settled_first_and_its_table_has_all(pictures: dict[str, Picture]) -> None:
    one = pictures["ledger"]
    rows = one.wide["vconcat"][0]["data"]["values"]
    assert len(rows) == MOST
    assert len(one.table.rows) == MOST + 7
    assert rows[0]["state"] == "not"
    assert rows[0]["term"] == "2018-01-20T00:00:00Z"
    assert not any(r["bounded"] for r in rows[1:])
    assert timeline([replace(entry(1, "2018-01-01"), said=Date())], A, B) is None


@pytest.mark.parametrize("name", ["answers", "outlook", "ledger", "pairs"])
def test_a_figure_is_inert_and_its_text_is_escaped(pictures: dict[str, Picture], name: str) -> None:
    made = figure(pictures[name])
    for drawing in (made.wide, made.narrow):
        assert drawing is not None
        assert not re.findall(r"<(script|image|foreignObject|style|a)\b|\son\w+=|href=", drawing)
        assert 'role="img"' in drawing
        assert "answer <" not in drawing
    assert made.json is not None
    assert "<" not in made.json
    assert figure(pictures[name], draw=False).wide is None


def test_files_hold_the_pictures_with_their_words(pictures: dict[str, Picture]) -> None:
    both = [pictures["answers"], pictures["pairs"]]
    page = drawn(both, "x.html", title="A & B", lines=["a < b"]).decode()
    assert page.count("<svg") == 4
    assert page.count("<table>") == 2
    assert "A &amp; B" in page
    assert "a &lt; b" in page
    svg = drawn(both, "x.svg", title="t").decode()
    assert re.search(r'<svg role="img" aria-label="[^"]*132|<svg role="img" aria-label="[^"]*Most events', svg)
    assert drawn(both[:1], "x.png", title="t")[:4] == b"\x89PNG"


@pytest.fixture(scope="module")
def moved() -> Moving:
    values = np.concatenate([np.full(60, 3), np.full(60, 30)]) + counts(3, 120, 1, 0.1).astype(int)
    held = [
        event(1000 * day + n, "AAA", "BBB", "ACCUSE", start, score=-2)
        for day, start in enumerate(days(120))
        for n in range(int(values[day]))
    ]
    whole = series(held, "AAA", "BBB", by="day")
    return moving(whole, lambda by: series(held, "AAA", "BBB", by=by), held, {})


def test_turning_points_are_flags_with_what_carries_them_and_refusals_are_named(moved: Moving) -> None:
    (flag,) = moved.flags
    assert (flag.number, flag.start) == (1, "2018-03-02")
    assert {c.way for c in flag.changes} == {"AAA>BBB", "AAA<>BBB"}
    assert len(flag.carriers) == 3
    assert flag.events >= 3
    assert dict(moved.refused)["turning points of BBB>AAA"].startswith("0.0 events a day are too few")
    assert "echoes" in dict(moved.refused)
    assert not any(";" in reason for _, reason in moved.refused)


def test_the_flags_stand_on_the_chart_and_in_its_words_and_table() -> None:
    held = [event(n, "AAA", "BBB", "ACCUSE", start, score=-2) for n, start in enumerate(days(20))]
    one = moves(series(held, "AAA", "BBB", by="day"), ["2018-01-05", "2018-01-06"], A, B)
    assert "Turning points: 1, 5 Jan 2018 and 2, 6 Jan 2018." in one.finding
    assert [r[0] for r in one.table.rows if "[" in r[0]] == ["5 Jan 2018 [1]", "6 Jan 2018 [2]"]
    texts = [layer for layer in one.narrow["vconcat"][0]["layer"] if layer["mark"]["type"] == "text"]
    (flags,) = [layer["data"]["values"] for layer in texts]
    assert [f["flag"] for f in flags] == ["1", "2"]
    assert flags[0]["down"] != flags[1]["down"], "near flags stand under each other"


def test_series_without_room_get_no_echoes_and_no_outlook() -> None:
    short = track_of(counts(1, 20, 3, 0.2), counts(2, 20, 3, 0.2))
    assert len(short) == 20
    held = [event(n, "AAA", "BBB", "ACCUSE", start, score=-2) for n, start in enumerate(days(20))]
    found = moving(series(held, "AAA", "BBB", by="day"), lambda by: series(held, "AAA", "BBB", by=by), held, {})
    assert (found.echoes, found.outlooks, found.flags) == (None, (), ())
    assert {what.split()[0] for what, _ in found.refused} == {"turning", "echoes", "outlook"}
