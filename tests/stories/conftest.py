"""What the tests of stories share."""

from __future__ import annotations

import pytest

from tests.stories.tellings import Press


@pytest.fixture
def press() -> Press:
    """Return a press without reports."""
    return Press()
