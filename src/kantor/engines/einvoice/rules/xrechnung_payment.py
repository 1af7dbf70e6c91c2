"""German rules about payment: which group goes with which payment means, IBANs, and the Skonto grammar of the payment terms."""

import re
from collections.abc import Callable, Iterator

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.peppol_facts import plain
from kantor.engines.einvoice.rules.rule import Breach, Judge, at, only_with
from kantor.engines.einvoice.rules.xrechnung_iban import is_iban

_TRANSFERS, _CARDS, _DEBITS = ("30", "58"), ("48", "54", "55"), ("59",)
_SKONTO = re.compile(r"#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$")
_ENTRY = re.compile("#[^\n\r]+#")
_LINE_BREAK = re.compile("\r?\n")


@only_with("XML-PaymentTerms")
def skonto_is_written_as_agreed(invoice: Invoice) -> Iterator[Breach]:
    """Every line of the payment terms (BT-20) that begins with # is a Skonto entry, and a line break follows the last one."""
    for term in invoice.all("XML-PaymentTerms"):
        entries = [line for line in _LINE_BREAK.split(term.value) if plain(line).startswith("#")]
        wrong = [entry for entry in entries if not _SKONTO.search(plain(entry))]
        behind = _ENTRY.split(term.value)[-1]
        if wrong or (entries and not re.match(r"\s*\n", behind)):
            yield at(term, found=plain((wrong or entries)[0]))


def _payments(invoice: Invoice, codes: tuple[str, ...]) -> Iterator[Group]:
    for payment in invoice.sub("BG-16"):
        if plain(payment.text("BT-81")) in codes:
            yield payment


def _iban_in(invoice: Invoice, groups: list[Group], id: str) -> Term | None:
    """The account number; in CII one that is not written as IBANID does not count."""
    terms = [term for group in groups for term in group.all(id)]
    if invoice.syntax == "CII":
        terms = [term for term in terms if "IBANID" in term.path]
    return terms[0] if terms else None


def account_is_an_iban(invoice: Invoice) -> Iterator[Breach]:
    for payment in _payments(invoice, ("58",)):
        account = _iban_in(invoice, payment.sub("BG-17"), "BT-84")
        if account is None or not is_iban(account.value):
            yield at(account or payment, found=account.value if account else "")


def debited_account_is_an_iban(invoice: Invoice) -> Iterator[Breach]:
    for payment in _payments(invoice, _DEBITS):
        account = _iban_in(invoice, payment.sub("BG-19"), "BT-91")
        if account is None or not is_iban(account.value):
            yield at(account or payment, found=account.value if account else "")


def _is_debit(invoice: Invoice, payment: Group) -> bool:
    """Whether direct debit (BG-19) is given. CII has no element for it: mandate and creditor of the document count for every payment."""
    if invoice.syntax == "UBL":
        return bool(payment.sub("BG-19"))
    mandate = invoice.has("XML-DirectDebitMandateID") or invoice.has("XML-CreditorReferenceID")
    return mandate or _iban_in(invoice, payment.sub("BG-19"), "BT-91") is not None


def _is_transfer(invoice: Invoice, payment: Group) -> bool:
    return bool(payment.sub("BG-17"))


def _is_card(invoice: Invoice, payment: Group) -> bool:
    return bool(payment.sub("BG-18"))


Has = Callable[[Invoice, Group], bool]


def _has(codes: tuple[str, ...], group: Has) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for payment in _payments(invoice, codes):
            if not group(invoice, payment):
                yield at(payment, code=payment.text("BT-81"))

    return judge


def _has_neither(codes: tuple[str, ...], one: Has, other: Has) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for payment in _payments(invoice, codes):
            if one(invoice, payment) or other(invoice, payment):
                yield at(payment, code=payment.text("BT-81"))

    return judge


transfer_has_its_group = _has(_TRANSFERS, _is_transfer)
transfer_has_no_other_group = _has_neither(_TRANSFERS, _is_card, _is_debit)
card_has_its_group = _has(_CARDS, _is_card)
card_has_no_other_group = _has_neither(_CARDS, _is_transfer, _is_debit)
debit_has_its_group = _has(_DEBITS, _is_debit)
debit_has_no_other_group = _has_neither(_DEBITS, _is_transfer, _is_card)


def debit_names_its_creditor(invoice: Invoice) -> Iterator[Breach]:
    debits = [debit for payment in invoice.sub("BG-16") for debit in payment.sub("BG-19")]
    if invoice.syntax == "UBL":
        if debits and not invoice.has("BT-90") and not any(debit.has("BT-90") for debit in debits):
            yield at(debits[0])
        return
    mandate, creditor, account = _parts_of_debit(invoice)
    if (mandate or creditor or account) and not (creditor and (mandate or account)):
        yield at(mandate or account or creditor or invoice)


def debit_names_its_account(invoice: Invoice) -> Iterator[Breach]:
    if invoice.syntax == "UBL":
        debits = [debit for payment in invoice.sub("BG-16") for debit in payment.sub("BG-19")]
        if debits and not any(debit.has("BT-91") for debit in debits):
            yield at(debits[0])
        return
    mandate, creditor, account = _parts_of_debit(invoice)
    if (mandate or creditor or account) and not (account and (mandate or creditor)):
        yield at(mandate or creditor or account or invoice)


def _parts_of_debit(invoice: Invoice) -> tuple[Term | None, Term | None, Term | None]:
    """CII: the mandate, the creditor identifier and the debited IBAN, wherever they stand."""
    debits = [debit for payment in invoice.sub("BG-16") for debit in payment.sub("BG-19")]
    return (
        invoice.first("XML-DirectDebitMandateID"),
        invoice.first("XML-CreditorReferenceID"),
        _iban_in(invoice, debits, "BT-91"),
    )
