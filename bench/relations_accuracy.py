"""Every figure on relations again: `python bench/relations_accuracy.py [FOLDER] [--only echoes,placebo,turning,power,forecasts]`.

FOLDER holds `dyads_daily.csv.gz`, `levant.cameo.csv.gz` and `gulf.cameo.csv.gz` (default: ../shared/data/relations
beside the checkout). Nothing of them is part of the project. Prints one line a figure. `--library` also scores ARIMA and
ETS, on a quarter of the origins, which takes many minutes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from detente.errors import TooLittle
from detente.relations.backtest import back_test
from detente.relations.echoes import LONGEST
from detente.relations.lagged import Array, past_test, standard
from detente.relations.outlook import QUICK
from detente.relations.turning import turning_points

NEW, OLD = "2018-01..2019-03 (ICEWS18+daily)", "2005-2015 (ICEWS05-15 subset)"


class Data:
    """The folder's series: one row a day of each ordered pair."""

    def __init__(self, folder: Path) -> None:
        self.rows: dict[tuple[str, str, str], list[dict[str, str]]] = {}
        for row in _rows(folder / "dyads_daily.csv.gz"):
            self.rows.setdefault((row["segment"], row["src"], row["tgt"]), []).append(row)
        self.events = {name: list(_rows(folder / f"{name}.cameo.csv.gz")) for name in ("levant", "gulf")}

    def daily(self, segment: str, source: str, target: str, *fields: str) -> tuple[list[str], Array]:
        """Return the days and the sum of some columns on each."""
        rows = self.rows[segment, source, target]
        return [r["date"] for r in rows], np.array([sum(float(r[f]) for f in fields) for r in rows])

    def conflict(self, segment: str, source: str, target: str) -> tuple[list[str], Array]:
        """Return the days and minus the negative Goldstein sum of each."""
        days, values = self.daily(segment, source, target, "sum_neg")
        return days, -values

    def coded(self, name: str, source: str, target: str) -> tuple[list[str], Array]:
        """Return the days of a file of coded events and the conflict of a pair on each."""
        days = [r["date"] for r in self.events[name]]
        first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
        calendar = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
        at = {day: i for i, day in enumerate(calendar)}
        out = np.zeros(len(calendar))
        for row in self.events[name]:
            ends = tuple("PSE" if row[side][:3] == "PAL" else row[side][:3] for side in ("source", "target"))
            if ends == (source, target):
                out[at[row["date"]]] -= min(float(row["goldstein"] or 0), 0.0)
        return calendar, out


def _rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a packed CSV file."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def weekly(days: list[str], values: Array) -> Array:
    """Return the sums of whole weeks, which end on Sunday."""
    start = (7 - date.fromisoformat(days[0]).weekday()) % 7
    whole = (len(values) - start) // 7
    return values[start : start + 7 * whole].reshape(whole, 7).sum(axis=1)


def echoes(data: Data) -> None:
    """Print F, plain and placebo p of four relations."""
    pairs = {
        "USA-RUS daily 2018-19": ("day", *(data.conflict(NEW, a, b)[1] for a, b in (("USA", "RUS"), ("RUS", "USA")))),
        "ISR-PSE weekly 1979-2011": (
            "week",
            *(weekly(*data.coded("levant", *p)) for p in (("ISR", "PSE"), ("PSE", "ISR"))),
        ),
        "USA-IRQ weekly 1979-99": (
            "week",
            *(weekly(*data.coded("gulf", *p)) for p in (("USA", "IRQ"), ("IRQ", "USA"))),
        ),
        "CHN-JPN weekly 2005-15": (
            "week",
            *(weekly(*data.conflict(OLD, *p)) for p in (("CHN", "JPN"), ("JPN", "CHN"))),
        ),
    }
    for name, (by, forth, back) in pairs.items():
        a, b = standard(forth), standard(back)
        longest = LONGEST["day" if by == "day" else "week"]
        for way, test in (("A>B", past_test(b, a, longest)), ("B>A", past_test(a, b, longest))):
            print(f"echoes {name} {way}: lag {test.lag} F {test.f:.2f} p {test.p:.3f} placebo {test.placebo:.3f}")


def made(length: int, mean: float, memory: float, chance: np.random.Generator) -> Array:
    """Return a stationary series of negative binomial counts that remember the days before (INGARCH(1,1))."""
    level, out = mean, []
    for _ in range(length + 200):
        count = float(chance.negative_binomial(3, 3 / (3 + level)))
        out.append(count)
        level = mean * (1 - memory) + memory / 2 * (count + level)
    return np.array(out[200:])


def placebo(data: Data) -> None:
    """Print how often unrelated pairs pass: made ones, and real ones whose calendars lie apart."""
    chance = np.random.default_rng(1)
    found = [past_test(*(standard(made(448, 3, 0.6, chance)) for _ in range(2)), 8) for _ in range(500)]
    _rate("500 made pairs", [t.p for t in found], [t.placebo for t in found])
    real = [standard(data.conflict(NEW, s, t)[1]) for seg, s, t in data.rows if seg == NEW]
    picks = []
    while len(picks) < 500:
        i, j = chance.integers(0, len(real), 2).tolist()
        if i // 2 != j // 2:  # neighbours are the two directions of one pair
            # A calendar turned by a random part of its length is another time, so that nothing common is left.
            picks.append(past_test(real[i], np.roll(real[j], int(chance.integers(60, 380))), 8))
    _rate("500 real pairs at different times", [t.p for t in picks], [t.placebo for t in picks])


def _rate(what: str, plain: list[float], shifted: list[float]) -> None:
    """Print the shares at or below 5 %."""
    print(
        f"placebo {what}: plain {np.mean(np.array(plain) <= 0.05):.3f} placebo {np.mean(np.array(shifted) <= 0.05):.3f}"
    )


def turning(data: Data) -> None:
    """Print the turning points of two relations, how they stand where the span is cut, and false alarms."""
    for a, b, day in (("USA", "RUS", "2018-03-26"), ("RUS", "UKR", "2018-11-25")):
        for row in ([(a, b)], [(b, a)], [(a, b), (b, a)]):
            _row(data, row, date.fromisoformat(day))
    for name, (family, lengths) in FAMILIES.items():
        for length in lengths:
            days = [(date(2018, 1, 1) + timedelta(days=i)).isoformat() for i in range(length)]
            chance = np.random.default_rng(length)
            false = sum(bool(turning_points(family(length, chance), days, by="day")) for _ in range(200))
            print(f"turning 200 series of {length} days, {name}: {false} with a turning point", flush=True)


Family = Callable[[int, np.random.Generator], Array]
WEEK = (1.3, 1.3, 1.2, 1.2, 1.1, 0.5, 0.4)


def remembering(memory: float, *, scatter: float = 3, week: tuple[float, ...] = (1,) * 7) -> Family:
    """Return a family of stationary counts about 6 a day; the smaller the scatter's number, the more they scatter."""

    def one(length: int, chance: np.random.Generator) -> Array:
        level, out = 6.0, []
        for day in range(length + 203):  # 203 days are 29 weeks
            share = week[day % 7]
            count = float(chance.negative_binomial(scatter, scatter / (scatter + level * share)))
            out.append(count)
            level = 6 * (1 - memory) + memory / 2 * (count / share + level)
        return np.array(out[203:])

    return one


def wandering(memory: float) -> Family:
    """Return a family of counts whose level is hidden: the exponential of a first-order autoregression."""

    def one(length: int, chance: np.random.Generator) -> Array:
        log, out = 0.0, []
        for _ in range(length + 200):
            log = memory * log + float(chance.normal(0, 0.6 * np.sqrt(1 - memory**2)))
            level = 6 * np.exp(log - 0.18)
            out.append(float(chance.negative_binomial(10, 10 / (10 + level))))
        return np.array(out[200:])

    return one


def growing(factor: float) -> Family:
    """Return a family without memory whose coverage grows steadily by a factor."""

    def one(length: int, chance: np.random.Generator) -> Array:
        level = 4 * np.linspace(1, factor, length)
        return chance.negative_binomial(3, 3 / (3 + level)).astype(float)

    return one


FAMILIES: dict[str, tuple[Family, tuple[int, ...]]] = {
    "no memory": (remembering(0), (120, 448)),
    "no memory, scatter .5": (remembering(0, scatter=0.5), (448,)),
    "memory .4": (remembering(0.4), (448,)),
    "memory .6": (remembering(0.6), (120, 448, 1500)),
    "memory .8": (remembering(0.8), (120, 448, 1500)),
    "memory .8, scatter 1": (remembering(0.8, scatter=1), (448,)),
    "memory .6, quiet weekends": (remembering(0.6, week=WEEK), (448,)),
    "memory .8, quiet weekends": (remembering(0.8, week=WEEK), (448,)),
    "hidden level, memory .8": (wandering(0.8), (448,)),
    "coverage grows to the double": (growing(2), (120, 448, 1500)),
    "coverage grows to the fourfold": (growing(4), (448,)),
}


def found_breaks() -> None:
    """Print how often a change of a known size on a known day is found within three days, by how long it lasts."""
    length, at = 448, 230
    days = [(date(2018, 1, 1) + timedelta(days=i)).isoformat() for i in range(length)]
    for memory in (0.0, 0.4, 0.6):
        for lasting in (14, 30, length - at):
            for factor in (1.5, 2.0, 3.0):
                chance, hits = np.random.default_rng(length), 0
                for _ in range(60):
                    counts = remembering(memory)(length, chance)
                    counts[at : at + lasting] = chance.poisson(factor * counts[at : at + lasting])
                    found = turning_points(counts, days, by="day")
                    hits += any(
                        abs((date.fromisoformat(t.start) - date.fromisoformat(days[at])).days) <= 3 for t in found
                    )
                print(
                    f"power memory {memory}, {lasting} days at {factor:g} times: {hits} of 60 found within 3 days",
                    flush=True,
                )


CUTS = [(days, 0) for days in range(31)] + [(0, days) for days in range(1, 31)]
"""Days that are cut off at the start and at the end of a series."""


def _row(data: Data, row: list[tuple[str, str]], day: date) -> None:
    """Print one row's turning points, and in how many of the cuts one is within three days of a day."""
    name = "<>".join(row[0]) if len(row) > 1 else ">".join(row[0])
    days = data.daily(NEW, *row[0], "n")[0]
    volume = sum((data.daily(NEW, *way, "n")[1] for way in row), np.zeros(len(days)))
    for what, fields in (("events", ["n"]), ("conflict", ["vconf", "mconf"]), ("material conflict", ["mconf"])):
        counts = sum((data.daily(NEW, *way, *fields)[1] for way in row), np.zeros(len(days)))
        hits = 0
        for first, last in CUTS:
            inside = slice(first, len(days) - last)
            try:
                found = turning_points(counts[inside], days[inside], by="day", what=what, volume=volume[inside])
            except TooLittle as error:
                print(f"turning {name} {what}: refused, {error}")
                return
            hits += any(abs((date.fromisoformat(t.start) - day).days) <= 3 for t in found)
            if not (first or last):
                print(
                    f"turning {name} {what}: {', '.join(f'{t.start} {t.before:g}-{t.after:g}' for t in found) or 'none'}"
                )
        print(f"turning {name} {what}: {day} found in {hits} of {len(CUTS)} cuts of up to 30 days", flush=True)


def series(data: Data) -> dict[str, tuple[Array, Array]]:
    """Return the 20 weekly series, each with the other side's: five pairs of 2005 to 2015, two of the Levant and three of
    the Gulf, both ways."""
    out = {}
    for a, b in (("CHN", "JPN"), ("ISR", "PSE"), ("USA", "CHN"), ("USA", "IRN"), ("USA", "RUS")):
        for s, t in ((a, b), (b, a)):
            out[f"{s}>{t} 2005-15"] = (weekly(*data.conflict(OLD, s, t)), weekly(*data.conflict(OLD, t, s)))
    for name, a, b in (
        *(("levant", "ISR", x) for x in ("PSE", "LBN")),
        *(("gulf", "IRQ", x) for x in ("USA", "IRN", "KUW")),
    ):
        for s, t in ((a, b), (b, a)):
            out[f"{s}>{t} {name}"] = (weekly(*data.coded(name, s, t)), weekly(*data.coded(name, t, s)))
    return out


def forecasts(data: Data, models: tuple[str, ...], origins: int) -> None:
    """Print the mean ratio to the naive score, and the coverage, over the 20 series."""
    tested = {n: back_test(*both, models=models, origins=origins) for n, both in series(data).items()}
    every = [one.scores for one in tested.values()]
    for i, name in enumerate(models):
        ratios = [scores[i].ratio for scores in every]
        ratio = np.mean([r for r in ratios if r is not None])
        held = np.mean([scores[i].coverage for scores in every])
        mase = np.nanmean([scores[i].mase or np.nan for scores in every])
        print(
            f"forecasts {name}: CRPS {ratio:.3f} of naive, MASE {mase:.3f}, 80 % intervals held {held:.3f}", flush=True
        )
    gains = {name: one.gain for name, one in tested.items() if one.gain is not None}
    for name, gain in gains.items():
        print(f"gain {name}: {gain.share:.3f} ({gain.low:.3f} to {gain.high:.3f})", flush=True)
    if gains:
        found = [gain.share for gain in gains.values()]
        print(
            f"gain of the other side's past: mean {np.mean(found):.4f}, shown in {sum(g.low > 0 for g in gains.values())}, "
            f"worse in {sum(g.high < 0 for g in gains.values())} of {len(gains)}"
        )


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared/data/relations")
    parser.add_argument("--only", default="echoes,turning,power,forecasts,placebo")
    parser.add_argument("--library", action="store_true")
    options = parser.parse_args()
    data, asked = Data(options.folder), options.only.split(",")
    if "echoes" in asked:
        echoes(data)
    if "turning" in asked:
        turning(data)
    if "power" in asked:
        found_breaks()
    if "forecasts" in asked:
        forecasts(data, QUICK, 40)
        if options.library:
            forecasts(data, ("naive", "arima", "ets", "together"), 10)
    if "placebo" in asked:
        placebo(data)


if __name__ == "__main__":
    main()
