"""Days at either end of the calendar are days that somebody may mistype: the form says what is wrong, and nothing is lost."""

import logging
from collections.abc import Mapping

import pytest
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_asset_story import CHANGE, SALE, buy

ENDS = ("9999-12-31", "0001-01-05")
TOLD: dict[str, Mapping[str, str]] = {
    "accounting.asset": {"day": "in_use_on", "number": "A-9", "name": "Regal", "months": "48", "cost": "4800"},
    "accounting.deferral": {"day": "first_on", "months": "12", "amount": "1200", "split": "days"},
    CHANGE: {"day": "on", **SALE, "number": "A-1"},
    "receivables.interest_note": {"day": "on"},
    "receivables.dunning_run": {"day": "on"},
}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    return office


@pytest.mark.parametrize("on", ENDS)
@pytest.mark.parametrize("type", TOLD)
def test_a_day_at_the_end_of_the_calendar_stops_and_is_kept(office: Office, type: str, on: str) -> None:
    buy(office, "DE")
    told = dict(TOLD[type])
    field = told.pop("day")
    filed = office.type_in("DE", "anna", type, {**told, field: on})
    checked = office.checked("DE", filed)
    assert checked.reading.text(field) == on
    assert any(finding.severity.value == "stop" for finding in checked.findings)


def test_a_sale_on_the_last_day_is_worn_until_that_day(office: Office) -> None:
    buy(office, "DE")
    filed = office.type_in("DE", "clara", CHANGE, {**SALE, "number": "A-1", "on": "9999-12-31"})
    assert office.checked("DE", filed).reading.text("worn_until") == "9999-12-31"


def test_a_suggestion_that_fails_is_none_and_the_log_says_where_it_failed_and_not_at_what(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="kantor.road"):
        values = {"first_on": "9999-12-01", "months": "12", "amount": "1200"}
        filed = office.type_in("DE", "clara", "accounting.deferral", values)
    (line,) = {record.getMessage() for record in caplog.records if "nothing_suggested" in record.getMessage()}
    assert line.startswith(f"document={filed} type=accounting.deferral error=ValueError at=")
    assert "9999" not in line
    assert not office.checked("DE", filed).reading.rows("plan")
