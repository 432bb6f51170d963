from __future__ import annotations

import pytest

from detente.gazetteer import Gazetteer
from detente.gazetteer.tables import Tables


@pytest.mark.parametrize(
    ("organisation", "on", "number"),
    [
        ("NATO", "2003-01-01", 19),
        ("NATO", "2005", 26),
        ("NATO", "2024-03-08", 32),
        ("EU", "2003", 15),
        ("EU", "2014", 28),
        ("EU", "2021", 27),
        ("UN", "2012", 193),
        ("UN.SC", "2018-06-01", 15),
        ("OSCE", "2020", 57),
        ("COE", "2021", 47),
        ("COE", "2023", 46),
        ("BRICS", "2012", 5),
        ("BRICS", "2025-02", 10),
        ("ASEAN", "2010", 10),
        ("G20", "2020", 20),
        ("OPEC", "2024-06", 12),
        ("ECOWAS", "2026", 12),
    ],
)
def test_an_organisation_has_the_members_of_the_day(
    gazetteer: Gazetteer, organisation: str, on: str, number: int
) -> None:
    assert len(gazetteer.members(organisation, on)) == number


def test_membership_begins_and_ends(gazetteer: Gazetteer) -> None:
    assert gazetteer.member("EU", "GBR", "2020-01-31")
    assert not gazetteer.member("EU", "GBR", "2020-02-01")
    assert not gazetteer.member("NATO", "SWE", "2023")
    assert gazetteer.member("NATO", "SWE", "2024-03-07")
    assert gazetteer.member("NATO", "SWE")
    assert not gazetteer.member("COE", "RUS")


def test_a_suspended_member_says_so(gazetteer: Gazetteer) -> None:
    def status(on: str) -> str:
        return next(one.status for one in gazetteer.members("ARABLEAGUE", on) if one.actor.id == "SYR")

    assert (status("2010"), status("2015"), status("2024")) == ("member", "suspended", "member")


def test_an_observer_is_no_member(gazetteer: Gazetteer) -> None:
    assert "HUN" in [one.actor.id for one in gazetteer.observers("OTS", "2020")]
    assert not gazetteer.member("OTS", "HUN", "2020")


def test_members_are_actors_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    for row in Tables().members:
        assert gazetteer.actor(row.organisation) is not None, row
        assert gazetteer.actor(row.member) is not None, row


def test_an_organisation_without_kept_members_has_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.members("INTERPOL", "2020") == ()
