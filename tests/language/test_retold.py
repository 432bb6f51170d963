from __future__ import annotations

import pytest

from tests.language.conftest import Read


def test_headline_and_lead_tell_one_event(read: Read) -> None:
    body = (
        "Norway expels three Belarusian diplomats\n"
        "Norway expelled three Belarusian diplomats on Monday, the Foreign Ministry in Oslo said."
    )
    (event,) = read(body).events
    assert event.statement is None
    assert body[slice(*event.passage)] == body.split("\n")[0]
    assert [body[slice(*p)] for p in event.passages] == body.split("\n")[1:]
    assert (event.when.start, event.when_known_from) == ("2019-05-13", "clause")


def test_a_bare_headline_and_its_lead_tell_one_event(read: Read) -> None:
    (event,) = read("Norway invades Iceland\nNorway invaded Iceland on Monday after a quarrel about cod.").events
    assert len(event.passages) == 1


def test_what_is_told_again_further_down_in_like_words_is_one_event(read: Read) -> None:
    body = (
        "Chile expelled two Bolivian diplomats on Monday.\nIt rained.\nNobody was hurt.\n"
        "The two Bolivian diplomats were expelled by Chile over a forged visa."
    )
    assert len([e for e in read(body).events if e.mode == "expel"]) == 1


@pytest.mark.parametrize(
    "again",
    [
        "Chile expelled two Bolivian diplomats on 3 March 2016.",  # another day
        "Chile expelled nine Bolivian diplomats.",  # another number
        "Chile will expel two Bolivian diplomats.",  # still to come
        "Bolivia expelled two Chilean diplomats on Monday.",  # the other way round
        "Peru expelled two Bolivian diplomats on Monday.",  # another state
    ],
)
def test_what_differs_stays_two_events(read: Read, again: str) -> None:
    body = f"Chile expelled two Bolivian diplomats on Monday.\n{again}"
    assert len([e for e in read(body).events if e.mode == "expel"]) == 2


def test_two_accusations_between_the_same_two_stay_two(read: Read) -> None:
    found = read("Japan accused China of spying. Japan also accused China of dumping steel.").events
    assert [e.type for e in found] == ["ACCUSE", "ACCUSE"]


def test_who_stands_first_in_a_mutual_event_does_not_matter(read: Read) -> None:
    found = read("Ghana met Togo in Accra on Monday.\nTogo met Ghana on Monday to discuss a dam.").events
    assert [(e.source.country, e.mutual, len(e.passages)) for e in found] == [("GHA", True, 1)]
