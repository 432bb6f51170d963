from collections.abc import Iterator

import pytest

from tests.intake.web import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine."""
    with served() as one:
        yield one
