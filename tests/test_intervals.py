"""The interval of a share."""

from __future__ import annotations

from detente.intervals import wilson


def test_the_interval_of_a_share_is_that_of_wilson() -> None:
    # 15 of 20: 0.531 to 0.888, as in the tables of Brown, Cai and DasGupta (2001).
    low, high = wilson(15, 20)
    assert (round(low, 3), round(high, 3)) == (0.531, 0.888)
    assert wilson(0, 3)[0] == 0.0
