"""The ledger on invented reports and on the samples: what is found, how it is settled, and by which passages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.archive import Archive, Query
from detente.errors import BadDate
from detente.foretold import Entry
from detente.records import Status
from detente.relations import FACTS, ledger
from tests.relations.ledger_press import EXPECTED, REPORTS, Expected
from tests.relations.ledger_press_unseen import EXPECTED as UNSEEN
from tests.relations.ledger_press_unseen import REPORTS as UNSEEN_REPORTS
from tests.relations.ledger_reading import archive_of, judged

SAMPLES = Path(__file__).parents[2] / "samples"
KINDS = {"prediction": "prediction", "red_line": "red_line", "threat_with_condition": "threat"}
OUTCOMES = {"came true": "came_true", "did not come true": "did_not_come_true", "open": "open"}


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(REPORTS, tmp_path_factory.mktemp("press"))


@pytest.fixture(scope="module")
def found(press: Archive) -> list[Entry]:
    return ledger(press)


@pytest.fixture(scope="module")
def samples(samples_archive: Path) -> Archive:
    return Archive.open(samples_archive)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: e.words)
def test_a_saying_is_found_and_settled_by_what_later_reports_tell(expected: Expected, found: list[Entry]) -> None:
    assert judged(expected, found) == "right"


def test_sayings_that_no_rule_was_made_for_are_mostly_right_and_none_is_settled_wrongly(tmp_path: Path) -> None:
    unseen = ledger(archive_of(UNSEEN_REPORTS, tmp_path))
    verdicts = {e.words: judged(e, unseen) for e in UNSEEN}
    assert sum(v == "right" for v in verdicts.values()) >= 7, verdicts
    assert {v for v in verdicts.values() if v != "right"} <= {"state cannot_be_told", "state open", "missed"}


def test_nothing_is_settled_without_evidence_and_never_by_its_own_report(press: Archive, found: list[Entry]) -> None:
    events = {e.id: e for e in press.events()}
    bodies = {r.id: r.body for r in press.reports()}
    settled = [e for e in found if e.state not in ("open", "cannot_be_told")]
    assert settled
    facts: set[Status] = set(FACTS)
    for entry in settled:
        assert entry.evidence
        for one in entry.evidence:
            assert one.report != entry.report
            if one.record is not None:
                assert events[one.record].status in facts
                assert bodies[one.report][slice(*one.span)] == one.text


def test_a_threat_told_again_denied_and_planned_is_not_carried_out(tmp_path: Path) -> None:
    before = [r for r in REPORTS if r[0] in ("2015-03-02", "2015-03-20")]
    states = {e.state for e in ledger(archive_of(before, tmp_path)) if e.kind == "threat"}
    assert states == {"open"}


def test_judged_on_an_earlier_day_a_saying_is_still_open(press: Archive) -> None:
    (gas,) = (e for e in ledger(press, on="2015-05-31") if "gas agreement" in e.text)
    assert (gas.state, gas.evidence) == ("open", ())


def test_a_day_that_is_none_is_refused(press: Archive) -> None:
    with pytest.raises(BadDate):
        ledger(press, on="tomorrow")


def test_the_passage_of_an_entry_is_where_it_stands_in_the_body(press: Archive, found: list[Entry]) -> None:
    bodies = {r.id: r.body for r in press.reports()}
    for entry in found:
        assert bodies[entry.report][slice(*entry.span)].startswith(entry.text.split()[0])


def test_filters_are_those_of_statements_and_kind_and_state(press: Archive, found: list[Entry]) -> None:
    kept = ledger(press, Query(actor="EGY"), kind="promise", state="broken")
    assert {e.text for e in kept} == {e.text for e in found if e.kind == "promise" and e.state == "broken"}
    assert [e.id for e in ledger(press, Query(limit=2))] == [e.id for e in found[:2]]
    assert all(e.condition for e in ledger(press, kind="condition"))
    assert ledger(press, kind="condition")


def test_one_saying_told_twice_counts_once(found: list[Entry]) -> None:
    first, again = (e for e in found if "attack Ethiopia" in e.text and e.kind == "promise")
    assert (first.same_as, again.same_as) == (None, first.id)


def test_the_same_archive_gives_the_same_entries(press: Archive, found: list[Entry]) -> None:
    assert ledger(Archive.open(press.path)) == found


def planted() -> list[dict[str, object]]:
    """Return the plants of the samples that the ledger should find."""
    plants = json.loads((SAMPLES / "planted.json").read_text(encoding="utf-8"))["plants"]
    return [p for p in plants if p["kind"] in KINDS]


@pytest.mark.parametrize("plant", planted(), ids=lambda p: str(p["about"])[:40])
def test_what_is_planted_in_the_samples_is_found_and_settled(plant: dict, samples: Archive) -> None:  # type: ignore[type-arg]
    reports = samples.reports()
    entries = ledger(samples)
    own = []
    said = plant["passages"] if plant["kind"] != "prediction" else plant["passages"][:1]
    for passage in said:
        spans = {r.id: r.body.find(passage["text"]) for r in reports if passage["text"] in r.body}
        assert spans
        here = [
            e
            for e in entries
            if e.report in spans
            and e.kind == KINDS[plant["kind"]]
            and spans[e.report] <= e.span[0] < spans[e.report] + len(passage["text"])
        ]
        assert here, passage["text"]
        own += here
    if "outcome" in plant:
        state = OUTCOMES[plant["outcome"]]
        decided = [e for e in own if e.state == state]
        assert decided
        assert all(e.evidence for e in decided) == (state != "open")
        assert all(e.state in (state, "open", "cannot_be_told") for e in own)
