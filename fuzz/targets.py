"""Every target with its seeds, by name."""

from __future__ import annotations

from dataclasses import dataclass

from fuzz import asking, damaging, given, odd, parses, sources, words
from fuzz.judging import Target


@dataclass(frozen=True, slots=True)
class Case:
    """A target: what runs on an input, sound inputs to begin with, and its share of the inputs of a whole run."""

    name: str
    run: Target
    seeds: list[bytes]
    share: int

    def ready(self) -> None:
        """Have made once what all inputs share, such as a parser or an archive: no input is charged for it."""
        self.run(self.seeds[0])


#: Inputs out of a hundred thousand; quick targets take most, and each reader enough to leave its first checks behind.
_SHARES = {
    "quotes": 20_000, "times": 12_000, "amounts": 14_000, "names": 6_000, "who": 40, "filters": 6_000, "addresses": 8_000,
    "dates": 12_000, "cleaning": 1_000, "records": 1_600, "coding": 4_500, "whole": 60, "api": 100, "codebook": 60,
    "gazetteer": 2_000, "code-lines": 5_000, "group-lines": 2_000, "polecat": 500, "layouts": 3_000,
    "archive": 300, "form": 100, "tool": 1_000, "brief": 300,
}  # fmt: skip
_SLOW = {"source-html": 150, "source-mhtml": 120, "source-pdf": 40, "source-text": 120, "source-unnamed": 120}
_SOURCE = 190


def cases() -> list[Case]:
    """Return all targets."""
    out = [
        Case(name, run, module.SEEDS[name], _SHARES[name])
        for module in (words, parses, given, asking, damaging, odd)
        for name, run in module.TARGETS.items()
    ]
    for name, run in sources.TARGETS.items():
        out.append(Case(name, run, sources.seeds(name.removeprefix("source-")), _SLOW.get(name, _SOURCE)))
    return out
