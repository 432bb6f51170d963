"""The parts of the ledger by themselves: chances, terms, sentences, counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.foretold import Entry, EntryKind, EntryState
from detente.records import Content, Cue, Date, Party, Published, Statement
from detente.relations import record
from detente.relations.ledger_counts import brier
from detente.relations.ledger_demands import is_demand
from detente.relations.ledger_odds import chance
from detente.relations.ledger_sentences import sentences
from detente.relations.ledger_settling import CAME, FAILED, STATES
from detente.relations.ledger_terms import term
from detente.relations.ledger_words import object_named, shared, stems

DAY = date(2014, 2, 3)
PUBLISHED = Published(start="2014-02-03", end="2014-02-03", precision="day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is a 60 percent chance that the talks will fail.", 0.6),
        ("It is almost certain that Chad will leave.", 0.97),
        ("Norway will very likely sign.", 0.875),
        ("Norway is unlikely to sign.", 0.325),
        ("It is highly unlikely that Norway will sign.", 0.125),
        ("Chances are even that Norway will sign.", 0.5),
        ("Norway will probably sign.", 0.675),
        ("Norway will probably not sign.", 0.3),
    ],
)
def test_a_chance_is_read_where_a_figure_or_a_published_table_names_it(text: str, expected: float) -> None:
    found = chance(text)
    assert found is not None
    assert found[0] == pytest.approx(expected)
    assert found[1] in text


@pytest.mark.parametrize("text", ["Perhaps Norway will sign.", "Norway will sign.", "Taxes rise by 5 percent."])
def test_words_that_no_table_has_name_no_chance(text: str) -> None:
    assert chance(text) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("We will free them within 60 days.", "2014-04-04"),
        ("We will free them within two weeks.", "2014-02-17"),
        ("The pact will be over in three months.", "2014-05-31"),
        ("The pact will be dead by the end of the summer.", "2014-08-31"),
        ("The pact will be dead by the end of the winter.", "2014-02-28"),
        ("They will sign by the end of June.", "2014-06-30"),
        ("They will sign this year.", "2014-12-31"),
        ("Chad will leave before Easter.", "2014-04-19"),
        ("Chad will leave by Christmas.", "2014-12-25"),
        ("Chad will leave before Friday.", "2014-02-06"),
        ("Chad will leave before autumn.", "2014-08-31"),
        ("Chad gave Libya ten days to leave.", "2014-02-13"),
    ],
)
def test_a_term_ends_on_the_last_day_that_the_words_allow(text: str, last: str) -> None:
    assert (term(text, DAY, PUBLISHED).end or "")[:10] == last


def test_without_a_time_a_saying_is_open_without_limit() -> None:
    assert term("They will sign.", DAY, PUBLISHED) == Date()
    assert term("They will sign within 60 days.", None, PUBLISHED) == Date()


def said(body: str) -> Statement:
    """Return a direct statement of a whole body."""
    return Statement(
        id="s",
        report="r",
        kind="direct",
        form="prose",
        speaker=None,
        cue=Cue(),
        content=Content(text=body, spans=((0, len(body)),)),
        said=Date(),
        passage=(0, len(body)),
        rule="made",
        reader="made",
        version="1",
    )


def test_each_sentence_stands_for_itself_and_a_fragment_with_the_one_before() -> None:
    body = "There will be no war. Not in May, not in June. We will go to St. Kilda."
    assert [s.text for s in sentences(said(body), body)] == [
        "There will be no war. Not in May, not in June.",
        "We will go to St. Kilda.",
    ]


@pytest.mark.parametrize(
    ("body", "condition"),
    [
        ("If Chad closes the road, we will close ours.", "If Chad closes the road,"),
        ("We will close our road if Chad closes its own.", "if Chad closes its own"),
        ("We will close our road unless Chad opens its own.", "unless Chad opens its own"),
        ("We will close our road.", None),
    ],
)
def test_a_condition_is_parted_from_what_follows_from_it(body: str, condition: str | None) -> None:
    (one,) = sentences(said(body), body)
    assert one.condition == condition
    assert "will close our" in one.rest or "will close ours" in one.rest
    if condition is not None:
        assert one.condition_span is not None
        assert body[slice(*one.condition_span)].strip() == condition
        assert condition not in one.rest


def test_the_treaty_is_the_one_named_last_before() -> None:
    before = "The Lake Chad Treaty is old. The Blue River Treaty is new."
    assert object_named("The treaty will be dead.", before.replace("Treaty", "treaty")) == "The Blue River"
    assert object_named("It will be dead.", before) == ""


def test_words_are_shared_by_their_stems() -> None:
    assert shared(stems("expel the diplomats"), "They expelled two diplomats") == 1.0
    assert shared(stems("expel the diplomats"), "They met in Oslo") == 0.0
    assert shared((), "They met") == 0.0


def entry(number: int, kind: EntryKind, state: EntryState, *, odds: float | None = None, who: str = "Ana") -> Entry:
    """Return an entry in a state."""
    return Entry(
        id=f"e{number}",
        report="r",
        outlet="The Argus",
        statement="s",
        kind=kind,
        speaker=Party(name=who),
        said=Date(),
        span=(0, 1),
        text="t",
        condition=None,
        awaited=(),
        awaited_condition=(),
        issues=(),
        by=Date(),
        chance=odds,
        chance_text=None,
        state=state,
        why="",
        evidence=(),
        settlement=None,
        same_as=None,
        reader="made",
        version="1",
    )


def test_the_record_of_a_speaker_counts_what_came_of_what_is_settled() -> None:
    own = [
        entry(1, "prediction", "came_true", odds=0.9),
        entry(2, "prediction", "did_not_come_true", odds=0.5),
        entry(3, "prediction", "open", odds=0.5),
        entry(4, "prediction", "cannot_be_told"),
        replace(entry(5, "prediction", "came_true"), same_as="e1"),
    ]
    (one,) = record(own)
    assert (one.who, one.entries, one.settled, one.came, one.share) == ("Ana", 4, 2, 1, 0.5)
    assert one.brier == pytest.approx((0.1**2 + 0.5**2) / 2)
    assert one.with_chance == 2
    assert [r.who for r in record(own, by="outlet")] == ["The Argus"]


def test_every_kind_has_names_for_how_it_ends() -> None:
    for kind, states in STATES.items():
        assert CAME[kind] in states
        assert {"open", "cannot_be_told"} <= states
        assert FAILED.get(kind, "open") in states


@pytest.mark.parametrize(
    ("text", "bound", "demanded"),
    [
        ("Lima must withdraw its boats", True, True),
        ("the two sides should resume talks", False, True),
        ("all prisoners must be released", False, True),
        ("the treaty has to be extended", False, True),
        ("it should be remembered that the court has ruled", False, False),
        ("visitors must register at the gate", False, False),
        ("you must be joking", False, False),
        ("Lima should be proud of its navy", True, False),
        ("Lima should understand that pressure does not work", True, False),
        ("nobody should enter the zone", False, False),
        ("nothing must be excluded", False, False),
    ],
)
def test_must_is_a_demand_only_of_those_who_can_meet_it(text: str, bound: bool, demanded: bool) -> None:
    one = replace(said(text), acts=("demand",))
    assert is_demand(text, {"demand"}, one, (), bound=bound) is demanded


def test_nothing_has_no_brier_score() -> None:
    assert brier([]) == (None, 0)
