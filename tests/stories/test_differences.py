"""Differences between made-up reports: what is claimed, and above all what is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from detente.records import Date
from tests.stories.tellings import Press, figure, person

IVANOV = person("Oleg Ivanov")
PETROV = person("Anton Petrov")
ONE = "We regard attempts to press our country with new tariffs on grain as fruitless, and the harbour stays closed."
OTHER = "Attempts to press our country with new tariffs on grain are futile, and the harbour remains closed."


def two(press: Press, first: str, second: str, *, by: object = IVANOV, day: str | None = "2030-05-03") -> Press:
    """Give the press two reports, each with one statement."""
    press.report("Argus", f"{first} So he said, and left the hall by the side door.")
    press.report("Bugle", f"In the capital it rained all day. {second}", day=day)
    press.statement("Argus", first, speaker=IVANOV)
    press.statement("Bugle", second, speaker=by)
    return press


def test_one_utterance_in_other_words_is_a_difference_in_wording(press: Press) -> None:
    (found,) = two(press, ONE, OTHER).compared()
    assert (found.kind, found.about, found.story) == ("wording", "what Oleg Ivanov said", None)
    assert [(v.report, v.outlet, v.value) for v in found.values] == [
        ("Argus", "The Argus", ONE),
        ("Bugle", "The Bugle", OTHER),
    ]
    assert [v.record for v in found.values] == [s.id for s in press.statements]
    assert {p.name for p in found.parts} == {"words", "runs"}
    bodies = {r.id: r.body for r in press.reports}
    assert all(bodies[v.report][slice(*v.span)] == v.value for v in found.values)


@pytest.mark.parametrize("day", ["2030-04-29", "2030-05-05", None])
def test_reports_within_three_days_or_without_a_date_can_tell_the_same(press: Press, day: str | None) -> None:
    assert len(two(press, ONE, OTHER, day=day).compared()) == 1


@pytest.mark.parametrize("day", ["2030-04-28", "2030-05-06", "2031-05-02"])
def test_reports_further_apart_do_not(press: Press, day: str) -> None:
    assert two(press, ONE, OTHER, day=day).compared() == []


def test_the_same_words_by_another_speaker_are_no_difference(press: Press) -> None:
    assert two(press, ONE, OTHER, by=PETROV).compared() == []


def test_the_same_words_are_no_difference(press: Press) -> None:
    assert two(press, ONE, ONE).compared() == []


def test_a_quotation_that_is_cut_is_no_difference_in_wording(press: Press) -> None:
    assert two(press, ONE, "attempts to press our country with new tariffs on grain as fruitless").compared() == []


def test_the_same_words_in_the_third_person_are_no_difference(press: Press) -> None:
    first = "We will keep the harbour closed until their fleet leaves our waters."
    second = "they would keep the harbour closed until the fleet left their waters"
    press = two(press, first, second.replace("left", "leaves"))
    assert press.compared() == []


def test_another_aspect_of_one_matter_is_no_difference(press: Press) -> None:
    other = "The tariffs on grain hurt our farmers, so parliament will vote on subsidies for seed and diesel in June."
    assert two(press, ONE, other).compared() == []


def test_a_copy_is_not_compared_with_its_source(press: Press) -> None:
    text = " ".join(f"boat{n}" for n in range(150))
    press.report("Argus", f"{text} {ONE}")
    press.report("Bugle", f"{text} {OTHER}")
    press.statement("Argus", ONE, speaker=IVANOV)
    press.statement("Bugle", OTHER, speaker=IVANOV)
    assert press.compared() == []


def test_a_stored_copy_counts_once(press: Press) -> None:
    two(press, ONE, OTHER)
    press.report("Crier", f"{ONE} So they say.", copy_of="Argus")
    press.statement("Crier", ONE, speaker=IVANOV)
    (found,) = press.compared()
    assert {v.report for v in found.values} == {"Argus", "Bugle"}


def meeting(press: Press, first: str, second: str, office: str = "Chief of the General Staff") -> Press:
    """Give the press two reports of one statement that names who holds an office."""
    contents = [
        f"We expect clear words at the talks of our Chief of the General Staff {n} in Oslo." for n in (first, second)
    ]
    two(press, *contents)
    for report, name in (("Argus", first), ("Bugle", second)):
        press.mention(report, name, country="RUS", office=office)
    return press


def test_another_person_in_the_same_office_is_a_difference_in_name(press: Press) -> None:
    press = meeting(press, "Pavel Morozov", "Denis Morkovin")
    (found,) = press.compared()
    assert (found.kind, found.about) == ("name", "chief of general staff (RUS)")
    assert {v.value for v in found.values} == {"Pavel Morozov", "Denis Morkovin"}
    bodies = {r.id: r.body for r in press.reports}
    assert all(bodies[v.report][slice(*v.span)] == v.value for v in found.values)


def test_a_family_name_alone_is_the_same_person(press: Press) -> None:
    assert meeting(press, "Pavel Morozov", "Morozov").told("name") == []


@pytest.mark.parametrize("office", ["former Chief of the General Staff", "deputy defence minister", "spokesman"])
def test_an_office_that_several_hold_or_held_says_nothing(press: Press, office: str) -> None:
    assert meeting(press, "Pavel Morozov", "Denis Morkovin", office).told("name") == []


def test_two_speakers_in_one_office_with_the_same_words_are_a_difference_in_name(press: Press) -> None:
    minister = {"office": "foreign minister", "country": "NOR"}
    press = two(press, ONE, OTHER, by=person("Kari Dahl", **minister))
    press.statements[0] = replace(press.statements[0], speaker=person("Nils Berg", **minister))
    assert press.told() == [("name", {"Nils Berg", "Kari Dahl"})]


FIGURE = "Our navy sent {} ships to the strait after the storm, and the crews have food for weeks."


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("12", "17", True),
        ("12", "twelve", False),
        ("some 100", "97", False),
        ("100", "97", False),
        ("10", "11", True),
        ("more than 100", "120", False),
        ("more than 100", "80", True),
        ("up to 60", "55", False),
    ],
)
def test_figures_of_the_same_differ_unless_rounding_explains_it(
    press: Press,
    first: str,
    second: str,
    differ: bool,
) -> None:
    found = two(press, FIGURE.format(first), FIGURE.format(second)).told("number")
    assert bool(found) == differ


def test_figures_of_different_things_do_not_differ(press: Press) -> None:
    first = "Our navy sent 12 ships to the strait after the storm."
    second = "Our navy sent 17 helicopters to the strait after the storm."
    assert two(press, first, second).told("number") == []


PASSAGE = "Russia expelled {} American diplomats from the consulate in the northern harbour town"


def expulsions(press: Press, first: str, second: str, **more: object) -> Press:
    """Give the press two reports of an expulsion."""
    press.report("Argus", f"{PASSAGE.format(first)}. It rained.")
    press.report("Bugle", f"Nobody was seen there. {PASSAGE.format(second)}, a day later.")
    press.event("Argus", PASSAGE.format(first), figure=figure(float(first), "diplomat"))
    press.event("Bugle", PASSAGE.format(second), figure=figure(float(second), "diplomat"), **more)
    return press


def test_one_event_with_other_figures_is_a_difference_in_number(press: Press) -> None:
    (found,) = expulsions(press, "10", "14").compared()
    assert (found.kind, found.about) == ("number", "Russia SANCTION USA: diplomat")


@pytest.mark.parametrize("more", [{"status": "threatened"}, {"target": "POL"}], ids=["status", "target"])
def test_an_event_of_another_status_or_target_is_another_event(press: Press, more: dict[str, str]) -> None:
    assert expulsions(press, "10", "14", **more).compared() == []


@pytest.mark.parametrize(("day", "differ"), [("2030-05-01", False), ("2030-04-30", True)])
def test_one_event_on_other_days_is_a_difference_in_date(press: Press, day: str, differ: bool) -> None:
    expulsions(press, "10", "10", when="2030-05-01")
    press.events[0] = replace(press.events[0], when=Date(start=day, end=day, precision="day", text=day))
    assert press.told() == ([("date", {f"{d} ({d})" for d in ("2030-05-01", day)})] if differ else [])


def own_words(
    press: Press, first: str, second: str, *, matters: tuple[str, str] = ("raid", "raid"), day: str = "2030-05-03"
) -> Press:
    """Give the press two reports without records, on one matter unless told otherwise."""
    press.report("Argus", first, matter=matters[0])
    press.report("Bugle", second, matter=matters[1], day=day)
    return press


WOUNDED = (
    "At sea there was fire. Three Norland sailors were wounded.",
    "Six Norland soldiers were wounded, and the ship sank.",
)
IN_FORCE = (
    "The fishing treaty entered into force on 1 May.",
    "The treaty has entered into force on April 30, they add.",
)


def test_figures_in_the_reports_own_sentences_differ_where_the_words_around_are_the_same(press: Press) -> None:
    (found,) = own_words(press, *WOUNDED).compared()
    assert (found.kind, found.about) == ("number", "… were wounded")
    assert [(v.value, v.record) for v in found.values] == [
        ("Three Norland sailors", None),
        ("Six Norland soldiers", None),
    ]


def test_days_in_the_reports_own_sentences_differ_where_the_words_around_are_the_same(press: Press) -> None:
    (found,) = own_words(press, *IN_FORCE).compared()
    assert (found.kind, found.about) == ("date", "entered into force on …")
    assert [v.value for v in found.values] == ["2030-05-01 (1 May)", "2030-04-30 (April 30)"]


@pytest.mark.parametrize(
    "second",
    [
        "Six Norland sailors were rescued, and the ship sank.",
        "Six Norland trawlers were wounded, as the poet put it.",
        "Six Norland sailors were wounded, the ministry said; the navy spoke of three sailors.",
    ],
    ids=["other words around", "other things", "both figures"],
)
def test_figures_of_other_things_or_known_to_both_do_not_differ(press: Press, second: str) -> None:
    assert own_words(press, WOUNDED[0], second).compared() == []


@pytest.mark.parametrize("pair", [WOUNDED, IN_FORCE], ids=["figures", "days"])
def test_reports_on_other_matters_or_other_days_do_not_differ(pair: tuple[str, str]) -> None:
    assert own_words(Press(), *pair, matters=("raid", "flood")).compared() == []
    assert own_words(Press(), *pair, day="2030-06-03").compared() == []


def test_the_same_weekday_is_no_difference_where_reports_appeared_days_apart(press: Press) -> None:
    texts = (f"The treaty entered into force on {day}, they add." for day in ("Friday", "Friday"))
    assert own_words(press, *texts, day="2030-05-05").compared() == []


def test_when_a_page_was_updated_is_no_difference(press: Press) -> None:
    texts = (f"This story was last updated on {day} May 2030." for day in (2, 3))
    assert own_words(press, *texts).compared() == []


def test_order_of_the_records_does_not_matter(press: Press) -> None:
    meeting(press, "Pavel Morozov", "Denis Morkovin")
    press.report("Crier", f"Late at night the ministry spoke. {OTHER}", day=None)
    press.statement("Crier", OTHER, speaker=IVANOV)
    press.report("Daily", ONE)
    press.statement("Daily", ONE, speaker=IVANOV)
    found = press.compared()
    for seed in range(5):
        chance = random.Random(seed)  # noqa: S311 - an order, not a secret
        for records in (press.reports, press.mentions, press.statements):
            chance.shuffle(records)
        assert press.compared() == found
    assert len(found) == 2
    assert [d.score for d in found] == sorted((d.score for d in found), reverse=True)


def test_nothing_gives_nothing(press: Press) -> None:
    assert press.compared() == []
