"""Queries find what a plain reading of their words finds, in the documented order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.archive import Archive, Query
from detente.errors import BadDate, UsageError
from detente.records import Act, Status
from tests.archive.made_records import ISSUES, OUTLETS, PERSONS, STATES, TYPES, made_records
from tests.archive.plain_oracle import found

TABLES = ("reports", "mentions", "statements", "events")
RECORDS = made_records(11, 60)

_WHO = st.sampled_from([*STATES, *PERSONS])
_DATE = st.sampled_from(["2017", "2018", "2017-02", "2018-06", "2017-02-16", "2018-11-30"])
_RARE = st.none() | st.none() | st.none()
QUERIES = st.builds(
    Query,
    actor=_RARE | _WHO,
    source=_RARE | _WHO,
    target=_RARE | _WHO,
    between=_RARE | st.tuples(_WHO, _WHO),
    type=_RARE | st.sampled_from([*TYPES, "consult"]),
    status=_RARE | st.sampled_from(get_args(Status)),
    act=_RARE | st.sampled_from(get_args(Act)),
    issue=_RARE | st.sampled_from(ISSUES),
    outlet=_RARE | st.sampled_from([o for o in OUTLETS if o] + ["northern POST", "no such"]),
    since=_RARE | _DATE,
    until=_RARE | _DATE,
    text=_RARE | st.sampled_from(["moscow", "Ünstadt", "ünstadt TALKS", "𝔘", "the  over", "% moscow", "absent"]),
    limit=_RARE | st.integers(0, 8),
)


@pytest.fixture(scope="module", autouse=True)
def no_index() -> Iterator[None]:
    """Look for letters in the tables; what the word index finds is held against this elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.archive.search_upkeep.installed", lambda: False)
        yield


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.open(tmp_path_factory.mktemp("queries") / "archive", create=True)
    with made.writer() as writer:
        writer.write(RECORDS[:25])
        writer.write(RECORDS[25:])
    return made


@settings(max_examples=40, deadline=None)
@given(q=QUERIES, table=st.sampled_from(TABLES))
def test_a_query_finds_what_a_plain_reading_of_it_finds(archive: Archive, q: Query, table: str) -> None:
    wanted = found(table, RECORDS, q)
    assert [row.id for row in getattr(archive, table)(q)] == wanted
    assert archive.count(table, q) == len(wanted)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "filters",
    [
        {"actor": "RUS"},
        {"source": "Q58217"},
        {"target": "USA"},
        {"between": ("RUS", "USA")},
        {"type": "consult"},
        {"status": "happened"},
        {"act": "threat"},
        {"issue": "cyber"},
        {"outlet": "daily meridian"},
        {"since": "2018"},
        {"until": "2017-12"},
        {"text": "moscow"},
    ],
    ids=str,
)
def test_each_filter_alone_finds_some_rows_and_leaves_some_out(archive: Archive, table: str, filters) -> None:
    q = Query(**filters)
    assert 0 < archive.count(table, q) < archive.count(table)
    assert [row.id for row in getattr(archive, table)(q)] == found(table, RECORDS, q)


def test_a_limit_cuts_the_ordered_rows(archive: Archive) -> None:
    q = Query(actor="RUS")
    assert archive.events(replace(q, limit=3)) == archive.events(q)[:3]


def test_what_is_asked_for_is_never_read_as_sql(archive: Archive) -> None:
    hostile = "x' OR 1=1; DROP TABLE events; -- $since {rows}"
    q = Query(actor=hostile, issue=hostile, outlet=hostile, text=hostile, type=hostile)
    assert archive.count("events", q) == 0
    assert archive.events()


def test_failures_are_found_by_their_words_alone(archive: Archive) -> None:
    failures = archive.failures()
    assert failures == sorted((f for made in RECORDS for f in made.failures), key=lambda f: f.source)
    assert archive.failures(Query(text=failures[0].source.upper())) == failures[:1]
    with pytest.raises(UsageError, match="failures cannot be filtered by actor, since"):
        archive.failures(Query(actor="RUS", since="2017"))


def test_an_unknown_table_is_refused(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no table called 'evnts'"):
        archive.table("evnts")


@pytest.mark.parametrize("text", ["", "20", "2017-13", "2017-02-30", "2017-2", "0000", "yesterday", "2017-02-16T10:00"])
def test_what_is_no_date_is_refused_before_anything_is_asked(text: str) -> None:
    with pytest.raises(BadDate):
        Query(since=text)
    with pytest.raises(BadDate):
        Query(until=text)


def test_words_that_are_no_status_or_act_are_refused() -> None:
    with pytest.raises(UsageError, match="status 'done' is unknown; give one of happened"):
        Query(status="done")
    with pytest.raises(UsageError, match="act 'shout' is unknown"):
        Query(act="shout")
    with pytest.raises(UsageError, match="limit -1"):
        Query(limit=-1)
