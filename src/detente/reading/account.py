"""How far a reading is, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.archive.under_way import CutOff
from detente.reading.stream import Intake
from detente.records import Failure, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a reading is.

    ``done`` counts what was read, known already or failed, ``total`` what there is (None: not known beforehand);
    ``source`` is the one at hand.
    """

    done: int
    total: int | None
    failed: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a reading did.

    ``read`` counts the reports added, ``known`` those that the archive held or that came twice; ``residue`` the lines
    dropped, by reason; ``failures`` are the inputs and stages that failed. ``version`` is the archive's afterwards;
    ``skipped`` counts the paragraphs not parsed because only relations between states were asked for. ``cut_off`` is the
    reading before, where that did not come to its end.
    """

    read: int
    known: int
    mentions: int
    statements: int
    events: int
    residue: Mapping[str, int]
    failures: tuple[Failure, ...]
    seconds: float
    version: int
    skipped: int = 0
    cut_off: CutOff | None = None

    @property
    def failed(self) -> int:
        """How many inputs or stages failed."""
        return len(self.failures)


@dataclass(slots=True, kw_only=True)
class Tally:
    """An account while it grows; ``progress`` is told each step, None: nobody."""

    progress: Callable[[Progress], None] | None
    total: int | None
    intake: Intake
    cut_off: CutOff | None = None
    read: int = 0
    source: str = ""
    found: Counter[str] = field(default_factory=Counter)
    residue: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def at(self, source: str) -> None:
        """Note which source is at hand."""
        self.source = source
        self._tell()

    def one_more(self) -> None:
        """Note that one more report was read."""
        self.read += 1
        self._tell()

    def add(self, batch: Sequence[Records], failures: Sequence[Failure]) -> None:
        """Count a batch that was written, and the failures written with it."""
        for records in batch:
            self.found["mentions"] += len(records.mentions)
            self.found["statements"] += len(records.statements)
            self.found["events"] += len(records.events)
            self.found["skipped"] += len(records.skipped)
            self.residue.update(line.reason for line in records.report.residue)
            self.failures.extend(records.failures)
        self.failures.extend(failures)

    def account(self, *, seconds: float, version: int) -> Account:
        """Return the account as it stands."""
        return Account(
            read=self.read,
            known=self.intake.known,
            mentions=self.found["mentions"],
            statements=self.found["statements"],
            events=self.found["events"],
            residue=dict(self.residue.most_common()),
            failures=tuple(self.failures),
            seconds=seconds,
            version=version,
            skipped=self.found["skipped"],
            cut_off=self.cut_off,
        )

    def _tell(self) -> None:
        """Tell the progress to whoever asked for it."""
        if self.progress is not None:
            done = self.read + self.intake.known + self.intake.failed
            # a file counted as one report may turn out to hold several
            total = None if self.total is None else max(self.total, done)
            self.progress(Progress(done=done, total=total, failed=self.intake.failed, source=self.source))
