"""What the database refuses by itself, whatever road somebody finds into it."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from psycopg import errors
from tests.spine.ledger.books import AT, BOOKED, applied, eur, filed, invoice, new_client, opened, post, reversing

from kantor.spine import ledger
from kantor.spine.access import Actor, acting
from kantor.words import Settlement

ENTRY = """
INSERT INTO ledger_entry
    (client_id, document_id, period_id, ledger, series, year, voucher, booked_on, document_on, text, lines, posted_at)
SELECT client_id, %(document)s, id, 'main', 'X', %(year)s, %(voucher)s, %(booked)s, %(booked)s, '', %(lines)s, '2026-05-20Z'
FROM ledger_period WHERE client_id = %(client)s AND number = %(period)s RETURNING id
"""
POSTING = """
INSERT INTO ledger_posting
    (client_id, entry_id, line, account_id, period_id, currency, dr, cr, foreign_currency, tax_code, cost_centre, project, text)
SELECT e.client_id, e.id, l.line, (SELECT min(id) FROM ledger_account WHERE client_id = e.client_id), e.period_id + l.shift, l.currency,
    l.dr, l.cr, '', '', '', '', ''
FROM ledger_entry e, unnest(%(lines)s::int[], %(debits)s::bigint[], %(credits)s::bigint[], %(currencies)s::text[], %(shifts)s::int[])
    AS l (line, dr, cr, currency, shift)
WHERE e.id = %(entry)s
"""


def execute(statement: str, **given: Any) -> list[Any]:
    connection.ensure_connection()
    driver = connection.connection
    assert driver is not None
    with psycopg.Cursor(driver) as cursor:
        cursor.execute(statement.encode(), given)
        return cursor.fetchall() if cursor.description else []


def raw_entry(clerk: Actor, **changed: Any) -> int:
    given = {"year": 2026, "voucher": 1, "booked": BOOKED, "lines": 2, "period": 5, "client": clerk.clients[0]}
    (document,) = filed(clerk)
    ((entry_id,),) = execute(ENTRY, **{**given, "document": document, **changed})
    return int(entry_id)


def raw_postings(entry_id: int, **changed: Any) -> None:
    given = {"lines": [1, 2], "debits": [100, 0], "credits": [0, 100], "currencies": ["EUR", "EUR"], "shifts": [0, 0]}
    execute(POSTING, **{**given, "entry": entry_id, **changed})


def check_now() -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE")


def raw_entry_and_check(clerk: Actor) -> None:
    raw_entry(clerk)
    check_now()


def test_a_whole_balanced_entry_is_accepted(clerk: Actor) -> None:
    raw_postings(raw_entry(clerk))
    check_now()


@pytest.mark.parametrize(
    "changed",
    [
        {"debits": [101, 0]},
        {"currencies": ["EUR", "USD"]},
        {"currencies": ["USD", "USD"]},
        {"lines": [1, 3]},
        {"lines": [2, 3]},
        {"shifts": [0, 1]},
        {"lines": [1], "debits": [0], "credits": [0], "currencies": ["EUR"], "shifts": [0]},
    ],
    ids=[
        "unbalanced",
        "two currencies",
        "another currency than the books",
        "line missing",
        "first line missing",
        "other period",
        "incomplete",
    ],
)
def test_postings_that_make_no_whole_balanced_entry_are_refused(clerk: Actor, changed: dict[str, Any]) -> None:
    entry_id = raw_entry(clerk)
    with pytest.raises(errors.CheckViolation) as refused, transaction.atomic():
        raw_postings(entry_id, **changed)
    assert refused.value.diag.constraint_name == "ledger_entry_balanced"
    raw_postings(entry_id)


def test_no_line_is_added_to_an_entry_later(clerk: Actor) -> None:
    entry_id = raw_entry(clerk)
    raw_postings(entry_id)
    for lines in ([3, 4], [1, 2]):
        with pytest.raises(psycopg.IntegrityError), transaction.atomic():
            raw_postings(entry_id, lines=lines)


def test_a_line_stands_on_one_side(clerk: Actor) -> None:
    entry_id = raw_entry(clerk)
    with pytest.raises(errors.CheckViolation, match="ledger_posting_one_side"), transaction.atomic():
        raw_postings(entry_id, debits=[100, 100], credits=[100, 100])
    raw_postings(entry_id)


def test_an_entry_without_postings_does_not_commit(clerk: Actor) -> None:
    with pytest.raises(errors.ForeignKeyViolation, match="ledger_entry_has_postings"), transaction.atomic():
        raw_entry_and_check(clerk)


@pytest.mark.parametrize(
    "changed", [{"booked": "2026-06-01"}, {"booked": "2026-04-30"}, {"year": 2025}], ids=["day after", "day before", "another year"]
)
def test_an_entry_is_booked_in_its_period(clerk: Actor, changed: dict[str, Any]) -> None:
    with pytest.raises(errors.CheckViolation) as refused, transaction.atomic():
        raw_entry(clerk, **changed)
    assert refused.value.diag.constraint_name == "ledger_entry_open_period"


def test_no_entry_is_written_into_a_closed_period(clerk: Actor) -> None:
    ledger.close_period(2026, 5, reason="done", actor=clerk)
    with pytest.raises(errors.CheckViolation, match="closed or wrong period"), transaction.atomic():
        raw_entry(clerk)


def test_a_voucher_number_is_never_left_out_or_given_twice(clerk: Actor) -> None:
    with pytest.raises(errors.CheckViolation, match="gap"), transaction.atomic():
        raw_entry(clerk, voucher=2)
    raw_postings(raw_entry(clerk, voucher=1))
    with pytest.raises(errors.CheckViolation, match="gap"), transaction.atomic():
        raw_entry(clerk, voucher=3)
    with pytest.raises(errors.UniqueViolation), transaction.atomic():
        raw_entry(clerk, voucher=1)
    raw_postings(raw_entry(clerk, voucher=2))


def test_a_counter_moved_by_hand_makes_no_gap(clerk: Actor) -> None:
    first, second = filed(clerk, 2)
    post(clerk, [first], *invoice())
    execute("UPDATE ledger_counter SET last = last + 5 WHERE client_id = %(client)s", client=clerk.clients[0])
    with pytest.raises(IntegrityError, match="gap"), transaction.atomic():
        post(clerk, [second], *invoice())


def test_an_entry_is_reversed_once(clerk: Actor) -> None:
    original, counter = filed(clerk, 2)
    post(clerk, [original], invoice()[0])
    ledger.EntryParts().reverse(reversing(clerk, counter, original), clerk)
    (was,) = ledger.entries_of_document(clerk.clients[0], original)
    second = ENTRY.replace("lines, posted_at)", "lines, posted_at, reverses_id)").replace("'2026-05-20Z'", "'2026-05-20Z', %(was)s")
    given = {"year": 2026, "voucher": 1, "booked": BOOKED, "lines": 2, "period": 5, "client": clerk.clients[0], "document": counter}
    with pytest.raises(errors.UniqueViolation, match="ledger_entry_reversed_once"), transaction.atomic():
        execute(second, **given, was=was.id)


HISTORY = ("ledger_entry", "ledger_posting", "ledger_settlement", "ledger_move")
CHANGES: dict[str, Callable[[str], str]] = {
    "UPDATE": lambda table: f"UPDATE {table} SET id = id",
    "DELETE": lambda table: f"DELETE FROM {table}",
    "TRUNCATE": lambda table: f"TRUNCATE {table} CASCADE",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", HISTORY)
def test_history_is_changed_by_nobody(table: str, change: str, clerk: Actor, owner_connection: psycopg.Connection[Any]) -> None:
    with pytest.raises(errors.InsufficientPrivilege), transaction.atomic():
        execute(CHANGES[change](table))
    with pytest.raises(errors.RestrictViolation, match="is history"):
        owner_connection.execute(CHANGES[change](table).encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_account SET number = '1'",
        "UPDATE ledger_account SET kind = 'asset'",
        "UPDATE ledger_period SET starts_on = '2020-01-01'",
        "UPDATE ledger_balance SET account_id = 1",
        "UPDATE ledger_open_item SET amount = 1",
        "UPDATE ledger_stock SET article = 'x'",
        "DELETE FROM ledger_counter",
        "DELETE FROM ledger_balance",
        "DELETE FROM ledger_open_item",
        "DELETE FROM ledger_account",
    ],
)
def test_what_a_row_is_about_never_changes(clerk: Actor, statement: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege), transaction.atomic():
        execute(statement)


def test_an_open_item_is_never_overpaid(clerk: Actor) -> None:
    (document,) = filed(clerk)
    post(clerk, [document], *invoice())
    for wrong in (-1, 11901):
        with pytest.raises(errors.CheckViolation, match="ledger_open_item_never_overpaid"), transaction.atomic():
            execute("UPDATE ledger_open_item SET open = %(open)s WHERE client_id = %(client)s", open=wrong, client=clerk.clients[0])


@pytest.fixture
def two_clients(database: None) -> tuple[int, int]:
    ours, theirs = new_client(), new_client()
    for client in (ours, theirs):
        with acting(clients=(client,), person_id=None, at=AT) as actor:
            supplier = opened(actor)
            post(actor, filed(actor, 2), *invoice(party_id=supplier))
    return ours, theirs


def test_one_clients_books_are_nothing_to_another(two_clients: tuple[int, int]) -> None:
    ours, theirs = two_clients
    with acting(clients=(ours,), person_id=None, at=AT):
        assert len(ledger.open_items([ours, theirs], side="payable", on=BOOKED)) == 2
        assert ledger.accounts(theirs) == []
        assert ledger.journal(theirs, from_on=BOOKED, until_on=BOOKED) == []
        for table in ("ledger_account", "ledger_period", "ledger_counter", "ledger_balance", "ledger_entry", "ledger_posting"):
            assert execute(f"SELECT DISTINCT client_id FROM {table}") == [(ours,)]


def test_another_clients_open_item_cannot_be_settled(two_clients: tuple[int, int]) -> None:
    ours, theirs = two_clients
    with acting(clients=(theirs,), person_id=None, at=AT):
        (item, _) = ledger.open_items([theirs], side="payable", on=BOOKED)
    with acting(clients=(ours,), person_id=None, at=AT) as actor:
        (document,) = filed(actor)
        with pytest.raises(Exception, match=r"ledger\.open_item_unknown"):
            ledger.SettlementParts().apply(applied(actor, document, Settlement(open_item_id=item.id, amount=eur("1.00"))), actor)


def test_nothing_is_owed_to_another_clients_supplier(two_clients: tuple[int, int]) -> None:
    """A foreign key looks past row-level security, so it must name the client itself."""
    ours, theirs = two_clients
    with acting(clients=(theirs,), person_id=None, at=AT):
        ((supplier,),) = execute("SELECT min(id) FROM parties_party")
    with acting(clients=(ours,), person_id=None, at=AT) as actor, transaction.atomic():
        with pytest.raises(IntegrityError, match="ledger_open_item_party_id_client_fkey"), transaction.atomic():
            post(actor, filed(actor), *invoice(party_id=supplier))
        (document,) = filed(actor)
        with pytest.raises(errors.ForeignKeyViolation, match="documents_document_party_id_client_fkey"), transaction.atomic():
            execute("UPDATE documents_document SET party_id = %(party)s WHERE id = %(id)s", party=supplier, id=document)


def test_a_posting_cannot_name_another_clients_account(two_clients: tuple[int, int]) -> None:
    ours, theirs = two_clients
    with acting(clients=(theirs,), person_id=None, at=AT):
        ((account,),) = execute("SELECT min(id) FROM ledger_account")
    with acting(clients=(ours,), person_id=None, at=AT) as actor, transaction.atomic():
        entry_id = raw_entry(actor)
        other = POSTING.replace("(SELECT min(id) FROM ledger_account WHERE client_id = e.client_id)", str(account))
        given = {"lines": [1, 2], "debits": [100, 0], "credits": [0, 100], "currencies": ["EUR", "EUR"], "shifts": [0, 0]}
        with pytest.raises(errors.ForeignKeyViolation), transaction.atomic():
            execute(other, **given, entry=entry_id)
        raw_postings(entry_id)


def test_looking_at_two_clients_nothing_is_posted(two_clients: tuple[int, int]) -> None:
    with acting(clients=two_clients, person_id=None, at=AT) as actor, pytest.raises(ValueError, match="too many values"):
        ledger.EntryParts().apply((), actor)
