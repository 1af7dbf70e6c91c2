"""FA(3): payment - due dates, what has been paid, and accounts one can pay to."""

import re
from collections.abc import Iterator
from datetime import date

from stdnum import iban

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.ksef_facts import GROSZ, ZERO, amount, day, is_correction, sold_on
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

_TRANSFER = "6"
_LOOKS_LIKE_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)


def _payments(invoice: Invoice) -> list[Group]:
    return invoice.sub("FA3-Platnosc")


def _earliest(invoice: Invoice) -> date | None:
    """The earlier of issue and sale: nothing is due or paid for before, except advances."""
    days = [found for found in (day(invoice.first("FA3-P_1")), sold_on(invoice)) if found is not None]
    return min(days) if days else None


def _due_date(invoice: Invoice) -> Iterator[Breach]:
    earliest = _earliest(invoice)
    for payment in _payments(invoice):
        for terms in payment.sub("FA3-TerminPlatnosci"):
            due = day(terms.first("FA3-Termin"))
            if earliest is not None and due is not None and due < earliest:
                yield at(terms.all("FA3-Termin")[0], value=due.isoformat(), earliest=earliest.isoformat())


def _due_before_issue(invoice: Invoice) -> Iterator[Breach]:
    issued, earliest = day(invoice.first("FA3-P_1")), _earliest(invoice)
    for payment in _payments(invoice):
        for terms in payment.sub("FA3-TerminPlatnosci"):
            due = day(terms.first("FA3-Termin"))
            if issued is not None and earliest is not None and due is not None and earliest <= due < issued:
                yield at(terms.all("FA3-Termin")[0], value=due.isoformat(), issued=issued.isoformat())


def _paid_days(invoice: Invoice) -> Iterator[tuple[Term, date]]:
    for payment in _payments(invoice):
        terms = list(payment.all("FA3-DataZaplaty"))
        for part in payment.sub("FA3-ZaplataCzesciowa"):
            terms += part.all("FA3-DataZaplatyCzesciowej")
        for term in terms:
            paid = day(term)
            if paid is not None:
                yield term, paid


def _paid_early(invoice: Invoice) -> Iterator[Breach]:
    """Money that came before the sale and the invoice is an advance: it calls for an advance invoice (ZAL), or the day is wrong."""
    earliest = _earliest(invoice)
    for term, paid in _paid_days(invoice):
        if earliest is not None and paid < earliest:
            yield at(term, value=paid.isoformat(), earliest=earliest.isoformat())


def _paid_later(invoice: Invoice) -> Iterator[Breach]:
    """An invoice cannot know that it was paid after its day of issue."""
    issued = day(invoice.first("FA3-P_1"))
    for term, paid in _paid_days(invoice):
        if issued is not None and paid > issued:
            yield at(term, value=paid.isoformat(), issued=issued.isoformat())


def _accounts(invoice: Invoice) -> list[Group]:
    found = []
    for payment in _payments(invoice):
        found += payment.sub("FA3-RachunekBankowy") + payment.sub("FA3-RachunekBankowyFaktora")
    return found


def is_account(number: str, swift: str) -> bool:
    """True for the 26 digits of a Polish account or an IBAN, with their check digits; a bank abroad (SWIFT) may number as it likes."""
    bare = re.sub(r"[\s-]", "", number).upper()
    abroad = swift[4:6] not in ("", "PL")
    if bare.isdigit():
        return iban.is_valid("PL" + bare) if len(bare) == 26 else abroad
    if _LOOKS_LIKE_IBAN.fullmatch(bare):
        return bool(iban.is_valid(bare)) or (abroad and not bare.startswith("PL"))
    return abroad


def _account(invoice: Invoice) -> Iterator[Breach]:
    for account in _accounts(invoice):
        number = account.first("FA3-NrRB")
        if number is not None and number.value and not is_account(number.value, account.text("FA3-SWIFT")):
            yield at(number, value=number.value)


def _account_missing(invoice: Invoice) -> Iterator[Breach]:
    for payment in _payments(invoice):
        settled = payment.text("FA3-Zaplacono") == "1" or payment.text("FA3-ZnacznikZaplatyCzesciowej") == "2"
        if payment.text("FA3-FormaPlatnosci") == _TRANSFER and not settled and not _accounts(invoice) and not is_correction(invoice):
            yield at(payment)


def _part_payments(invoice: Invoice) -> Iterator[Breach]:
    """Mark 2 says that the parts paid make up the whole, mark 1 that something is left."""
    for payment in _payments(invoice):
        parts = payment.sub("FA3-ZaplataCzesciowa")
        paid = sum((part.number("FA3-KwotaZaplatyCzesciowej") or ZERO for part in parts), ZERO)
        total = amount(invoice, "P_15")
        settlement = invoice.one("FA3-Rozliczenie")
        if settlement is not None:
            total = settlement.number("FA3-DoZaplaty") or total
        mark = payment.text("FA3-ZnacznikZaplatyCzesciowej")
        if (mark == "2" and abs(paid - total) > GROSZ) or (mark == "1" and paid > total):
            yield at(payment, paid=str(paid), total=str(total))


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-DUE-DATE": ("fatal", _due_date),
    "KSEF-DUE-BEFORE-ISSUE": ("warning", _due_before_issue),
    "KSEF-PAID-EARLY": ("warning", _paid_early),
    "KSEF-PAID-LATER": ("warning", _paid_later),
    "KSEF-ACCOUNT": ("fatal", _account),
    "KSEF-ACCOUNT-MISSING": ("warning", _account_missing),
    "KSEF-PART-PAYMENTS": ("warning", _part_payments),
}
