"""Who may do what for which client: roles by date, deputies, limits of authority, and clients found by their numbers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count

import psycopg
import pytest
from django.contrib.auth import authenticate
from psycopg.errors import InsufficientPrivilege

from kantor.kit.money import Money
from kantor.spine import access
from kantor.spine.access import acting
from kantor.spine.access.roles import guarded
from kantor.words import Refusal

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def roles() -> Iterator[None]:
    before = {role: tuple(permissions) for role, permissions in access.known_roles().items()}
    guarded_before = guarded()
    access.install({"clerk": ("payables.supplier_invoice.verify",), "lead": ("payables.supplier_invoice.approve",)})
    yield
    access.install(before, guarded_before)


def new_client(**values: object) -> int:
    given: dict[str, object] = {
        "code": f"acme-{next(NUMBERS)}",
        "name": "Acme GmbH",
        "country": "DE",
        "currency": "EUR",
        "language": "de",
        "chart": "skr03",
        "from_on": date(2026, 1, 1),
    }
    return access.create_client(access.NewClient(**{**given, **values}), at=AT)  # type: ignore[arg-type]


def new_person(name: str) -> tuple[int, str]:
    email = f"{name}-{next(NUMBERS)}@example.com"
    return access.create_person(email=email, name=name.title(), at=AT), email


def give(client: int, email: str, role: str, **days: date) -> None:
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        access.assign([access.Assignment(email=email, role=role, **{"from_on": date(2026, 1, 1), **days})], actor)  # type: ignore[arg-type]


def test_a_role_holds_from_its_first_to_its_last_day(database: None) -> None:
    client, (person, email) = new_client(), new_person("ada")
    give(client, email, "clerk", from_on=date(2026, 3, 1), until_on=date(2026, 3, 31))
    held = [access.may(person, "payables.supplier_invoice.verify", client, date(2026, month, day)) for month, day in
            ((2, 28), (3, 1), (3, 31), (4, 1))]  # fmt: skip
    assert held == [False, True, True, False]


def test_one_person_works_for_several_clients(database: None) -> None:
    first, second, other = new_client(), new_client(), new_client()
    person, email = new_person("ada")
    give(first, email, "clerk")
    give(second, email, "lead")
    assert access.clients_of(person, TODAY) == (first, second)
    allowed = access.permissions(person, (first, second, other), TODAY)
    assert allowed == {first: {"payables.supplier_invoice.verify"}, second: {"payables.supplier_invoice.approve"}, other: frozenset()}


def test_a_deputy_has_the_roles_of_the_person_replaced_while_it_lasts(database: None) -> None:
    client, (ada, ada_email), (ben, ben_email) = new_client(), new_person("ada"), new_person("ben")
    give(client, ada_email, "lead")
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        stand_in = access.Substitute(email=ada_email, deputy=ben_email, from_on=date(2026, 3, 1), until_on=date(2026, 3, 7))
        access.name_substitute([stand_in], actor)
    permission = "payables.supplier_invoice.approve"
    assert access.may(ben, permission, client, date(2026, 3, 7))
    assert not access.may(ben, permission, client, date(2026, 3, 8))
    assert access.stands_in_for(ben, permission, client, TODAY) == ada
    assert access.stands_in_for(ada, permission, client, TODAY) is None
    assert access.clients_of(ben, TODAY) == (client,)


def test_a_role_is_not_given_twice_for_the_same_time(database: None) -> None:
    client, (_, email) = new_client(), new_person("ada")
    give(client, email, "clerk")
    with pytest.raises(Refusal, match="role_held_already"):
        give(client, email, "clerk", from_on=date(2026, 5, 1))


def test_an_ended_role_can_be_given_again(database: None) -> None:
    client, (person, email) = new_client(), new_person("ada")
    give(client, email, "clerk")
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        access.end_assignment([access.AssignmentEnd(email=email, role="clerk", until_on=date(2026, 3, 31))], actor)
    assert not access.may(person, "payables.supplier_invoice.verify", client, date(2026, 4, 1))
    give(client, email, "clerk", from_on=date(2026, 4, 1))
    assert access.may(person, "payables.supplier_invoice.verify", client, date(2026, 4, 1))


def test_a_new_limit_replaces_the_one_before_from_its_first_day(database: None) -> None:
    client = new_client()
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        for amount, from_on in (("500", date(2026, 1, 1)), ("1000", date(2026, 4, 1))):
            access.set_limit(
                [access.Limit(role="clerk", type="payables.supplier_invoice", amount=Money.of(amount, "EUR"), from_on=from_on)], actor
            )
        found = [access.limit(client, "payables.supplier_invoice", ["clerk", "nobody"], day) for day in (TODAY, date(2026, 4, 1))]
        assert found == [Money.of("500", "EUR"), Money.of("1000", "EUR")]
        assert access.limit(client, "payables.supplier_invoice", ["lead"], TODAY) is None


def test_a_client_is_found_by_its_vat_id_or_tax_number_only_where_one_has_it(database: None) -> None:
    client = new_client(vat_id="DE 129 273 398", tax_number="9121812345")
    assert access.client_by_vat_id("de129273398") == client
    assert access.client_by_vat_id("91 218 12345") == client
    assert access.client_by_vat_id("") is None
    new_client(vat_id="DE129273398")
    assert access.client_by_vat_id("DE129273398") is None


def test_a_client_is_found_in_whichever_way_its_number_is_written(database: None) -> None:
    polish, indonesian = new_client(vat_id="PL5260001246"), new_client(tax_number="01.312.166.0-091.000")
    assert access.client_by_vat_id("526-000-12-46") == polish
    assert access.client_by_vat_id("0013121660091000") == indonesian


def test_a_client_is_read_only_by_those_who_act_for_it(database: None) -> None:
    mine, other = new_client(name="Mine"), new_client(name="Other")
    with acting(clients=(mine,), person_id=None, at=AT):
        assert access.client(mine).name == "Mine"
        assert access.client(mine).as_dict()["fiscal_year_start"] == 1
        assert access.clients([mine, other]) == [access.client(mine)]
        with pytest.raises(LookupError):
            access.client(other)
    assert {mine, other} <= set(access.every_client())


def test_people_of_a_client_are_listed_with_their_roles(database: None) -> None:
    client, (_, email), _ = new_client(), new_person("ada"), new_person("ben")
    give(client, email, "clerk")
    give(client, email, "lead")
    with acting(clients=(client,), person_id=None, at=AT):
        assert [(person.email, person.roles) for person in access.people(client, TODAY)] == [(email, ("clerk", "lead"))]


def test_an_address_in_capitals_is_the_same_person(database: None) -> None:
    first = access.create_person(email="Ada.Same@Example.com", name="Ada", at=AT)
    assert access.create_person(email="ada.same@example.COM ", name="Another", at=AT) == first
    found = access.person_by_email("ADA.same@example.com")
    assert found is not None
    assert found.name == "Ada"


def test_a_password_is_kept_as_an_argon2_hash_and_opens_the_door(database: None) -> None:
    from kantor.spine.access.models import Person

    person = access.create_person(email="door@example.com", name="Door", at=AT, password="a long enough secret")
    assert Person.objects.get(pk=person).password.startswith("argon2$argon2id$")
    assert authenticate(username="door@example.com", password="a long enough secret") is not None
    access.set_password(person, "another long secret", at=AT, by=None)
    assert authenticate(username="door@example.com", password="a long enough secret") is None
    assert authenticate(username="door@example.com", password="another long secret") is not None


def test_without_a_password_nobody_logs_in(database: None) -> None:
    person, email = new_person("ada")
    for password in ("", "!", "None"):
        assert authenticate(username=email, password=password) is None
    assert person


def test_history_of_roles_is_ended_but_never_deleted(database: None, app_connection: psycopg.Connection[object]) -> None:
    for table in ("access_assignment", "access_limit", "access_substitute", "access_client", "access_person", "access_change"):
        with pytest.raises(InsufficientPrivilege):
            app_connection.execute(f"DELETE FROM {table}")  # type: ignore[arg-type]


def test_the_functions_for_everybody_belong_to_the_owner_and_fix_their_search_path(owner_connection: psycopg.Connection[object]) -> None:
    rows = owner_connection.execute(
        "SELECT proname, prosecdef, proowner = current_user::regrole, proconfig::text FROM pg_proc WHERE proname LIKE 'access%%'"
    ).fetchall()
    assert len(rows) >= 3
    assert all(definer and owned and "search_path" in path for _, definer, owned, path in rows)  # type: ignore[misc]
