"""The people of the demonstration at work in the past: what waited for them then, they filled in and approved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from kantor.demo.cast import Client, Supplier
from kantor.demo.planning import Planned
from kantor.spine import access, cases, documents
from kantor.spine.documents import Checked

RATES = {("EUR", "PLN"): "4.2650", ("USD", "IDR"): "16350.00", ("USD", "EUR"): "0.92"}
APPROVERS = 3
"""Nobody is asked more often than that about one document."""


def decide(
    waiting: Sequence[tuple[int, Planned]], client: Client, client_id: int, people: Mapping[str, list[int]], now: Callable[[], datetime]
) -> None:
    """Fill in what the machine could not know - accounts, a rate of exchange - and approve, step by step."""
    for document_id, plan in waiting:
        clerk = people["payables.clerk"][0]
        with access.acting(clients=[client_id], person_id=clerk, at=now()) as actor:
            (checked,) = documents.newest([document_id])
            if changes := _changes(checked, plan.supplier, client):
                cases.save(document_id, changes, actor)
        approve(document_id, client_id, people, now)


def approve(document_id: int, client_id: int, people: Mapping[str, list[int]], now: Callable[[], datetime]) -> None:
    """Approve a document at all its steps, each by somebody who may; nobody does where something stops."""
    for _ in range(APPROVERS):
        with access.acting(clients=[client_id], person_id=None, at=now()):
            task = cases.task_of(document_id)
        if task is None:
            return
        person = next(person for person in people[task.role] if person != task.not_for)
        with access.acting(clients=[client_id], person_id=person, at=now()) as actor:
            cases.approve(document_id, actor)


def _changes(checked: Checked, supplier: Supplier, client: Client) -> dict[str, str]:
    """What a clerk would type: the account of each line that has none, and the rate where the currency is another."""
    roles = {article.name: article.role for article in supplier.articles}
    changes = {}
    for index, row in enumerate(checked.reading.rows("lines")):
        name = row["name"].text if "name" in row else ""
        if not ("account" in row and row["account"].text):
            changes[f"lines.{index}.account"] = client.account(roles.get(name, "overhead_expense"))
    currency = checked.reading.text("currency")
    if currency != client.new.currency and not checked.reading.text("exchange_rate"):
        changes["exchange_rate"] = RATES[currency, client.new.currency]
    if not checked.reading.text("due_on") and (issued := checked.reading.date("issued_on")):
        changes["due_on"] = issued.isoformat()
    return changes
