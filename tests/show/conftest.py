"""A press to write briefs from, and a gazetteer to name its actors."""

from __future__ import annotations

import pytest
from corpus import corpus
from press import Press, Who

from detente.show import Brief, brief


@pytest.fixture
def press() -> Press:
    return corpus()


@pytest.fixture
def who() -> Who:
    return Who()


@pytest.fixture
def made(press: Press, who: Who) -> Brief:
    return brief(press, "RUS", "USA", gazetteer=who)
