"""The same event and the same utterance in several reports: witnesses, wordings, and who repeats whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.records import Party
from detente.stories.across import Across
from detente.stories.repeating import repeats
from detente.stories.wordwise import Run, runs
from tests.stories.tellings import Press

MINISTER = Party(actor="Q1", name="Amara Diallo", country="MLI", sector="GOV")
FULL = "We shall open the northern crossing in April if the convoys from the coast are let through unharmed"
SHORT = "we will open the northern crossing in April"


@pytest.fixture
def told(press: Press) -> Press:
    """Return a press in which two outlets have one utterance, and one of them another."""
    press.report("herald", f'"{FULL}," she said.', matter="crossing", day="2030-05-02")
    press.report(
        "post",
        f"She said {SHORT}. She spoke of rain and seed and harvest tools too.",
        matter="crossing",
        day="2030-05-03",
    )
    press.statement("herald", FULL, speaker=MINISTER)
    press.statement("post", SHORT, speaker=MINISTER)
    press.statement("post", "rain and seed and harvest tools", speaker=MINISTER)
    return press


def across(press: Press) -> Across:
    return Across(press.reports, press.mentions)


def test_an_utterance_has_its_wordings_side_by_side_the_fullest_first(told: Press) -> None:
    shared, alone = across(told).utterances(told.statements)
    assert [w.report for w in shared.wordings] == ["herald", "post"]
    assert shared.wordings[0].runs == (Run(kind="same", text=FULL),)
    assert [r.kind for r in shared.wordings[1].runs] == ["same", "other", "same", "cut"]
    assert shared.wordings[1].runs[-1].against.startswith("if the convoys")
    assert [w.report for w in alone.wordings] == ["post"]
    assert alone.score is None


def test_direct_in_one_and_indirect_in_another_is_seen(told: Press) -> None:
    statements = [told.statements[0], replace(told.statements[1], kind="indirect")]
    (shared,) = across(told).utterances(statements)
    assert shared.direct_and_indirect
    assert not shared.other_speaker
    assert not shared.other_date


def test_the_fullest_wording_is_read_back_from_the_runs_of_each_other(told: Press) -> None:
    (shared, _) = across(told).utterances(told.statements)
    cut = shared.wordings[1]
    back = " ".join((r.text if r.kind == "same" else r.against) for r in cut.runs if r.kind != "added")
    assert back.casefold().split()[1:] == FULL.casefold().split()[1:]


@pytest.mark.parametrize(
    ("text", "against", "kinds"),
    [
        ("the port is open", "The port is open!", ["same"]),
        ("the port is shut", "the port is open", ["same", "other"]),
        ("the port is open", "the old port of Sfax is open", ["same", "other", "same"]),
        ("the port of Sfax is open", "the port of Sfax, says Tunis, is open", ["same", "cut", "same"]),
        ("", "gone", ["cut"]),
        ("new", "", ["added"]),
        ("", "", []),
    ],
)
def test_wordings_are_held_against_each_other_word_by_word(text: str, against: str, kinds: list[str]) -> None:
    assert [run.kind for run in runs(text, against)] == kinds


def test_one_event_in_several_reports_is_one_occurrence_with_its_witnesses(press: Press) -> None:
    line = "Russia expelled twelve envoys of the embassy in the capital over the missing letters"
    press.report("gazette", f"{line}.", matter="letters", day="2030-05-02")
    press.report("mirror", f"{line} on Tuesday.", matter="letters", day="2030-05-04")
    press.event("gazette", line)
    press.event("mirror", line)
    (found,) = across(press).occurrences(press.events)
    assert [w.report for w in found.witnesses] == ["gazette", "mirror"]
    assert found.first == "gazette"


def test_the_first_witness_stays_open_where_days_are_the_same_or_unknown(press: Press) -> None:
    line = "Russia expelled twelve envoys of the embassy in the capital over the missing letters"
    for name, day in (("gazette", "2030-05-02"), ("mirror", "2030-05-02")):
        press.report(name, f"{line}.", matter="letters", day=day)
        press.event(name, line)
    (found,) = across(press).occurrences(press.events)
    assert len(found.witnesses) == 2
    assert found.first is None


def test_who_repeats_whom_is_told_by_copy_credit_quotation_and_link(press: Press) -> None:
    press.report("herald", "As the post wrote, see https://post.example/1 for the list of names.")
    press.report("post", "The list of names was read out at noon.")
    press.report("echo", "The list of names was read out at noon.", copy_of="post")
    press.statement("herald", "the list of names", speaker=Party(name="The post", sector="MED"))
    herald, post, echo = press.reports
    reports = [replace(herald, agency=("AFP",)), replace(post, url="https://post.example/1"), echo]
    found = {(r.report, r.how, r.whom, r.of) for r in repeats(reports, press.statements)}
    assert found == {
        ("herald", "agency", "AFP", None),
        ("herald", "quotation", "The post", "post"),
        ("herald", "link", "The post", "post"),
        ("echo", "copy", "The post", "post"),
    }
