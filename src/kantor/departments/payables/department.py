"""What accounts payable registers: the supplier's invoice, its roles and its answers."""

from pathlib import Path

from kantor.departments.payables.answers import ANSWERS
from kantor.departments.payables.supplier_invoice import (
    document,
    effect,
    lessons,
    letter,
    pages,
    passing,
    process,
    questions,
    reading,
    rules,
    suggesting,
)
from kantor.words import Department, DocumentType

SUPPLIER_INVOICE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    tables=(document.LINES, document.TAXES, document.MATCHES),
    retention="voucher",
    process=process.PROCESS,
    recognise=reading.recognise,
    read=reading.read,
    read_pages=pages.read_pages,
    read_as_taught=pages.read_as_taught,
    read_framed=pages.read_framed,
    senders=document.SENDERS,
    identify=suggesting.identify,
    suggest=suggesting.suggest,
    asks=questions.all_of,
    rules=rules.RULES,
    passing=passing.looked_at,
    effect=effect.effect,
    letter_back=letter.letter_back,
    letter_asks=letter.asks,
    route_amount="local_gross",
    lessons=lessons.lessons,
    meanings={"supplier_name": "sender", "supplier_id": "party"},
    papers=("supplier_invoice", "credit_note", "receipt"),
    samples=Path(__file__).parent / "supplier_invoice" / "samples",
)

DEPARTMENT = Department(
    key="payables",
    types=(SUPPLIER_INVOICE,),
    roles={
        "office.auditor": ("payables.supplier_invoice.see",),
        "payables.clerk": (
            *("correspondence.matter.see.payables", "correspondence.matter.verify"),
            *("documents.hand_in", "documents.unrecognised.see"),
            "payables.supplier_invoice.see",
            "payables.supplier_invoice.enter",
            "payables.supplier_invoice.verify",
            "payables.supplier_invoice.send_back",
            "parties.see",
            "ledger.see",
            "purchasing.see",
        ),
        "payables.second_entry": ("payables.supplier_invoice.see", "payables.supplier_invoice.second_entry"),
        "payables.approver": (
            "payables.supplier_invoice.see",
            "payables.supplier_invoice.approve",
            "payables.supplier_invoice.send_back",
            "payables.letter.approve",
            "parties.see",
            "ledger.see",
            "purchasing.see",
        ),
    },
    answers=ANSWERS,
    menu=(("payables.menu.invoices", "documents", "payables.supplier_invoice.see"),),
)

__all__ = ["DEPARTMENT", "SUPPLIER_INVOICE"]
