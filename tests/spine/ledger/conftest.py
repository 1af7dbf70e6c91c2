"""Somebody who acts for a company with open books."""

from collections.abc import Iterator

import pytest
from tests.spine.ledger.books import AT, new_client, opened

from kantor.spine.access import Actor, acting


@pytest.fixture
def clerk(database: None) -> Iterator[Actor]:
    with acting(clients=(new_client(),), person_id=None, at=AT) as actor:
        opened(actor)
        yield actor
