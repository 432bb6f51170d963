"""Made-up reports on made-up events, for the tests of grouping: reports on one event share most of their telling words."""

from __future__ import annotations

import random
from dataclasses import dataclass

from detente.records import Date
from detente.stories.closeness import day_of
from detente.stories.traits import Dated, traits

PLAIN = "harbour grain treaty envoy border tariff minister vote parliament convoy bridge river census strike".split()


@dataclass(frozen=True, kw_only=True)
class Told:
    """A report: its event, title, body and day."""

    event: int
    title: str
    body: str
    day: str | None

    def dated(self) -> Dated:
        when = Date(start=self.day, end=self.day, precision="day") if self.day else Date()
        return Dated(traits=traits(self.title, self.body), day=day_of(when))


def told(events: int, reports: int, *, seed: int, dated: bool = True) -> list[Told]:
    """Return reports on some events, shuffled."""
    chance = random.Random(seed)  # noqa: S311 - made reports, the same in every run
    out = []
    for event in range(events):
        own = ["".join(chance.choices("bdfgklmnprst", k=3)) + "a" + str(event) for _ in range(30)]
        day = 1 + event % 27
        for _ in range(reports):
            words = chance.sample(own, 20) + chance.choices(PLAIN, k=25)
            chance.shuffle(words)
            when = f"2031-03-{day + chance.randrange(2):02}" if dated else None
            out.append(Told(event=event, title=" ".join(chance.sample(own, 5)), body=" ".join(words), day=when))
    chance.shuffle(out)
    return out
