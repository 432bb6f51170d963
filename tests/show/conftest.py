"""A press to write briefs from, and a gazetteer to name its actors."""

from __future__ import annotations

import pytest

from detente.show import Brief, brief
from tests.show.corpus import corpus
from tests.show.press import Press, Who


@pytest.fixture
def press() -> Press:
    return corpus()


@pytest.fixture
def who() -> Who:
    return Who()


@pytest.fixture
def made(press: Press, who: Who) -> Brief:
    return brief(press, "RUS", "USA", gazetteer=who)
