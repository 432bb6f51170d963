"""Profiles of outlets as one long table: a row for each share, for readers outside Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.stories.outlet_records import OutletProfile
from detente.stories.shares import Share

if TYPE_CHECKING:
    import pyarrow as pa


def outlet_table(profiles: Iterable[OutletProfile]) -> pa.Table:
    """Return profiles as Arrow: outlet, period, which measure of what or whom, and count, of, share, low and high."""
    import pyarrow as pa

    schema = pa.schema(
        [
            ("outlet", pa.string()),
            ("from", pa.string()),
            ("to", pa.string()),
            ("measure", pa.string()),
            ("about", pa.string()),
            ("name", pa.string()),
            ("count", pa.int64()),
            ("of", pa.int64()),
            ("share", pa.float64()),
            ("low", pa.float64()),
            ("high", pa.float64()),
        ]
    )
    rows = [
        {
            "outlet": profile.outlet,
            "from": profile.start,
            "to": profile.end,
            "measure": measure,
            "about": about,
            "name": name,
            "count": found.count,
            "of": found.of,
            "share": found.share,
            "low": found.low,
            "high": found.high,
        }
        for profile in profiles
        for measure, about, name, found in measures(profile)
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def measures(profile: OutletProfile) -> Iterator[tuple[str, str | None, str | None, Share]]:
    """Yield the shares of a profile: the measure, whom or what it is about, by code and by name, and the share."""
    yield "direct", None, None, profile.direct
    yield "unnamed", None, None, profile.unnamed
    yield "left_out", None, None, profile.left_out
    yield "first", None, None, profile.first
    for quoted in profile.quoted:
        yield "quoted", quoted.party, quoted.name, quoted.statements
        yield "quoted_directly", quoted.party, quoted.name, quoted.direct
    for worded in profile.wording:
        yield "loaded", worded.party, worded.name, worded.loaded
        yield "loaded_against", worded.party, worded.name, worded.against
        yield "loaded_for", worded.party, worded.name, worded.favouring
    for left in profile.leaves_out:
        yield "left_out_on", left.party, left.name, left.left_out
    for followed in profile.follows:
        yield "repeats", followed.whom, followed.whom, followed.reports
    for behind in profile.behind:
        yield "behind", behind.outlet, behind.outlet, behind.earlier
