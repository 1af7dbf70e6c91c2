"""The office that every test of the API begins with, and the clock set right again afterwards."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.journeys.office import Office, open_office


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    """Three clients; an invoice waits in Germany and one in Poland."""
    opened = open_office()
    opened.bring(replace(GERMAN, number="NP-77/1"), replace(POLISH, number="FV/77/1"))
    yield opened
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


@pytest.fixture
def office_kept(committed_database: str) -> Iterator[Office]:
    """The same, and what happens there is committed, so that it can be sealed."""
    opened = open_office()
    yield opened
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD
