"""Check the gazetteer's leaders against REIGN and Archigos: ``python scripts/check_gazetteer_leaders.py FACTS [-v]``.

Both lists name one leader a state and day; neither ships. Two figures: the share of leaders since 2000 whom the
gazetteer knows as head of state or government of the state on a day inside their time, and the share of random days on
which the gazetteer's heads of state and government include the list's leader.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.gazetteer import Gazetteer
from detente.gazetteer.spelling import fold, words

SINCE = "2000-01-01"
# Days drawn per list, and the seed that draws them.
DAYS, SEED = 2000, 20000101
# Where the lists' codes of states (Correlates of War, Gleditsch and Ward) differ from ISO 3166.
_ISO = """AAB:ATG ALB:ALB ALG:DZA ANG:AGO AND:AND AUL:AUS AUS:AUT BAH:BHR BAR:BRB BAV: BEN:BEN BFO:BFA BHM:BHS BHU:BTN
BNG:BGD BOS:BIH BOT:BWA BRU:BRN BUI:BDI BUL:BGR CAM:KHM CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CON:COG COS:CRI
CRO:HRV CZR:CZE DEN:DNK DRC:COD DRV:VNM EQG:GNQ ETM:TLS FIJ:FJI FRN:FRA FSM:FSM GAM:GMB GFR:DEU GMY:DEU GNB:GNB GRG:GEO
GRN:GRD GUA:GTM GUI:GIN HAI:HTI HON:HND ICE:ISL INS:IDN IRE:IRL KOS:XKX KUW:KWT KYR:KGZ KZK:KAZ LAT:LVA LEB:LBN
LES:LSO LIB:LBY LIT:LTU MAA:MRT MAC:MKD MAD:MDV MAG:MDG MAL:MYS MAS:MUS MAW:MWI MLD:MDA MLI:MLI MNC:MCO MNG:MNE
MON:MNG MOR:MAR MSI:MHL MYA:MMR MZM:MOZ NAU:NRU NEP:NPL NEW:NZL NIG:NGA NIR:NER NTH:NLD OMA:OMN PAL:PLW PAR:PRY
PHI:PHL POR:PRT ROK:KOR ROM:ROU RUM:ROU RWA:RWA SAF:ZAF SAL:SLV SEY:SYC SIE:SLE SIN:SGP SKN:KNA SLO:SVK SLU:LCA
SLV:SVN SNM:SMR SOL:SLB SPN:ESP SRI:LKA SSD:SSD STP:STP SUD:SDN SVG:VCT SWA:SWZ SWD:SWE SWZ:CHE SYR:SYR TAJ:TJK
TAW:TWN TAZ:TZA THI:THA TOG:TGO TON:TON TRI:TTO UAE:ARE UKG:GBR UPV: URU:URY VAN:VUT WSM:WSM YUG:SRB ZAM:ZMB ZIM:ZWE
ZAN: LIE:LIE BLR:BLR SER:SRB TKM:TKM KRI:KIR GUY:GUY CEY:LKA"""
ISO = dict(pair.split(":") for pair in _ISO.split())


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader of one of the lists: days ISO 8601."""

    country: str
    name: str
    start: str
    end: str


def of_reign(facts: Path) -> Iterator[Leader]:
    """Yield the leaders of REIGN."""
    with (facts / "actors/reign/leaderlist_3_21.csv").open(encoding="cp1252", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{max(1, int(row['sdate'] or 1)):02}"
                year, month = int(row["eyear"]), int(row["emonth"])
            except ValueError:
                continue
            end = f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
            yield Leader(ISO.get(row["stateabb"], row["stateabb"]), row["leader"], start, end)


def of_archigos(facts: Path) -> Iterator[Leader]:
    """Yield the leaders of Archigos."""
    with (facts / "actors/archigos/archigos_4_1.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["obsid"][:3]
            yield Leader(ISO.get(code, code), row["leader"], row["startdate"], row["enddate"])


def heads(gazetteer: Gazetteer, country: str, on: str) -> list[str]:
    """Return the names of a state's heads of state and government on a day."""
    roles = ("head_of_state", "head_of_government", "supreme_leader")
    return [spell.name for role in roles for spell in gazetteer.holders(role, country, on)]


def same(listed: str, name: str) -> bool:
    """Tell whether a list's name, often a surname alone, is that of a full name."""
    known = {fold(word) for word in words(name)}
    asked = {fold(word) for word in words(listed) if len(word) > 1}
    joined = {a + b for a in known for b in known}
    return bool(asked & (known | joined))


def middle(leader: Leader) -> str:
    """Return a day in the middle of a leader's time since 2000."""
    start, end = max(leader.start, SINCE), min(leader.end, "2026-01-01")
    months = [int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (start, end)]
    year, month = divmod(sum(months) // 2, 12)
    return max(start, min(end, f"{year:04}-{month + 1:02}-15"))


def main() -> None:
    """Print the figures of both lists and, with ``-v``, who is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print who is missing")
    given = parser.parse_args()
    gazetteer = Gazetteer.load()
    for title, source in (("REIGN", of_reign), ("Archigos", of_archigos)):
        leaders = [leader for leader in source(given.facts) if leader.end >= SINCE]
        missing = [
            one for one in leaders if not any(same(one.name, n) for n in heads(gazetteer, one.country, middle(one)))
        ]
        print(f"{title}: {len(leaders) - len(missing)} of {len(leaders)} leaders since 2000 found")
        if given.verbose:
            for one in sorted(missing, key=lambda one: one.country):
                print(f"  {one.country} {one.name} {one.start} {one.end}: {heads(gazetteer, one.country, middle(one))}")
        drawn = random.Random(SEED)  # noqa: S311 - a sample, no secret
        right = wrong = unknown = 0
        for _ in range(DAYS):
            year = drawn.randint(2000, 2020 if title == "REIGN" else 2014)
            on = f"{year}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"
            there = [one for one in leaders if one.start <= on <= one.end]
            one = drawn.choice(there)
            known = heads(gazetteer, one.country, on)
            hit = any(same(other.name, name) for other in there if other.country == one.country for name in known)
            right, wrong, unknown = right + hit, wrong + (bool(known) and not hit), unknown + (not known)
        print(f"{title}: on {DAYS} random days of states, leader right {right}, other {wrong}, none known {unknown}")


if __name__ == "__main__":
    main()
