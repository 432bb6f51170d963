from __future__ import annotations

import pytest

from detente.errors import BadDate
from detente.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("role", "country", "on", "name"),
    [
        ("defence_minister", "RUS", "2017-02-16", "Sergei Shoigu"),
        ("defence_minister", "RUS", "2024-06", "Andrei Belousov"),
        ("chief_of_general_staff", "RUS", "2017-02-16", "Valery Gerasimov"),
        ("chief_of_general_staff", "RUS", "2012-11-01", "Nikolai Makarov"),
        ("chief_of_general_staff", "USA", "2017-02-16", "Joseph Dunford"),
        ("foreign_minister", "USA", "2017-02-16", "Rex Tillerson"),
        ("defence_minister", "USA", "2018-12-31", "James Mattis"),
        ("foreign_minister", "DEU", "2016-03", "Frank-Walter Steinmeier"),
        ("head_of_government", "DEU", "2020", "Angela Merkel"),
        ("secretary_general", "NATO", "2018", "Jens Stoltenberg"),
        ("secretary_general", "UN", "2016-06-01", "Ban Ki-moon"),
        ("foreign_minister", "EU", "2016-06-01", "Federica Mogherini"),
        ("foreign_minister", "GBR", "2019-01-01", "Jeremy Hunt"),
        ("head_of_state", "UKR", "2014-02-10", "Viktor Yanukovych"),
    ],
)
def test_the_holder_of_an_office_is_known_by_date(
    gazetteer: Gazetteer, role: str, country: str, on: str, name: str
) -> None:
    assert [spell.name for spell in gazetteer.holders(role, country, on)] == [name]


def test_both_holders_answer_for_a_month_in_which_an_office_changed_hands(gazetteer: Gazetteer) -> None:
    names = {spell.name for spell in gazetteer.holders("head_of_state", "USA", "2021-01")}
    assert names == {"Donald Trump", "Joe Biden"}


def test_without_a_date_all_holders_come_the_latest_first(gazetteer: Gazetteer) -> None:
    spells = gazetteer.holders("head_of_state", "USA")
    assert [s.name for s in spells][:3] == ["Donald Trump", "Joe Biden", "Donald Trump"]
    assert [s.start for s in spells] == sorted((s.start or "" for s in spells), reverse=True)


def test_a_spell_without_an_end_gives_way_to_a_later_holder(gazetteer: Gazetteer) -> None:
    open_ended = [s for s in gazetteer.holders("head_of_government", "JOR") if s.end is None]
    assert len(open_ended) > 1
    assert len(gazetteer.holders("head_of_government", "JOR", "2026-01")) == 1


def test_of_two_offices_held_at_once_the_highest_comes_first(gazetteer: Gazetteer) -> None:
    (person,) = gazetteer.surname("Netanyahu", "2019-03")
    assert next(s.role for s in gazetteer.spells(person.id, "2019-03")) == "head_of_government"


def test_an_expert_is_found_by_full_name_alone(gazetteer: Gazetteer) -> None:
    (expert,) = gazetteer.find("Fyodor Lukyanov", "2016")
    assert (expert.actor.country, expert.actor.sector, expert.spells[0].role) == ("RUS", "EDU", "expert")
    assert not [hit for hit in gazetteer.scan("Then Lukyanov spoke.") if hit.names]


def test_an_institute_of_several_states_stays_several(gazetteer: Gazetteer) -> None:
    (hit,) = gazetteer.scan("the Institute of Political Studies")
    assert len({name.actor.country for name in hit.names}) > 2
    (one,) = gazetteer.scan("the Polish Institute of International Affairs")
    assert [name.actor.country for name in one.names] == ["POL"]


def test_surnames_that_differ_in_spelling_are_not_mixed(gazetteer: Gazetteer) -> None:
    for surname, country in (("Milley", "USA"), ("Milei", "ARG"), ("Biden", "USA")):
        (hit,) = gazetteer.scan(f"Later {surname} spoke.")
        assert {name.actor.country for name in hit.names} == {country}


def test_a_syllable_after_a_hyphen_may_be_small(gazetteer: Gazetteer) -> None:
    for text in ("Kim Jong-un", "Kim Jong Un", "Kim Jong-Un"):
        (hit,) = gazetteer.scan(f"{text} spoke.")
        assert [name.actor.name for name in hit.names] == ["Kim Jong Un"]


def test_ministers_of_two_states_are_found_together(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("the foreign ministers of Kenya and Uganda", "2024")
    assert {candidate.actor.country for candidate in found} == {"KEN", "UGA"}


def test_a_holder_without_dates_answers_only_near_the_day_of_the_list(gazetteer: Gazetteer) -> None:
    (spell,) = gazetteer.holders("foreign_minister", "ISL", "2019-06")
    assert (spell.start, spell.end, spell.source) == (None, None, "cia-2019")
    assert gazetteer.holders("foreign_minister", "ISL", "2013") == ()


def test_an_unknown_office_has_no_holders(gazetteer: Gazetteer) -> None:
    assert gazetteer.holders("head_of_state", "XYZ", "2020") == ()


def test_the_offices_of_a_person_are_known_by_date(gazetteer: Gazetteer) -> None:
    pompeo = gazetteer.resolve("Mike Pompeo").id
    assert [s.role for s in gazetteer.spells(pompeo, "2017-06-01")] == ["intelligence_chief"]
    assert [s.role for s in gazetteer.spells(pompeo)] == ["foreign_minister", "intelligence_chief"]
    assert gazetteer.spells("nobody") == ()


def test_those_in_office_on_the_date_come_first_for_a_surname(gazetteer: Gazetteer) -> None:
    assert gazetteer.surname("Ivanov", "2013")[0].name == "Sergei Ivanov"
    assert gazetteer.surname("Ivanov", "2000-01-15")[0].name in {"Igor Ivanov", "Sergei Ivanov"}
    assert gazetteer.surname("Lavrov")[0].name == "Sergei Lavrov"
    assert gazetteer.surname("Xyzzy") == ()


@pytest.mark.parametrize("on", ["2017-13", "2017-02-30", "yesterday", "17", ""])
def test_what_is_not_a_date_is_refused(gazetteer: Gazetteer, on: str) -> None:
    with pytest.raises(BadDate, match="2017-02-16"):
        gazetteer.holders("head_of_state", "RUS", on)
