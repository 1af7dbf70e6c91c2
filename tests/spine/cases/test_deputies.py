"""A deputy acts in somebody's place, the audit trail names both, and nobody checks with the maker's own authority."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from kantor.kit.money import Money
from kantor.spine import access, cases, documents
from kantor.words import Reading, Refusal, Source, Value
from kantor.words.authority import Assignment, NewClient, Substitute

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture
def client(database: None) -> int:
    code = f"deputies-{datetime.now(UTC).timestamp()}".replace(".", "-")
    return access.create_client(
        NewClient(code=code, name="Weserwerk", country="DE", currency="EUR", language="de", chart="skr03", from_on=date(2026, 1, 1)), at=AT
    )


def _person(client: int, name: str, *roles: str) -> int:
    email = f"{name}-{client}@example.org"
    person_id = access.create_person(email=email, name=name, at=AT)
    with access.acting(clients=[client], person_id=None, at=AT) as actor:
        access.assign([Assignment(email=email, role=role, from_on=date(2026, 1, 1)) for role in roles], actor)
    return person_id


def _deputy(client: int, name: str, deputy: str) -> None:
    with access.acting(clients=[client], person_id=None, at=AT) as actor:
        part = Substitute(
            email=f"{name}-{client}@example.org", deputy=f"{deputy}-{client}@example.org", from_on=TODAY, until_on=date(2026, 12, 31)
        )
        access.name_substitute([part], actor)


def _limit_typed_by(client: int, person_id: int | None) -> int:
    """A change of a limit of authority: it always needs a second person, and one more where nobody typed it."""
    values = {"role": "payables.clerk", "type": "payables.supplier_invoice", "amount": "5000", "from_on": "2026-12-01"}
    reading = Reading(reader="desk", values={key: Value(text, Source("person")) for key, text in values.items()})
    filing = documents.Filing(type="office.limit", key=f"limit:{client}", reading=reading, channel="desk", made_by=person_id)
    with access.acting(clients=[client], person_id=person_id, at=AT) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    return document_id


def _approve(client: int, document_id: int, person_id: int) -> None:
    with access.acting(clients=[client], person_id=person_id, at=AT) as actor:
        cases.approve(document_id, actor)


def test_a_deputy_approves_and_the_trail_names_both(client: int):
    maker = _person(client, "maker", "office.clerk")
    boss = _person(client, "boss", "office.approver")
    deputy = _person(client, "deputy")
    _deputy(client, "boss", "deputy")
    document_id = _limit_typed_by(client, maker)
    _approve(client, document_id, deputy)
    with access.acting(clients=[client], person_id=None, at=AT):
        events = [record for record in _records(document_id) if record["kind"] == "case.approved"]
    assert [(event["person"], event["content"]["for"]) for event in events] == [(deputy, boss)]


def test_a_deputy_of_the_maker_does_not_check_what_the_maker_made(client: int):
    maker = _person(client, "maker", "office.clerk", "office.approver")
    deputy = _person(client, "deputy")
    _deputy(client, "maker", "deputy")
    document_id = _limit_typed_by(client, maker)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        _approve(client, document_id, deputy)


def test_a_deputy_of_the_maker_and_of_somebody_else_acts_for_the_other(client: int):
    maker = _person(client, "maker", "office.clerk", "office.approver")
    boss, deputy = _person(client, "boss", "office.approver"), _person(client, "deputy")
    _deputy(client, "maker", "deputy")
    _deputy(client, "boss", "deputy")
    document_id = _limit_typed_by(client, maker)
    _approve(client, document_id, deputy)
    with access.acting(clients=[client], person_id=None, at=AT):
        (event,) = [record for record in _records(document_id) if record["kind"] == "case.approved"]
    assert (event["person"], event["content"]["for"]) == (deputy, boss)


def test_whoever_was_represented_by_the_maker_does_not_check(client: int):
    """What a deputy typed with the boss's authority, the boss has typed: only a third person is a second pair of eyes."""
    boss = _person(client, "boss", "office.clerk", "office.approver")
    deputy, third = _person(client, "deputy"), _person(client, "third", "office.approver")
    _deputy(client, "boss", "deputy")
    document_id = _limit_typed_by(client, deputy)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        _approve(client, document_id, boss)
    _approve(client, document_id, third)
    with access.acting(clients=[client], person_id=None, at=AT):
        (read,) = [record for record in _records(document_id) if record["kind"] == "document.read"]
    assert (read["person"], read["content"]["for"]) == (deputy, boss)


def test_whoever_was_represented_at_the_first_step_does_not_take_the_second(client: int):
    boss = _person(client, "boss", "office.clerk", "office.approver")
    deputy, second_deputy = _person(client, "deputy"), _person(client, "second")
    third = _person(client, "third", "office.approver")
    _deputy(client, "boss", "deputy")
    _deputy(client, "boss", "second")
    document_id = _limit_typed_by(client, None)
    _approve(client, document_id, deputy)
    for person in (boss, second_deputy):  # the same authority must not stand on both sides
        with pytest.raises(Refusal, match="not_for_the_maker"):
            _approve(client, document_id, person)
    _approve(client, document_id, third)


def test_a_deputy_of_whoever_typed_an_earlier_version_does_not_check(client: int):
    first = _person(client, "first", "office.clerk", "office.approver")
    last, deputy = _person(client, "last", "office.clerk"), _person(client, "deputy")
    third = _person(client, "third", "office.approver")
    _deputy(client, "first", "deputy")
    document_id = _limit_typed_by(client, None)
    for person, amount in ((first, "6000"), (last, "7000")):
        with access.acting(clients=[client], person_id=person, at=AT) as actor:
            cases.save(document_id, {"amount": amount}, actor)
    _approve(client, document_id, last)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        _approve(client, document_id, deputy)
    _approve(client, document_id, third)


@pytest.mark.parametrize("pair", [("checker_id", "made_for"), ("checker_for", "made_by"), ("checker_for", "made_for")])
def test_the_database_counts_whoever_is_represented(client: int, pair: tuple[str, str]):
    """Whatever the code thinks: the same authority on both sides is refused by the trigger of the decisions."""
    boss, deputy, other = _person(client, "boss", "office.clerk"), _person(client, "deputy"), _person(client, "other")
    checker, maker = pair
    people: dict[str, int | None] = {
        "made_by": other,
        "made_for": None,
        "checker_id": deputy,
        "checker_for": None,
        checker: boss,
        maker: boss,
    }
    document_id = _limit_typed_by(client, None)
    with access.acting(clients=[client], person_id=None, at=AT) as actor:
        (typed,) = documents.newest([document_id])
        given = {"made_by": people["made_by"], "made_for": people["made_for"]}
        documents.check([documents.Filed(document_id=document_id, type=typed.type, reading=typed.reading, version=2, **given)], actor)
    decision = documents.Decision(
        document_id=document_id,
        type=typed.type,
        version=2,
        step="approve",
        outcome="approved",
        maker_id=other + 1,
        checker_id=people["checker_id"],
        checker_for=people["checker_for"],
        four_eyes=True,
    )
    with pytest.raises(IntegrityError, match="four eyes"), access.acting(clients=[client], person_id=deputy, at=AT) as actor:
        documents.decide([decision], actor)


def test_the_limit_holds_when_two_people_have_decided(client: int):
    maker, boss = _person(client, "maker", "office.clerk"), _person(client, "boss", "office.approver")
    document_id = _limit_typed_by(client, maker)
    with pytest.raises(Refusal, match="not_your_role"):
        _approve(client, document_id, maker)
    _approve(client, document_id, boss)
    after = AT.replace(minute=1)
    done = cases.finish_ready(client_id=client, document_ids=None, person_id=None, now=lambda: after)
    assert done == {document_id}
    with access.acting(clients=[client], person_id=None, at=after):
        assert access.limits(client, date(2026, 12, 1))["payables.supplier_invoice"] == {
            "payables.clerk": Money(Decimal(5000), "EUR").minor
        }


def _records(document_id: int) -> list[dict[str, object]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, person_id, content FROM trail_record WHERE document_id = %s ORDER BY id", [document_id])
        return [{"kind": kind, "person": person, "content": json.loads(content)} for kind, person, content in cursor.fetchall()]


def _typed_by(client: int, person_id: int, type: str, **values: str) -> int:
    reading = Reading(reader="desk", values={key: Value(text, Source("person")) for key, text in values.items()})
    filing = documents.Filing(type=type, key=f"{type}:{client}", reading=reading, channel="desk", made_by=person_id)
    with access.acting(clients=[client], person_id=person_id, at=AT) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    return document_id


def test_nobody_approves_a_role_for_himself(client: int) -> None:
    maker, boss = _person(client, "maker", "office.clerk"), _person(client, "boss", "office.approver")
    gainer, deputy = _person(client, "gainer", "office.approver"), _person(client, "deputy")
    _deputy(client, "gainer", "deputy")
    given = {"email": f" Gainer-{client}@EXAMPLE.org", "role": "treasury.approver", "from_on": "2026-12-01"}
    document_id = _typed_by(client, maker, "office.assignment", **given)
    for person in (gainer, deputy):  # a deputy acts with nobody's authority but the gainer's
        with pytest.raises(Refusal, match="concerns_yourself"):
            _approve(client, document_id, person)
    _approve(client, document_id, boss)


def test_nobody_makes_himself_somebodys_deputy(client: int) -> None:
    maker, boss = _person(client, "maker", "office.clerk"), _person(client, "boss", "office.approver")
    deputy = _person(client, "deputy", "office.approver")
    given = {
        "email": f"boss-{client}@example.org",
        "deputy": f"deputy-{client}@example.org",
        "from_on": "2026-12-01",
        "until_on": "2026-12-24",
    }
    document_id = _typed_by(client, maker, "office.substitute", **given)
    with pytest.raises(Refusal, match="concerns_yourself"):
        _approve(client, document_id, deputy)
    _approve(client, document_id, boss)
