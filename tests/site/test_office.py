"""An office of one's own: the first person, clients with their books, people with their roles."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from tests.site.command import done, kantor, office, told

from kantor.countries import COMMON_ROLES, law
from kantor.site import taking_on
from kantor.site.config import ConfigError
from kantor.site.health import work
from kantor.site.health.trouble import Case
from kantor.spine import access, ledger

PASSWORD = "kjh2938-Qwer9x\n"
pytestmark = pytest.mark.usefixtures("committed_database")


def _now() -> datetime:
    return datetime.now(UTC)


def test_an_empty_office_begins_with_a_person_who_can_log_in() -> None:
    said = done("init", "--email", "anna@office.example", "--name", "Anna", "--password-stdin", stdin=PASSWORD)
    person = access.person_by_email("anna@office.example")
    assert person is not None
    assert person.name == "Anna"
    assert "signing_key.pem" in said


def test_beginning_twice_changes_nothing() -> None:
    office()
    result = kantor("init", "--email", "anna@office.example", "--name", "Somebody else", "--password-stdin", stdin=PASSWORD)
    assert result.exit_code == 0
    person = access.person_by_email("anna@office.example")
    assert person is not None
    assert person.name == "Anna"


def test_a_password_that_anybody_guesses_is_refused() -> None:
    result = kantor("init", "--email", "anna@office.example", "--name", "Anna", "--password-stdin", stdin="password\n")
    assert isinstance(result.exception, ConfigError)
    assert access.person_by_email("anna@office.example") is None


@pytest.mark.parametrize(("country", "chart"), [("DE", "skr03"), ("DE", "skr04"), ("PL", "pl_model"), ("ID", "id_psak")])
def test_a_new_client_has_an_account_for_every_role_and_three_open_years(country: str, chart: str) -> None:
    done("client", "add", "one", "--name", "One", "--country", country, "--chart", chart)
    (client_id,) = access.every_client()
    with access.acting(clients=[client_id], person_id=None, at=_now()):
        roles = ledger.account_roles(client_id)
        years = sorted({period.year for period in ledger.periods(client_id) if period.closed_at is None})
        currency = access.client(client_id).currency
    assert sorted({*COMMON_ROLES, *law(country).roles} - roles.keys()) == []
    assert years == [_now().year - 1, _now().year, _now().year + 1]
    assert currency == law(country).currency


def test_a_client_that_was_taken_on_when_charts_were_shorter_is_completed() -> None:
    for code in ("one", "two"):
        done("client", "add", code, "--name", code.title(), "--country", "DE")
    one = next(client.id for client in taking_on.every_client(at=_now()) if client.code == "one")
    with access.acting(clients=[one], person_id=None, at=_now()), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_account SET role = '' WHERE role IN ('bad_debt', 'discount_granted')")
    assert "roles_missing" in {trouble.name for trouble in work.books(Case(config=settings.KANTOR, now=_now(), clock=_now))}
    said = done("client", "complete")
    assert "one: bad_debt is played by 2400 now; discount_granted is played by 8730 now." in said
    assert "two: complete." in said
    assert done("client", "complete", "one") == "one: complete.\n"
    assert list(work.books(Case(config=settings.KANTOR, now=_now(), clock=_now))) == []


def test_narrow_accounts_do_not_draw_postings_away_from_a_broad_one_of_the_client() -> None:
    done("client", "add", "one", "--name", "One", "--country", "DE")
    (client_id,) = access.every_client()
    with access.acting(clients=[client_id], person_id=None, at=_now()) as actor, connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_account SET role = '' WHERE role LIKE 'input_vat%%' OR role = 'bad_debt'")
        ledger.import_accounts([ledger.ChartAccount("1579", "Vorsteuer, alle Sätze", "asset", "input_vat")], actor=actor)
    assert done("client", "complete") == "one: bad_debt is played by 2400 now.\n"
    with access.acting(clients=[client_id], person_id=None, at=_now()):
        assert {number for role, number in ledger.account_roles(client_id).items() if role.startswith("input_vat")} == {"1579"}


def test_another_fiscal_year_begins_in_its_month() -> None:
    done("client", "add", "one", "--name", "One", "--country", "DE", "--fiscal-year-start", "7")
    (client_id,) = access.every_client()
    with access.acting(clients=[client_id], person_id=None, at=_now()):
        starts = {period.starts_on.month for period in ledger.periods(client_id) if period.number == 1}
    assert starts == {7}


@pytest.mark.parametrize(
    "wrong",
    [
        ("--country", "XX"),
        ("--country", "DE", "--vat-id", "DE123"),
        ("--country", "DE", "--chart", "skr99"),
        ("--country", "DE", "--iban", "DE00 1234"),
        ("--country", "DE", "--fiscal-year-start", "13"),
        ("--country", "DE", "--person", "nobody@office.example"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(wrong: tuple[str, ...]) -> None:
    result = kantor("client", "add", "one", "--name", "One", *wrong)
    assert isinstance(result.exception, ConfigError)
    assert access.every_client() == []


def test_two_clients_cannot_have_one_code() -> None:
    office()
    assert isinstance(kantor("client", "add", "nord", "--name", "Again", "--country", "PL").exception, ConfigError)
    assert len(access.every_client()) == 1


def test_clients_are_listed() -> None:
    office()
    status, rows = told("client", "list", "--json")
    assert status == 0
    assert [(row["code"], row["country"], row["chart"]) for row in rows] == [("nord", "DE", "skr03")]


def test_a_person_gets_the_roles_that_are_named() -> None:
    office()
    done("person", "add", "budi@office.example", "--name", "Budi", "--client", "nord", "--role", "payables.clerk")
    person = access.person_by_email("budi@office.example")
    assert person is not None
    (client_id,) = access.every_client()
    assert access.roles_of(person.id, _now().date()) == {client_id: frozenset({"payables.clerk"})}


def test_an_unknown_role_is_told() -> None:
    office()
    result = kantor("person", "add", "anna@office.example", "--client", "nord", "--role", "king")
    assert isinstance(result.exception, ConfigError)
    assert "payables.clerk" in str(result.exception)


def test_whoever_runs_the_host_gives_a_code_and_never_learns_the_password() -> None:
    from django.contrib.auth import authenticate

    office()
    *_, said, code = done("person", "password", "anna@office.example").splitlines()
    assert "/login/code/ with anna@office.example" in said
    assert authenticate(username="anna@office.example", password=PASSWORD.strip()) is not None  # a code changes nothing by itself
    person_id = access.holder_of_code("anna@office.example", code, at=_now())
    assert person_id is not None
    assert access.choose_password(person_id, code, "another-Long-1-word", at=_now())
    assert authenticate(username="anna@office.example", password="another-Long-1-word") is not None


def test_a_new_person_has_no_password_but_a_code() -> None:
    from django.contrib.auth import get_user_model

    *_, code = done("person", "add", "budi@office.example", "--name", "Budi").splitlines()
    assert not get_user_model().objects.get(email="budi@office.example").has_usable_password()
    assert access.holder_of_code("budi@office.example", code, at=_now()) is not None


def test_a_link_to_the_identity_provider_is_taken_away() -> None:
    office()
    person = access.person_by_email("anna@office.example")
    assert person is not None
    access.link_person(person.id, access.Link(issuer="https://id.example", subject="anna-7"), at=_now(), by=None, how="command")
    assert "as anna-7 no longer" in done("person", "unlink", "anna@office.example")
    assert isinstance(kantor("person", "unlink", "anna@office.example").exception, ConfigError)


def test_the_trail_of_what_was_set_up_is_intact() -> None:
    (settings.KANTOR.data / "trail_heads.jsonl").unlink(missing_ok=True)  # copies of heads that other tests had in other databases
    office()
    status, rows = told("verify-trail", "--seal", "--json")
    assert status == 0
    assert [row["intact"] for row in rows] == [True, True]
    assert all(row["sealed"] > 0 for row in rows)
