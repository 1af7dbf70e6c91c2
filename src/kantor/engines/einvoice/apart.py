"""Reads invoices that strangers sent behind the walls of a process of their own, for whoever shows them.

`prepare` and the functions that begin with `told` run inside (see `kantor.engines.reading.sandbox`).
"""

from typing import Any

from kantor.engines.einvoice import messages, readers
from kantor.engines.einvoice import report as reports
from kantor.engines.einvoice.model import Group, Invoice, SyntaxFinding, Term
from kantor.engines.einvoice.readers.xml import Unreadable
from kantor.engines.reading import Refused, sandbox

_LOADS = ("kantor.engines.reading.pdf_files.embedded_files",)
Packed = tuple[str, str, dict[str, list[list[str | None]]], dict[str, list[Any]]]


def prepare() -> None:
    """Load what the readers, the rules and their sentences would load from disk with the first invoice that needs it."""
    readers.prepare()
    messages.load()


def read_apart(data: bytes) -> list[Invoice]:
    """Every invoice in `data`, as `read_all` reads them. Raises Unreadable, also where the reader was ended."""
    try:
        answer = sandbox.run(f"{__name__}.told_invoices", data, loads=_LOADS)
    except Refused as refused:
        raise Unreadable(refused.key, **refused.evidence) from None
    return [_invoice(*invoice) for invoice in answer]


def report_apart(data: bytes, name: str, language: str) -> dict[str, Any]:
    """What `report` says about the file."""
    try:
        told: dict[str, Any] = sandbox.run(f"{__name__}.told_report", data, loads=_LOADS, name=name, language=language)
    except Refused as refused:
        return reports.unread(name, language, Unreadable(refused.key, **refused.evidence))
    return told


def told_invoices(data: bytes) -> list[tuple[Any, ...]]:
    return [(invoice.syntax, invoice.kind, invoice.found, _packed(invoice)) for invoice in readers.read_all(data)]


def told_report(data: bytes, *, name: str, language: str) -> dict[str, Any]:
    return reports.report(data, name, language)


def _packed(group: Group) -> Packed:
    terms = {id: [list(term) for term in terms] for id, terms in group.terms.items()}
    return group.id, group.path, terms, {id: [_packed(below) for below in groups] for id, groups in group.groups.items()}


def _invoice(syntax: str, kind: str, found: list[list[str]], root: Packed) -> Invoice:
    invoice = Invoice(syntax, kind, root[1])
    invoice.found += [SyntaxFinding(*one) for one in found]
    _fill(invoice, root)
    return invoice


def _fill(group: Group, packed: Packed) -> None:
    _, _, terms, groups = packed
    group.terms = {id: [Term(*term) for term in told] for id, told in terms.items()}  # type: ignore[arg-type]  # value and path are texts
    for id, below in groups.items():
        for one in below:
            _fill(group.open(id, one[1]), one)
