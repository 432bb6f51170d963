from __future__ import annotations

import pytest

from detente.errors import UnknownActor
from detente.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("asked", "on", "name"),
    [
        ("the Russian defense minister", "2017-02-16", "Sergei Shoigu"),
        ("Russia's foreign minister", "2021", "Sergei Lavrov"),
        ("Chief of the Russian General Staff", "2017-02-16", "Valery Gerasimov"),
        ("US Secretary of State", "2021-12", "Antony Blinken"),
        ("Pentagon chief", "2018-05", "James Mattis"),
        ("German chancellor", "2020-01-01", "Angela Merkel"),
        ("the EU's top diplomat", "2023", "Josep Borrell"),
        ("NATO chief", "2019", "Jens Stoltenberg"),
        ("Kremlin spokesman", "2021", "Dmitry Peskov"),
        ("Russian Foreign Ministry spokeswoman", "2020", "Maria Zakharova"),
        ("North Korean leader", "2018-06-12", "Kim Jong Un"),
        ("Hezbollah leader", "2020", "Hassan Nasrallah"),
        ("US ambassador to Russia", "2018", "Jon Huntsman"),
        ("Russian ambassador to Washington", "2018", "Anatoly Antonov"),
        ("Russian President Vladimir Putin", None, "Vladimir Putin"),
        ("Defense Secretary James N. Mattis", None, "James Mattis"),
        ("Zelenskiy", None, "Volodymyr Zelensky"),
        ("Foggy Bottom", None, "US Department of State"),
        ("NATO", None, "North Atlantic Treaty Organization"),
        ("the Russian Foreign Ministry", None, "Russian Foreign Ministry"),
        ("rus", None, "Russia"),
    ],
)
def test_the_first_answer_is_the_one_that_is_meant(gazetteer: Gazetteer, asked: str, on: str | None, name: str) -> None:
    assert gazetteer.find(asked, on)[0].name == name


def test_an_office_answers_with_its_spell_and_its_dates(gazetteer: Gazetteer) -> None:
    (answer,) = gazetteer.find("the Russian defense minister", "2017-02-16")
    assert answer.reason == "Minister of Defence, RUS, 2012-11-06 to 2024-05-12"
    assert [(s.start, s.end) for s in answer.spells] == [("2012-11-06", "2024-05-12")]


def test_a_surname_says_what_its_bearer_did_on_the_date(gazetteer: Gazetteer) -> None:
    then = gazetteer.find("Makarov", "2010")[0]
    later = next(a for a in gazetteer.find("Makarov", "2017-02-16", limit=20) if a.actor.id == then.actor.id)
    assert then.score > later.score
    assert "no office known then" in later.reason
    assert "2008-06-03 to 2012-11-06" in later.reason


def test_another_first_name_is_said(gazetteer: Gazetteer) -> None:
    answers = gazetteer.find("Valery Makarov", "2017-02-16")
    answer = next(a for a in answers if a.name == "Nikolai Makarov")
    assert answer.reason.startswith("surname only; the first name is Nikolai")


def test_several_answers_stay_several_each_once(gazetteer: Gazetteer) -> None:
    answers = gazetteer.find("Ivanov", limit=20)
    assert {"Igor Ivanov", "Sergei Ivanov"} <= {a.name for a in answers}
    assert len({a.actor.id for a in answers}) == len(answers)
    assert len(gazetteer.find("Ivanov", limit=1)) == 1


def test_a_name_out_of_use_scores_less_and_says_so(gazetteer: Gazetteer) -> None:
    (now,) = gazetteer.find("Soviet Union", "2020")
    (then,) = gazetteer.find("Soviet Union", "1985")
    assert now.score < then.score
    assert "not in use then" in now.reason


def test_an_old_snapshot_says_how_far_it_knows(gazetteer: Gazetteer) -> None:
    answers = gazetteer.find("Finnish president of nothing, Iranian energy minister", "2025-06-01")
    assert any("known up to 2022-07-22" in a.reason for a in answers)


def test_one_of_many_ministers_is_told_by_the_words_of_the_title(gazetteer: Gazetteer) -> None:
    assert [a.name for a in gazetteer.find("the French culture minister", "2019-05-01")] == ["Franck Riester"]


def test_nobody_gives_no_answer(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("xyzzy") == ()
    assert gazetteer.find("") == ()


@pytest.mark.parametrize(
    ("asked", "actor"),
    [
        ("Russia", "RUS"),
        ("RUS", "RUS"),
        ("rus", "RUS"),
        ("nato", "NATO"),
        ("the Kremlin", "RUS.KREMLIN"),
        ("United States", "USA"),
        ("Sergei Lavrov", "Q58217"),
        ("Sergey Lavrov", "Q58217"),
        ("Lavrov", "Q58217"),
        ("Georgia", "GEO"),
        ("UN", "UN"),
        ("RUS.MFA", "RUS.MFA"),
        ("Russian Foreign Ministry", "RUS.MFA"),
    ],
)
def test_a_code_or_a_name_resolves_to_one_actor(gazetteer: Gazetteer, asked: str, actor: str) -> None:
    assert gazetteer.resolve(asked).id == actor


def test_a_misspelt_name_is_refused_with_near_names(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownActor, match="Russia") as refused:
        gazetteer.resolve("Rassia")
    assert refused.value.near[0] == "Russia"
    assert gazetteer.near("qqqqqqqq") == ()


def test_a_name_of_several_is_refused_with_their_names(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownActor) as refused:
        gazetteer.resolve("Congo")
    assert set(refused.value.near) == {"Democratic Republic of the Congo", "Republic of the Congo"}


def test_every_state_has_organs_of_every_kind(gazetteer: Gazetteer) -> None:
    actor = gazetteer.actor("ISL.MFA")
    assert actor is not None
    assert (actor.name, actor.kind, actor.country, actor.sector) == (
        "Icelandic Foreign Ministry",
        "organ",
        "ISL",
        "GOV",
    )
    assert gazetteer.actor("NATO.MFA") is None
    assert gazetteer.actor("ISL.NOTHING") is None
