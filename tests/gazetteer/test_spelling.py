from __future__ import annotations

import pytest

from detente.gazetteer.dates import covers, window
from detente.gazetteer.spelling import fold, key, words


@pytest.mark.parametrize(
    "same",
    [
        ("Sergei", "Sergey", "Serhiy"),
        ("Dmitri", "Dmitry", "Dmytro"),
        ("Yuri", "Yury", "Yuriy"),
        ("Alexander", "Aleksandr", "Oleksandr"),
        ("Zelensky", "Zelenskyy", "Zelenskiy"),
        ("Shoigu", "Shoygu"),
        ("Erdogan", "Erdoğan"),
        ("Mohammed", "Muhammad", "Mohamed"),
        ("defence", "Defense"),
        ("Łukasz", "Lukasz"),
        ("Serguei", "Sergei"),
        ("Smirnoff", "Smirnov"),
        ("Yeltsin", "Eltsin"),
        ("Nikolayev", "Nikolaev"),
        ("Kravtchuk", "Kravchuk"),
        ("Timoshenka", "Timoshenko"),
        ("Schröder", "Schroeder"),
        ("Hassanov", "Hasanov"),
        ("Mahmood", "Mahmoud"),
        ("Dzhemilev", "Jemilev"),
        ("Vučić", "Vucich"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(same: tuple[str, ...]) -> None:
    assert len({fold(word) for word in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Duma", "Douma"), ("Michel", "Mitchell"), ("marshal", "Marshall"), ("Khatami", "Hatami"), ("Sofia", "Sophia")],
)
def test_the_rules_of_spelling_keep_apart_what_is_not_one(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_different_names_stay_different() -> None:
    assert (
        len({fold(w) for w in ("Ivanov", "Ivanova", "Iran", "Iraq", "Niger", "Nigeria", "Austria", "Australia")}) == 8
    )


def test_words_part_at_apostrophes_and_hyphens_and_keep_initialisms_whole() -> None:
    assert words("U.S.-led Russia's Quai d’Orsay, J.D. Vance in the U.S.") == [
        "US",
        "led",
        "Russia",
        "s",
        "Quai",
        "d",
        "Orsay",
        "JD",
        "Vance",
        "in",
        "the",
        "US",
    ]
    assert key("Secretary-General") == key("secretary general")


def test_a_date_means_all_the_days_that_it_can() -> None:
    assert window("2016") == ("2016-01-01", "2016-12-31")
    assert window("2016-02") == ("2016-02-01", "2016-02-29")
    assert window("2016-02-29") == ("2016-02-29", "2016-02-29")
    assert window("2016-02-29T10:00") == ("2016-02-29", "2016-02-29")
    assert window(None) is None


def test_a_spell_covers_the_days_that_it_shares() -> None:
    day = ("2017-02-16", "2017-02-16")
    assert covers("2017-02", "2017-02", day)
    assert covers(None, None, day)
    assert covers("2017", None, day)
    assert not covers("2017-02-17", None, day)
    assert not covers(None, "2017-02-15", day)
    assert not covers(None, "2016", day)
