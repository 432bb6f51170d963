"""Several people at once while a reading writes: every page is answered. The long form is bench/load.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.review.texts import kept, records

BENCH = Path(__file__).parents[3] / "bench"


def test_every_page_is_answered_while_a_reading_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    import load

    ids = [f"{n:016x}" for n in range(3)]
    archive = kept(tmp_path / "a", *(records(one) for one in ids))
    made = load.run(archive.path, clients=6, seconds=3.0, pause=0.1, writes=1.0)
    assert made.failed == ()
    assert made.batches >= 1
    assert len(made.seconds) >= 6
    sys.modules.pop("load", None)
    sys.modules.pop("web", None)
