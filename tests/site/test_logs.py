"""The log: a machine can read it, every line knows what it belongs to, and nothing that people or documents say stands in it."""

import json
import logging
import os
import sys
from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, connection, transaction
from django.test import Client
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import open_office

from kantor.channels.door import File
from kantor.site import logs

IBAN = "DE89370400440532013000"


def line(formatter: logging.Formatter, message: str, *given: Any, error: bool = False) -> str:
    found = sys.exc_info() if error else None
    return formatter.format(logging.LogRecord("kantor.working", logging.INFO, __file__, 1, message, given, found))


def told(message: str, *given: Any, error: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line(logs.JsonLines(), message, *given, error=error))
    return found


def test_the_keys_of_a_line_are_fields_for_machines() -> None:
    found = told("job=%s client=%d seconds=%.3f outcome=%s", "seal", 3, 0.25, "done")
    assert found["message"] == "job=seal client=3 seconds=0.250 outcome=done"
    assert (found["job"], found["client"], found["seconds"], found["outcome"]) == ("seal", 3, 0.25, "done")
    assert (found["level"], found["logger"], found["process"]) == ("info", "kantor.working", os.getpid())


def test_a_line_carries_the_request_the_client_and_the_document_it_belongs_to() -> None:
    with logs.about(request="r-1", client=3), logs.about(document=17):
        inner, text = told("outcome=%s", "done"), line(logs.Lines(), "outcome=%s", "done")
    assert (inner["request"], inner["client"], inner["document"]) == ("r-1", 3, 17)
    assert text.endswith("INFO outcome=done request=r-1 client=3 document=17")
    assert "document" not in told("outcome=%s", "done")


def test_an_error_of_the_database_is_told_without_the_row_it_is_about() -> None:
    try:
        raise DataError(f'duplicate key value violates unique constraint "parties_account"\nDETAIL:  Key (iban)=({IBAN}) already exists.')
    except DataError:
        found, text = told("job=%s", "send", error=True), line(logs.Lines(), "job=%s", "send", error=True)
    assert found["error"]["kind"] == "DataError"
    assert found["error"]["message"] == 'duplicate key value violates unique constraint "parties_account"'
    assert found["error"]["where"][-1].endswith("test_an_error_of_the_database_is_told_without_the_row_it_is_about")
    assert IBAN not in json.dumps(found) + text.replace(f"({IBAN})", "")


@pytest.mark.usefixtures("database")
def test_what_postgresql_quotes_from_a_document_is_left_out() -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT %s::int", ["Müller GmbH"])
    except DataError:
        found, text = told("job=%s", "carry", error=True), line(logs.Lines(), "job=%s", "carry", error=True)
    assert "invalid input syntax for type integer" in text
    assert "Müller" not in json.dumps(found, ensure_ascii=False)
    assert "Müller" not in "".join(one for one in text.splitlines() if not one.startswith("    "))


@pytest.mark.parametrize("given", [IBAN, "anna.linde@papier.example", "invoice 'RE-2026-17'", 'name "Anke Linde"', "1370012345678"])
def test_what_came_from_outside_is_left_out_of_a_reason(given: str) -> None:
    found = told("reason=%r", f"ValueError: cannot use {given}")
    assert found["reason"].startswith("ValueError: cannot use ")
    assert given not in json.dumps(found, ensure_ascii=False)


def test_names_of_files_are_left_out() -> None:
    assert "Linde" not in json.dumps(told("file=%r outcome=%s", "Rechnung Linde.pdf", "not_taken"))


def test_numbers_of_ours_stay() -> None:
    found = told("document=%d amount=%s", 1234567, Decimal("12.50"))
    assert (found["document"], found["amount"]) == (1234567, "12.50")


def test_a_request_has_a_number_in_its_answer_and_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kantor.web"):
        answer = Client().get("/health?q=Linde", headers={"x-request-id": "from-the-proxy-1"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy-1"
    (record,) = [one for one in caplog.records if one.name == "kantor.web"]
    assert "route=health method=GET status=200" in record.getMessage()
    assert "Linde" not in record.getMessage()


def test_a_number_that_could_forge_a_line_is_replaced() -> None:
    answer = Client().get("/health", headers={"x-request-id": 'a" level=error'})
    assert len(answer.headers["X-Request-ID"]) == 16


@pytest.mark.usefixtures("database")
def test_the_log_says_how_far_each_document_came_and_nothing_of_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    office = open_office()
    with caplog.at_level(logging.INFO, "kantor.road"):
        outcomes = office.bring(GERMAN, File(name="Linde.xml", data=b"<a/>"), client="DE")
    lines = [json.loads(logs.JsonLines().format(record)) for record in caplog.records if record.name == "kantor.road"]
    assert {(line["document"], line["outcome"]) for line in lines} == {(one.document_id, one.outcome) for one in outcomes}
    assert {line["client"] for line in lines} == {office.clients["DE"]}
    assert GERMAN.number not in json.dumps(lines)
    assert "Linde" not in json.dumps(lines)
