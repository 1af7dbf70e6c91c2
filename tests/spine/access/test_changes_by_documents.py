"""What two people decided about clients, people and roles is applied as a set, and its reversal brings back what was there before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from kantor.kit.money import Money
from kantor.spine import access, trail
from kantor.spine.access import HOUSE, acting
from kantor.spine.access.roles import guarded
from kantor.words import Applied, Part, Refusal

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
YESTERDAY = TODAY - timedelta(days=1)
FIRST = date(2026, 1, 1)
TYPE, VERIFY = "payables.supplier_invoice", "payables.supplier_invoice.verify"
NUMBERS = count(1)
DOCUMENTS = count(2000)
HANDLER = access.PARTS[0]


@pytest.fixture(autouse=True)
def roles() -> Iterator[None]:
    before = {role: tuple(permissions) for role, permissions in access.known_roles().items()}
    guarded_before = guarded()
    access.install({"clerk": (VERIFY,)})
    yield
    access.install(before, guarded_before)


@pytest.fixture
def client(database: None) -> int:
    return access.create_client(new_client(), at=AT)


@pytest.fixture
def person(client: int) -> str:
    email = f"ada-{next(NUMBERS)}@example.com"
    access.create_person(email=email, name="Ada", at=AT)
    return email


def new_client(**values: object) -> access.NewClient:
    given: dict[str, object] = {
        "code": f"by-document-{next(NUMBERS)}",
        "name": "Acme",
        "country": "DE",
        "currency": "EUR",
        "language": "de",
    }
    return access.NewClient(**{**given, "chart": "skr03", "from_on": FIRST, **values})  # type: ignore[arg-type]


def apply(client: int, *parts: Part) -> int:
    """All parts as one document; its id."""
    document = next(DOCUMENTS)
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        HANDLER.apply([Applied(client, document, index, part) for index, part in enumerate(parts)], actor)
    return document


def reverse(client: int, *documents: int) -> None:
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        HANDLER.reverse([Applied(client, next(DOCUMENTS), 0, None, reverses_document_id=document) for document in documents], actor)


def may(email: str, client: int, on: date = TODAY) -> bool:
    found = access.person_by_email(email)
    assert found is not None
    return access.may(found.id, VERIFY, client, on)


def limit(client: int, on: date = TODAY) -> Money | None:
    with acting(clients=(client,), person_id=None, at=AT):
        return access.limit(client, TYPE, ["clerk"], on)


def test_a_role_given_by_a_document_is_gone_after_its_reversal_but_was_there_before(client: int, person: str) -> None:
    document = apply(client, access.Assignment(email=person, role="clerk", from_on=FIRST))
    assert may(person, client)
    reverse(client, document)
    assert not may(person, client)
    assert may(person, client, YESTERDAY)


def test_a_role_taken_by_a_document_comes_back_by_its_reversal(client: int, person: str) -> None:
    apply(client, access.Assignment(email=person, role="clerk", from_on=FIRST))
    document = apply(client, access.AssignmentEnd(email=person, role="clerk", until_on=YESTERDAY))
    assert not may(person, client)
    reverse(client, document)
    assert may(person, client)


def test_a_role_that_is_not_held_cannot_be_taken(client: int, person: str) -> None:
    with pytest.raises(Refusal, match="role_not_held"):
        apply(client, access.AssignmentEnd(email=person, role="clerk", until_on=YESTERDAY))


def test_nobody_unknown_gets_a_role(client: int) -> None:
    with pytest.raises(Refusal, match="person_unknown") as refused:
        apply(client, access.Assignment(email="nobody@example.com", role="clerk", from_on=FIRST))
    assert refused.value.evidence == {"email": "nobody@example.com"}
    assert refused.value.document_id is not None


def test_the_limit_before_comes_back_when_the_new_one_is_reversed(client: int) -> None:
    apply(client, access.Limit(role="clerk", type=TYPE, amount=Money.of("500", "EUR"), from_on=FIRST))
    document = apply(client, access.Limit(role="clerk", type=TYPE, amount=Money.of("900", "EUR"), from_on=TODAY))
    assert (limit(client, YESTERDAY), limit(client)) == (Money.of("500", "EUR"), Money.of("900", "EUR"))
    reverse(client, document)
    assert limit(client) == Money.of("500", "EUR")


def test_a_limit_in_another_currency_is_refused(client: int) -> None:
    with pytest.raises(Refusal, match="limit_currency"):
        apply(client, access.Limit(role="clerk", type=TYPE, amount=Money.of("500", "PLN"), from_on=FIRST))


def test_a_person_and_the_first_role_come_with_one_document_and_cannot_log_in_after_its_reversal(client: int) -> None:
    email = f"Ben-{next(NUMBERS)}@example.com"
    document = apply(
        client, access.Assignment(email=email, role="clerk", from_on=FIRST), access.NewPerson(email=email, name="Ben", language="pl")
    )
    assert may(email, client)
    with pytest.raises(Refusal, match="person_known"):
        apply(client, access.NewPerson(email=email.upper(), name="Another"))
    reverse(client, document)
    found = access.person_by_email(email)
    assert found is not None
    assert not found.is_active


def test_a_substitute_ends_with_the_reversal(client: int, person: str) -> None:
    deputy = f"deputy-{next(NUMBERS)}@example.com"
    access.create_person(email=deputy, name="Deputy", at=AT)
    apply(client, access.Assignment(email=person, role="clerk", from_on=FIRST))
    document = apply(client, access.Substitute(email=person, deputy=deputy, from_on=FIRST, until_on=date(2026, 3, 31)))
    assert may(deputy, client)
    reverse(client, document)
    assert not may(deputy, client)


def test_nobody_stands_in_for_oneself(client: int, person: str) -> None:
    with pytest.raises(Refusal, match="no_substitute"):
        apply(client, access.Substitute(email=person, deputy=person.upper(), from_on=FIRST, until_on=FIRST))


def test_a_client_taken_on_by_a_document_has_its_people_and_its_own_first_record(client: int, person: str) -> None:
    known = set(access.every_client())
    document = apply(client, new_client(code="brand-new", people=((person, "clerk"),)))
    (new,) = set(access.every_client()) - known
    with acting(clients=(new,), person_id=None, at=AT):
        assert access.client(new).code == "brand-new"
        assert [record.kind for record in trail.latest(new)][::-1] == ["access.client_created", "access.assigned"]
    assert may(person, new)
    reverse(client, document)
    with acting(clients=(new,), person_id=None, at=AT):
        assert access.client(new).closed_on == TODAY


def test_a_clients_changed_data_come_back_unless_changed_since(client: int) -> None:
    first = apply(client, access.ClientChange(values={"own_iban": "DE89370400440532013000", "address": {"city": "Köln"}}))
    with acting(clients=(client,), person_id=None, at=AT):
        assert (access.client(client).own_iban, access.client(client).address) == ("DE89370400440532013000", {"city": "Köln"})
    second = apply(client, access.ClientChange(values={"own_iban": "DE02120300000000202051"}))
    for documents in ((first,), (first, second)):
        with pytest.raises(Refusal, match="changed_since"):
            reverse(client, *documents)
    reverse(client, second)
    reverse(client, first)
    with acting(clients=(client,), person_id=None, at=AT):
        assert (access.client(client).own_iban, access.client(client).address) == ("", {})


def test_what_the_books_are_built_on_does_not_change(client: int) -> None:
    with pytest.raises(Refusal, match="not_changeable"):
        apply(client, access.ClientChange(values={"currency": "PLN"}))


def test_people_are_entered_in_the_houses_own_trail(client: int, person: str) -> None:
    with acting(clients=(HOUSE,), person_id=None, at=AT):
        assert "access.person_entered" in [record.kind for record in trail.latest(HOUSE)]
