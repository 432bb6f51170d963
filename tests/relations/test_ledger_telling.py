"""How a saying is told, and what is hostile, foretold or asked in it: by words alone, without a parse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.records import Content, Cue, Date, Party, Statement
from detente.relations.ledger_demands import is_demand
from detente.relations.ledger_foretelling import foretells
from detente.relations.ledger_kinds import kind_of
from detente.relations.ledger_sentences import sentences
from detente.relations.ledger_telling import telling
from detente.relations.ledger_terms import with_past
from detente.relations.ledger_threats import hostile, is_threat


def told(body: str, cue: str, content: str, *, speaker: str = "Lima", lemma: str | None = None) -> Statement:
    """Return an indirect statement of a body by where its words stand."""
    at, start, who = body.index(cue), body.index(content), body.index(speaker)
    return Statement(
        id="s",
        report="r",
        kind="indirect",
        form="prose",
        speaker=Party(text=speaker, spans=((who, who + len(speaker)),)),
        cue=Cue(text=cue, lemma=lemma or cue, spans=((at, at + len(cue)),)),
        content=Content(text=content, spans=((start, start + len(content)),)),
        said=Date(),
        passage=(0, len(body)),
        rule="made",
        reader="made",
        version="1",
    )


@pytest.mark.parametrize(
    "body",
    [
        "Lima refused to promise to open the port.",
        "Lima did not promise to open the port.",
        "Years earlier Lima had promised to open the port.",
        "In the film, Lima promises to open the port.",
    ],
)
def test_what_is_not_said_now_is_no_saying(body: str) -> None:
    cue = next(word for word in ("promised", "promises", "promise") if word in body)
    assert telling(told(body, cue, "to open the port", lemma="promise"), body, {}).unsaid
    plain = body[body.index("Lima") : body.index("Lima") + 4] + " promised to open the port."
    assert not telling(told(plain, "promised", "to open the port", lemma="promise"), plain, {}).unsaid


def test_what_is_told_only_to_be_denied_is_no_saying() -> None:
    body = "Lima denied that it had threatened to close the port."
    outer = replace(told(body, "denied", "it had threatened to close the port", lemma="deny"), id="o", acts=("denial",))
    inner = replace(told(body, "threatened", "to close the port", lemma="threaten"), inside="o")
    assert telling(inner, body, {"o": outer, "s": inner}).unsaid


def test_a_doubt_foretells_that_it_will_not_come() -> None:
    body = "Lima does not believe the port will open."
    one = told(body, "believe", "the port will open")
    how = telling(one, body, {})
    assert (how.doubted, how.unsaid) == (True, False)
    (sentence,) = sentences(one, body)
    assert kind_of(sentence, one, (), acting=None, bound=False, told=how) == "prediction"


@pytest.mark.parametrize(
    ("body", "speaker", "private"),
    [
        ("Ana Paz, who teaches law in Lima, said Peru will leave.", "Ana Paz", True),
        ("Ana Paz of the Andes Institute said Peru will leave.", "Ana Paz", True),
        ("a former minister said Peru will leave.", "a former minister", True),
        ("Ana Paz, the foreign minister, said Peru will leave.", "Ana Paz", False),
    ],
)
def test_who_speaks_for_nobody_promises_nothing(body: str, speaker: str, private: bool) -> None:
    assert telling(told(body, "said", "Peru will leave", speaker=speaker), body, {}).private is private


@pytest.mark.parametrize(
    ("rest", "harm"),
    [
        ("Peru will close the strait", True),
        ("we will take them to court", True),
        ("to halt oil shipments", True),
        ("to halt its strikes", False),
        ("not to use force", False),
        ("we will not hesitate to use force", True),
        ("we will send doctors", False),
    ],
)
def test_a_deed_is_hostile_by_its_words(rest: str, harm: bool) -> None:
    assert hostile(rest, "say", ()) is harm


def test_what_comes_unless_the_other_gives_way_is_hostile_and_kindness_is_not() -> None:
    assert hostile("Peru will turn its ships round", "say", (), "unless Chile pays")
    assert not hostile("Peru will lift the ban", "say", (), "unless Chile objects")
    assert not hostile("Peru will turn its ships round", "say", (), "if Chile agrees")


@pytest.mark.parametrize(
    ("rest", "cue", "private", "threat"),
    [
        ("to turn the port into a sea of flames", "threaten", False, True),
        ("Peru reserves the right to respond", "say", False, True),
        ("there will be consequences", "warn", False, True),
        ("there will be consequences", "warn", True, False),
        ("any ship will be sunk", "say", False, True),
        ("revenge", "vow", False, True),
        ("ten boats", "promise", False, False),
    ],
)
def test_set_phrases_threaten_where_the_speaker_can(rest: str, cue: str, private: bool, threat: bool) -> None:
    assert is_threat(rest, cue, private=private, future="will" in rest) is threat


@pytest.mark.parametrize(
    ("rest", "cue", "ahead"),
    [
        ("relations are likely to worsen", "say", True),
        ("Peru is likely to have paid", "say", False),
        ("it is only a matter of time before they meet", "say", True),
        ("there could be fighting before the end of winter", "say", True),
        ("there could be fighting", "say", False),
        ("there could be fighting", "warn", True),
        ("that may have been so", "warn", False),
    ],
)
def test_words_foretell_without_will(rest: str, cue: str, ahead: bool) -> None:
    assert foretells(rest, cue) is ahead


@pytest.mark.parametrize(
    ("cue", "rest", "demanded"),
    [
        ("want", "Chile to explain itself", True),
        ("want", "to explain itself", False),
        ("call", "Chile to hand over three men", True),
        ("say", "we ask that Chile return the boats", True),
        ("say", "it is time for Chile to pay", True),
        ("say", "it is time for lunch", False),
        ("warn", "letting drones use its airfields", True),
    ],
)
def test_asking_is_a_demand_whatever_the_verb(cue: str, rest: str, demanded: bool) -> None:
    body = f"Lima {cue}s {rest}."
    assert is_demand(rest, set(), told(body, cue, rest), (), bound=False) is demanded


def test_an_order_in_direct_words_is_a_demand() -> None:
    for text, demanded in (("Give us back our boats", True), ("Let us talk", False), ("Stop and think", False)):
        body = f"{text}, Lima said."
        one = replace(told(body, "said", text, lemma="say"), kind="direct")
        assert is_demand(text, set(), one, (), bound=False) is demanded


def test_no_text_makes_a_demand_slow() -> None:
    import time

    one = told("Lima said x.", "said", "x", lemma="say")
    one = replace(one, cue=replace(one.cue, lemma="demand"))
    for text in ("," * 60_000, "a" * 60_000, "that, " * 20_000 + "must go", "we ask " * 15_000):
        start = time.process_time()
        is_demand(text, {"demand"}, one, (), bound=True)
        assert time.process_time() - start < 2.0  # what grows with the square of the length takes minutes


@pytest.mark.parametrize(
    ("rest", "threatens"),
    [
        ("an attack on Peru would be an attack on us", True),
        ("the step would provoke a response", True),
        ("any raid will be answered at once", True),
        ("an attack on hunger would be a start", False),
    ],
)
def test_a_set_phrase_threatens_whatever_the_cue(rest: str, threatens: bool) -> None:
    assert is_threat(rest, "say", private=False, future=True) is threatens


def test_a_blockade_that_ends_harms_nobody() -> None:
    assert not hostile("Lima would lift its blockade of the port", "say", ())
    assert hostile("Lima would blockade the port", "say", ())


def test_a_time_that_is_over_tells_of_the_past() -> None:
    from datetime import date

    from detente.records import Published

    day = Published(start="2012-03-09", end="2012-03-09", precision="day", text="2012-03-09", known_from="table")
    assert with_past("exports to grow in 2010", date(2012, 3, 9), day)
    assert not with_past("exports to grow in 2013", date(2012, 3, 9), day)
    assert not with_past("exports to grow", date(2012, 3, 9), day)
