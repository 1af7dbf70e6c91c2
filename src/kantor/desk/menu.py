"""Where one may go and what one may do: each entry with the permission that opens it; the palette and the menus read this list.

A screen that is added here is found by Ctrl+K at once. Departments add their own entries in their `Department.menu`.
"""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from kantor.desk.gate import ANYBODY
from kantor.desk.visit import Visit
from kantor.spine import documents


class Entry(NamedTuple):
    """label: key of its words; icon: of the sprite; permission: `desk.any` for everybody; about: what fills the words."""

    label: str
    url: str
    icon: str
    permission: str
    key: str = ""
    about: str = ""


GOALS: tuple[tuple[str, str, str, str], ...] = (
    ("desk.home.title", "desk:home", "home", ANYBODY),
    ("desk.queue.title", "desk:queue", "queue", ANYBODY),
    ("desk.alike.title", "desk:alike", "queue", ANYBODY),
    ("desk.lists.documents.title", "desk:documents", "document", ANYBODY),
    ("desk.lists.open_items.title", "desk:open_items", "coins", "ledger.see"),
    ("treasury.payments.title", "treasury:payments", "coins", "treasury.payment_run.see"),
    ("treasury.statements.title", "treasury:statements", "coins", "treasury.bank_statement.see"),
    ("treasury.suspense.title", "treasury:suspense", "coins", "treasury.line_clearing.see"),
    ("desk.lists.suppliers.title", "desk:suppliers", "people", "parties.see"),
    ("desk.lists.customers.title", "desk:customers", "people", "parties.see"),
    ("desk.duplicates.title", "desk:duplicates", "people", "masterdata.party_merge.see"),
    ("purchasing.orders.title", "purchasing:orders", "truck", "purchasing.see"),
    ("receivables.orders.title", "receivables:orders", "truck", "receivables.sales_order.see"),
    ("correspondence.register.incoming", "correspondence:incoming", "inbox", "correspondence.see"),
    ("correspondence.register.outgoing", "correspondence:outgoing", "send-back", "correspondence.see"),
    ("desk.lists.journal.title", "desk:journal", "book", "ledger.see"),
    ("desk.ledger.balances", "desk:balances", "book", "ledger.see"),
    ("accounting.closing.title", "accounting:closing", "check", "ledger.see"),
    ("accounting.reports.title", "accounting:reports", "book", "ledger.see"),
    ("accounting.auditing.title", "accounting:auditors", "download", "books.see"),
    ("desk.learning.title", "desk:models", "bolt", "payables.supplier_invoice.see"),
    ("upload.title", "upload:page", "upload", "documents.hand_in"),
    ("desk.checking.title", "desk:check", "check", ANYBODY),
    ("desk.outbox.title", "desk:outbox", "send-back", ANYBODY),
    ("spotchecks.title", "desk:spot_checks", "check", "spotchecks.see"),
    ("desk.trail.title", "desk:trail", "seal", "trail.see"),
    ("desk.office.people", "desk:people", "people", "office.assignment.see"),
    ("desk.office.clients", "desk:clients", "settings", "office.client_change.see"),
    ("desk.tokens.title", "desk:tokens", "seal", ANYBODY),
    ("hooks.title", "hooks:page", "bolt", ANYBODY),
    ("desk.factors.title", "desk:factors", "seal", ANYBODY),
    ("desk.log_ins.title", "desk:log_ins", "people", ANYBODY),
)


def goals(visit: Visit) -> list[Entry]:
    """The screens that this person may open."""
    entries = [Entry(label, _url(name), icon, permission) for label, name, icon, permission in GOALS]
    return [entry for entry in entries if entry.url and (entry.permission == ANYBODY or visit.may(entry.permission))]


def doings(visit: Visit) -> list[Entry]:
    """What this person may begin: the next task, and a new document of each type they may enter."""
    begun = [Entry("desk.do.take_next", reverse("desk:take_next"), "bolt", ANYBODY, key="T")]
    for type in documents.all_types():
        permission = f"{type.key}.enter"
        if visit.may(permission) and type.fields:
            form = "desk:new" if type.tables or type.read else "desk:file"
            begun.append(Entry("desk.do.new", reverse(form, args=[type.key]), "plus", permission, about=type.key))
    return begun


def _url(name: str) -> str:
    """'' where the screen is not built in."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
