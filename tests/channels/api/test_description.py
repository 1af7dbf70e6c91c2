"""The description of the API is true: it is OpenAPI 3.1, and whatever is sent by it is answered as it says."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests
import schemathesis
import urllib3
from django.conf import settings
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from tests.channels.api.caller import Caller
from tests.journeys.office import Office

from kantor.site.api import API

EXAMPLES = int(os.environ.get("KANTOR_API_EXAMPLES", "3"))
"""For each route, in CI; more for a longer look."""
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(API.get_openapi_schema())))
ROUTES = [one.ok() for one in SCHEMA.get_all_operations()]
STREAMED = "/api/events"
ONLY_LOOKED_AT = {
    "/api/check",
    "/api/typed-documents/preview",
    "/api/documents/{document_id}/preview",
    "/api/documents/{document_id}/letter-preview",
    "/api/documents/{document_id}/read-table",
}
"""What is sent there is looked at and forgotten: these write nothing, and need no key by which they were done once."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def caller(office: Office, monkeypatch: pytest.MonkeyPatch) -> Caller:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, api_requests_per_minute=1_000_000))
    return Caller(office, "carla")


def test_no_two_shapes_share_a_name() -> None:
    """Under one name the description would keep only one of them, and programs would be told the wrong one."""
    names = Counter(shape.__name__ for shape in set(_shapes_below(Schema)) if shape.__module__.startswith("kantor."))
    assert [name for name, count in names.items() if count > 1] == []


def _shapes_below(shape: type[Schema]) -> Iterator[type[Schema]]:
    for below in shape.__subclasses__():
        yield below
        yield from _shapes_below(below)


def test_it_is_told_to_everybody_as_openapi_3_1() -> None:
    answer = Client().get("/api/openapi.json")
    described = json.loads(answer.content)
    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            named = {one["name"] for one in operation.get("parameters", [])}
            assert ("Idempotency-Key" in named) == (method != "get" and path not in ONLY_LOOKED_AT)
            assert operation["security"] == [{"Keyed": []}]
            assert "application/problem+json" in operation["responses"]["4XX"]["content"]
            assert operation["summary"]
            assert operation["description"]


def test_whatever_is_sent_is_answered_as_described(caller: Caller) -> None:
    """One office for all routes; what each of them wrote is there for the next."""
    for route in ROUTES:
        if route.path != STREAMED:
            _try(route, caller)


def _try(route: schemathesis.schemas.APIOperation, caller: Caller) -> None:
    @given(case=route.as_strategy())
    @effort(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def sent(case: schemathesis.Case) -> None:
        response = answered(case, caller)
        case.validate_response(response, checks=CHECKS)

    sent()


def answered(case: schemathesis.Case, caller: Caller) -> requests.Response:
    """Through the whole stack of middleware, in the transaction of the test."""
    asked = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    headers = {**asked.headers, "authorization": f"Bearer {caller.secret}"}
    kind = headers.pop("Content-Type", "application/octet-stream")
    body = asked.body if asked.body is not None else b""
    with transaction.atomic():
        told = caller.browser.generic(asked.method or "GET", asked.path_url, data=body, content_type=kind, headers=headers)
    response = requests.Response()
    response.status_code, response.request, response.url = told.status_code, asked, asked.url or ""
    response.headers.update(told.headers)
    response._content = told.content
    response.raw = urllib3.HTTPResponse(headers=dict(told.headers), status=told.status_code)
    return response
