"""Every screen stands behind a gate that names the permission it asks for, and nobody passes one without it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.desk.seat import seat
from tests.journeys.office import Office, hire

from kantor.spine import access


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        else:
            yield pattern


IN_FRONT = {"second_factor", "log_in_by_passkey", "choose_password", "go_to_provider", "return_from_provider"}
"""Pages of the way in."""
DESK = [
    pattern
    for pattern in _patterns(get_resolver())
    if pattern.callback.__module__.startswith("kantor.desk") and pattern.name not in IN_FRONT
]


def test_every_screen_names_its_permission() -> None:
    assert len(DESK) > 20
    assert [pattern.name for pattern in DESK if not getattr(pattern.callback, "permission", "")] == []


def test_whoever_is_not_logged_in_logs_in_first(database: None) -> None:
    answer = Client().get("/queue/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=/queue/")


@pytest.mark.parametrize(
    ("path", "status"), [("/documents/{}/", 403), ("/documents/{}/words", 403), ("/new/payables.supplier_invoice/", 403)]
)
def test_a_role_that_lacks_the_permission_is_refused(office: Office, path: str, status: int, caplog: pytest.LogCaptureFixture) -> None:
    hire(office, "dora", {"DE": ("purchasing.clerk",)})
    document_id = office.waiting("DE", "payables.supplier_invoice")
    assert seat(office, "dora").get(path.format(document_id)).status_code == status
    (line,) = [record.getMessage() for record in caplog.records if record.name == "kantor.desk"]
    assert line.startswith(f"person={office.people['dora']} permission=payables.supplier_invoice.")


def test_another_clients_document_is_not_there_at_all(office: Office) -> None:
    hire(office, "ewa", {"PL": ("payables.clerk",)})
    document_id = office.waiting("DE", "payables.supplier_invoice")
    assert seat(office, "ewa").get(f"/documents/{document_id}/").status_code == 404


def test_whoever_releases_payments_works_from_the_networks_of_the_office_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, guarded_from=("10.2.0.0/16",)))
    hire(office, "dora", {"DE": ("payables.clerk",)})
    on = office.now().date()
    guarded = {name: access.needs_factor(person_id, on, access.GUARDED) for name, person_id in office.people.items()}
    assert set(guarded.values()) == {True, False}
    for name, must_be_here in guarded.items():
        desk = seat(office, name)
        assert desk.get("/documents/", REMOTE_ADDR="10.2.7.1").status_code == 200
        assert desk.get("/documents/", REMOTE_ADDR="198.51.100.7").status_code == (403 if must_be_here else 200)
