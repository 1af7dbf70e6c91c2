"""The house that every test of the harness begins from, founded once."""

from collections.abc import Iterator

import pytest
from tests.chaos.place import Place
from tests.chaos.run import founded


@pytest.fixture(scope="session")
def start() -> Iterator[Place]:
    with founded() as place:
        yield place
