"""What was booked before its means of payment was heeded is kept out of payment runs as well, once the tables are brought up to date."""

from dataclasses import replace
from importlib import import_module
from typing import Any

import psycopg
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.spine import ledger, trail

STATEMENTS = import_module("kantor.departments.treasury.migrations.0003_held").STATEMENTS


def booked(office: Office, number: str, means: str) -> int:
    text = as_file(replace(GERMAN, number=number, order_number="", cash_discounts=(), note="")).data.decode()
    code = "<cbc:PaymentMeansCode>{}</cbc:PaymentMeansCode>"
    assert code.format(58) in text
    (outcome,) = office.bring(File(name=f"{number}.xml", data=text.replace(code.format(58), code.format(means)).encode()))
    office.save("DE", outcome.document_id, "anna", **{f"lines__{line}__account": "4930" for line in range(3)})
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE") == {outcome.document_id}
    return outcome.document_id


def bring_up_to_date(owner: psycopg.Connection[Any]) -> None:
    with owner.transaction():
        for statement in STATEMENTS:
            owner.execute(statement)


def test_open_items_from_before_are_held_for_their_means_of_payment(
    committed_database: str, owner_connection: psycopg.Connection[Any], superuser_connection: psycopg.Connection[Any]
) -> None:
    office = open_office()
    debit, card, released, transfer = (booked(office, f"RE-{means}", means) for means in ("59", "48", "49", "58"))
    items = {item.document_id: item.id for item in office.open_items("DE")}
    with office.acting("DE", "anna") as actor:
        ledger.release([items[released]], actor=actor)
    superuser_connection.execute("UPDATE ledger_open_item SET held_reason = ''")  # as they were booked before
    bring_up_to_date(owner_connection)
    held = {item.document_id: item.held_reason for item in office.open_items("DE")}
    assert held == {debit: "payables.direct_debit", card: "payables.paid_by_card", released: "", transfer: ""}
    with office.acting("DE") as actor:
        told = trail.of_document(actor.clients[0], debit)[-1]
    assert (told.kind, told.person_id, told.content) == (
        "ledger.open_items_held",
        None,
        {"open_items": [items[debit]], "reason": "payables.direct_debit"},
    )
    before = superuser_connection.execute("SELECT count(*) FROM trail_record").fetchone()
    bring_up_to_date(owner_connection)  # there is nothing left to do
    assert superuser_connection.execute("SELECT count(*) FROM trail_record").fetchone() == before
    forced = superuser_connection.execute("SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity").fetchone()
    assert forced == (0,)
