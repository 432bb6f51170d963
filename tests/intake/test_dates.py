import pytest

from detente.intake import dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16 February 2017", "2017-02-16"),
        ("February 16, 2017", "2017-02-16"),
        ("Feb. 16, 2017", "2017-02-16"),
        ("16-Feb-2017", "2017-02-16"),
        ("Thursday 16th of February 2017", "2017-02-16"),
        ("2017-02-16", "2017-02-16"),
        ("2017/2/6", "2017-02-06"),
        ("16.02.2017", "2017-02-16"),
        ("16/02/2017", "2017-02-16"),
        ("02/16/2017", "2017-02-16"),
        ("03/03/2017", "2017-03-03"),
        ("20170216", "2017-02-16"),
        ("20170216143000", "2017-02-16"),
    ],
)
def test_full_dates_are_read_to_the_day(text: str, day: str) -> None:
    found = dates.read(text, known_from="table")
    assert found is not None
    assert (found.start, found.end, found.precision, found.known_from, found.text) == (day, day, "day", "table", text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-02-16T14:05:09Z", "2017-02-16T14:05+00:00"),
        ("2017-02-16T14:05:09.123+03:00", "2017-02-16T14:05+03:00"),
        ("2017-02-16 14:05 -0500", "2017-02-16T14:05-05:00"),
        ("2017-02-16T14:05", "2017-02-16T14:05"),
        ("Thu, 16 Feb 2017 14:05:09 +0300", "2017-02-16T14:05+03:00"),
    ],
)
def test_times_keep_their_zone(text: str, moment: str) -> None:
    found = dates.read(text, known_from="meta")
    assert found is not None
    assert (found.start, found.end, found.precision) == (moment, moment, "minute")


def test_midnight_stands_for_no_time() -> None:
    found = dates.read("2017-02-16T00:00:00Z", known_from="meta")
    assert found is not None
    assert (found.start, found.precision) == ("2017-02-16", "day")


@pytest.mark.parametrize(
    "text",
    ["", "Thursday", "December 20", "16 February", "02/03/2017", "2017", "31 February 2017", "2017-13-01", "yesterday"],
)
def test_what_is_no_full_date_stays_unknown(text: str) -> None:
    assert dates.read(text, known_from="text") is None


def test_addresses_and_file_names_may_hold_a_date() -> None:
    for text in ("/world/2017/02/16/talks.html", "2017-02-16-talks", "talks_20170216"):
        found = dates.in_address(text, known_from="address")
        assert found is not None
        assert found.start == "2017-02-16"
    assert dates.in_address("/201702161230/", known_from="address") is None
    assert dates.in_address("/2017/talks", known_from="address") is None
