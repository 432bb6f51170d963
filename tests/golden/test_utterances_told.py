"""Alignment: wordings of one utterance are found, and sentences that only look alike are not taken for one."""

from __future__ import annotations

import pytest

from detente.stories.utterances import installed
from tests.golden.utterances_told import load, scores

PRECISION, RECALL = 0.85, 0.65
"""Floors where sentence vectors are installed."""


@pytest.mark.skipif(not installed(), reason="needs the extra: vectors")
def test_alignment_keeps_its_precision_and_recall() -> None:
    counts, wrong = scores()
    claimed = counts["same aligned"] + counts["other aligned"]
    assert counts["same aligned"] >= PRECISION * claimed, wrong
    assert counts["same aligned"] >= RECALL * counts["same"], wrong


def test_there_are_as_many_look_alikes_as_pairs() -> None:
    kinds = [kind for kind, _, _ in load()]
    assert kinds.count("same") == kinds.count("other") == 40
