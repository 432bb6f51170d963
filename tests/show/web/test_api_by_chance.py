"""What programs may ask, by chance from the description of the API: every answer is as it is described."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks

from detente.archive import Archive
from detente.gazetteer import Gazetteer
from detente.show.web import Settings, app
from tests.review.texts import kept, records

# A schema cannot say which names an actor has, or which ids there are: such values may be refused with 400.
load_all_checks()
positive_data_acceptance = CHECKS.get_one("positive_data_acceptance")
CASES = 3  # of each address; more find nothing else in minutes


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return kept(tmp_path_factory.mktemp("chance") / "a", records("r1"), records("r2"))


@pytest.fixture(scope="module")
def described(small: Archive) -> Any:
    return schemathesis.openapi.from_asgi(
        "/openapi.json", app(Settings(archive=Path(small.path), gazetteer=Gazetteer.load(), hosts=("testserver",)))
    )


def test_every_answer_to_what_a_program_may_ask_is_as_described(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=CASES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        def asked(case: schemathesis.Case) -> None:
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        asked()
