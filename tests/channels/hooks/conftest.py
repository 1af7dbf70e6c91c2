"""The office that every test of the webhooks begins with, and a program outside that receives them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from tests.channels.api.serving import Receiver, receiving
from tests.journeys.office import Office, open_office


@pytest.fixture
def office(committed_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Private addresses are let through, because the program outside runs beside the test."""
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, webhooks_to_private=True))
    yield open_office()
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as program:
        yield program
