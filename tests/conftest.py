import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "walks",
    max_examples=int(os.environ.get("WALKS", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
    derandomize=True,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write what the talks say today")
