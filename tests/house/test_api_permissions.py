"""What programs may do: every route of the API tried with a key of every role, held against tests/house/api_permissions.txt.

After a wanted change: GOLDEN=write .venv/bin/python -m pytest tests/house/test_api_permissions.py, and read the difference.
"""

import os
import re
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import transaction
from tests.channels.api.caller import Caller
from tests.engines.einvoice.drafts import GERMAN
from tests.house.sources import ROOT
from tests.house.test_permissions import FORBIDDEN, NOT_FOUND, Office, office, sent_back
from tests.journeys.office import hire

from kantor.site.api import API
from kantor.spine import access, trail

__all__ = ["office"]
GOLDEN = ROOT / "tests/house/api_permissions.txt"
HEAD = "# With a key of which roles each route answers (made by test_api_permissions; any other key is refused).\n"
TAKES_A_FILE = {"/documents", "/bundles", "/check"}
DRAFT = replace(GERMAN, number="P-9")
ALIKE = {"type": "payables.supplier_invoice", "step": "verify", "reason": "payables.supplier_invoice.missing", "field": "lines.account"}
BODIES: dict[str, Any] = {
    "/documents/{document_id}/preview": {"changes": {"number": "P-8"}},
    "/documents/{document_id}/read-table": {"page": 1, "box": [0, 0, 1, 1]},
    "/documents/{document_id}/letter-preview": {"reasons": ["other"]},
    "/typed-documents/preview": {"type": "office.limit", "values": {"role": "payables.clerk"}},
    "/alike/settle": {**ALIKE, "documents": {"1": 1}},
    "/documents/{document_id}": {"changes": {"number": "P-8"}},
    "/documents/{document_id}/confirm": {"addresses": ["number"]},
    "/documents/{document_id}/arrange-pages": {"kind": "turn", "places": [1]},
    "/documents/{document_id}/change-type": {"type": "payables.supplier_invoice"},
    "/documents/{document_id}/ask": {"question": "Why?"},
    "/documents/{document_id}/answer": {"text": "So."},
    "/documents/{document_id}/hand-over": {"to": 1, "kind": "delegated"},
    "/documents/{document_id}/send-back": {"reasons": ["other"]},
    "/documents/{document_id}/second-entry": {"values": {"number": "P-8"}},
    "/documents/{document_id}/second-entry/settle": {"values": {"number": "P-8"}},
    "/spot-checks/stops/{stop_id}/ask": {"reason": "So."},
    "/spot-checks/share": {"per_mille": 30},
    "/duplicates/different": {"one": 1, "other": 2, "reason": "mother and daughter"},
    "/typed-documents": {"type": "office.limit", "values": {"role": "payables.clerk"}},
    "/books-files": {"kind": "tables", "from_on": "2026-01-01", "until_on": "2026-12-31"},
    "/payment-runs": {"execute_on": "2026-03-12"},
    "/webhooks": {"url": "https://hooks.example.com/in", "kinds": ["document.received"]},
}
"""What is sent to routes that take more than nothing, so that only the permission can be in the way."""
OUTERMOST = "/trail/verification"
"""Wants a transaction of its own, which it cannot have in a test; it fails behind its gate."""
SPAN = {"from_on": "2026-01-01", "until_on": "2026-12-31"}
ASKED: dict[str, dict[str, str]] = {
    "/balances": SPAN,
    "/accounts/{number}/postings": SPAN,
    "/search": {"q": "papier"},
    "/alike/documents": ALIKE,
    "/documents/{document_id}/suggestions": {"address": "number"},
    "/types/{type}/suggestions": {"address": "order_number"},
    "/spot-checks/documents": {"type": "payables.supplier_invoice", "field": "number", "kind": "passed"},
}
"""What is asked of routes that want more than the client."""


class Route(NamedTuple):
    """A method and a path of the API, with the permission that its function carries."""

    method: str
    path: str
    permission: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def routes() -> list[Route]:
    found = []
    for bound in API._get_bound_routers():
        for path, view in bound.path_operations.items():
            found += [Route(method, path, getattr(one.view_func, "permission", "")) for one in view.operations for method in one.methods]
    return found


def parts(given: Office) -> dict[str, Any]:
    """What stands in the paths: things that exist at the German client."""
    from django.apps import apps

    document, letter_of = given.waiting("DE", "payables.supplier_invoice"), sent_back(given)
    with given.acting("DE"):
        letter = apps.get_model("documents", "Outbox").objects.get(document_id=letter_of)
        record = trail.of_document(given.clients["DE"], document)[0].id
    return {
        "document_id": document,
        "item_id": letter.pk,
        "record_id": record,
        "party_id": given.suppliers["DE", "DE"],
        "person_id": given.people["bert"],
        "type": "purchasing.purchase_order",
        "page": 1,
        "entry_id": 1,
        "number": "1600",
        "report": "balance_sheet",
        "bundle_id": 1,
        "file_id": 1,
        "hook_id": 1,
        "stop_id": 1,
        "delivery_id": 1,
    }


def asked(caller: Caller, route: Route, given: dict[str, Any], client: int) -> int:
    """The status of one try; what it wrote is taken back. The body is empty: who may not is refused before it is looked at."""
    path = re.sub(r"{(?:\w+:)?(\w+)}", lambda part: str(given[part.group(1)]), route.path)
    caller.browser.raise_request_exception = route.path != OUTERMOST
    address = f"{path}?{urlencode({'client': client, **ASKED.get(route.path, {})})}"
    with transaction.atomic():
        if route.method == "GET":
            answer = caller.get(address)
        elif route.path in TAKES_A_FILE:
            answer = caller.hand_in(DRAFT, address)
        else:
            answer = caller.send(route.method, address, BODIES.get(route.path, {}))
        transaction.set_rollback(True)
    return int(answer.status_code)


def test_every_route_asks_for_a_permission() -> None:
    assert len(routes()) > 3
    assert [one.name for one in routes() if not one.permission] == []


def test_each_role_does_what_it_may_and_nothing_else(office: Office) -> None:
    given, client = parts(office), office.clients["DE"]
    allowed: dict[str, list[str]] = {one.name: [] for one in routes()}
    everybody = sorted(access.known_roles())
    for role in everybody:
        person = role.replace(".", "-")
        hire(office, person, {"DE": (role,)})
        caller = Caller(office, person)
        for one in routes():
            if asked(caller, one, given, client) != FORBIDDEN:
                allowed[one.name].append(role)
    lines = [f"{name}: {'everybody' if roles == everybody else ' '.join(roles) or 'nobody'}\n" for name, roles in sorted(allowed.items())]
    found = HEAD + "".join(lines)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_nothing_of_another_client_is_there_for_any_key(office: Office) -> None:
    """Whoever holds every role at one client finds nothing of the others, and may not name them."""
    given = parts(office)
    hire(office, "stranger", {"PL": sorted(access.known_roles())})
    caller = Caller(office, "stranger")
    named = {one.name: asked(caller, one, given, office.clients["DE"]) for one in routes()}
    by_document = {one.name for one in routes() if "{document_id}" in one.path}
    assert {name: status for name, status in named.items() if status != (NOT_FOUND if name in by_document else FORBIDDEN)} == {}


def test_a_key_without_a_permission_does_nothing_with_documents(office: Office) -> None:
    """The person may, the key may not: only what everybody may do is left."""
    given = parts(office)
    caller = Caller(office, "carla", permissions=("trail.see",))
    statuses = {one: asked(caller, one, given, office.clients["DE"]) for one in routes()}
    assert {one.name: status for one, status in statuses.items() if one.permission != "desk.any" and status != FORBIDDEN} == {}


def test_a_log_in_is_no_key(office: Office) -> None:
    given = parts(office)
    caller = Caller(office, "carla")
    caller.secret = "kantor_none"
    assert {asked(caller, one, given, office.clients["DE"]) for one in routes()} == {401}
