from __future__ import annotations

import pytest

from detente.language.places import country_of_place, neighbours
from tests.language.conftest import Read


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "Sudan accused the Emirates of arming rebels. The Gulf state's delegate expelled a Sudanese envoy.",
            "ARE>SDN",
        ),
        ("Tajikistan closed a bridge. Kyrgyzstan accused its neighbour of shelling a post.", "KGZ>TJK"),
        ("Niger shut its border with Mali. Nigeria cut off electricity to its northern neighbour.", "NGA>NER"),
        ("Bolivia was in uproar. Cuba praised the Andean nation.", "CUB>BOL"),
    ],
)
def test_a_byname_means_the_state_named_before(read: Read, text: str, pair: str) -> None:
    assert pair in {f"{e.source.country}>{e.target.country}" for e in read(text).events if e.target is not None}


def test_a_town_stands_for_its_state_as_a_target_only(read: Read) -> None:
    assert [e.target.country for e in read("Russian forces shelled Kharkiv.").events if e.target] == ["UKR"]
    assert read("Kharkiv attacked Poland.").events == ()


def test_places_and_borders_are_known() -> None:
    assert country_of_place("Goma") == "COD"
    assert country_of_place("Nowhere") is None
    assert {"IND", "AFG"} <= neighbours("PAK")
    assert "JPN" in neighbours("KOR")
    assert neighbours("XXX") == frozenset()
