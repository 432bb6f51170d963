"""What follows on a kind of deed, out of an archive."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.archive import Archive, Query
from detente.relations.after import after
from detente.relations.episodes import episodes
from detente.relations.importing import take_over

SANCTIONED = (20, 63, 101, 150, 182, 240, 275, 330, 371, 420)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive in which PER accuses CHL for a week after each of the sanctions of CHL."""
    folder, lines = tmp_path_factory.mktemp("after"), []
    for i in range(450):
        day = (date(2018, 1, 1) + timedelta(days=i)).strftime("%Y%m%d")
        lines.append(f"{day}\tPER\tCHL\t112\taccuse")
        if i in SANCTIONED:
            lines.append(f"{day}\tCHL\tPER\t160\tsanction")
        if any(0 < i - at <= 7 for at in SANCTIONED):
            lines += [f"{day}\tPER\tCHL\t112\taccuse"] * 4
    (folder / "events.tab").write_text("\n".join(lines) + "\n")
    made = Archive.open(folder / "archive", create=True)
    take_over("keds", folder / "events.tab", archive=made)
    return made


def test_what_follows_on_sanctions_is_found_on_the_side_that_answers(archive: Archive) -> None:
    forth, back = after(archive, Query(between=("CHL", "PER"), origin="keds"), "SANCTION", by="day")
    assert (forth.doer, forth.answer) == ("CHL", "PER")
    assert forth.found is not None
    assert forth.found.triggers == 10
    assert forth.found.p <= 0.05
    assert forth.found.after == pytest.approx(3 * forth.found.before)  # five a day for seven days, one for seven
    assert "changes more than by chance" in forth.words
    assert back.found is None
    assert "0 episodes are too few" in back.words


def test_the_example_by_hand_of_the_docs_comes_out() -> None:
    deeds, answer = np.zeros(30), np.ones(30)
    deeds[[3, 8, 13, 18, 23]] = 1
    answer[[4, 9, 14, 19, 24]] = 4
    found = episodes(deeds, answer, window=1)
    assert (found.before, found.after) == (1.0, 4.0)
