"""FA(3): the annotations (Adnotacje) - each choice made once, and each in keeping with what is sold."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.ksef_facts import amount, lines, note, states_totals, uses_margin
from kantor.engines.einvoice.rules.rule import Breach, Judge, at

# Group -> the branches of its choice: the mark that opens a branch and what may stand with it.
_BASES = frozenset({"P_19A", "P_19B", "P_19C"})
_SCHEMES = frozenset({"P_PMarzy_2", "P_PMarzy_3_1", "P_PMarzy_3_2", "P_PMarzy_3_3"})
_CHOICES = {
    "FA3-Zwolnienie": {"P_19": _BASES, "P_19N": frozenset[str]()},
    "FA3-NoweSrodkiTransportu": {"P_22": frozenset({"P_42_5"}), "P_22N": frozenset[str]()},
    "FA3-PMarzy": {"P_PMarzy": _SCHEMES, "P_PMarzyN": frozenset[str]()},
}
_ONE_OF = {"P_19": _BASES, "P_PMarzy": _SCHEMES}
# Split payment is owed above this total with VAT where goods of annex 15 are sold (art. 106e sec. 1 no. 18a).
SPLIT_PAYMENT_ABOVE = Decimal(15000)


def _selection(invoice: Invoice) -> Iterator[Breach]:
    """Exactly one branch of each choice, and within it exactly one ground."""
    for notes in invoice.sub("FA3-Adnotacje"):
        for group_id, branches in _CHOICES.items():
            for group in notes.sub(group_id):
                stated = {id.removeprefix("FA3-") for id in group.terms}
                marks = stated & set(branches)
                mark = next(iter(marks), "")
                allowed = {mark, *branches.get(mark, ())}
                grounds = stated & _ONE_OF.get(mark, frozenset())
                if len(marks) != 1 or stated - allowed or (mark in _ONE_OF and len(grounds) != 1):
                    yield at(group, element=group_id.removeprefix("FA3-"), found=", ".join(sorted(stated)) or "–")


def _sells(invoice: Invoice, bucket: str, rate: str) -> bool:
    return bool(amount(invoice, bucket)) or any(line.text("FA3-P_12") == rate for line in lines(invoice))


def _exemption(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 1 no. 19: an exempt sale names the ground of its exemption."""
    if _sells(invoice, "P_13_7", "zw") and note(invoice, "P_19") != "1":
        yield at(invoice.one("FA3-Adnotacje") or invoice)


def _exemption_unused(invoice: Invoice) -> Iterator[Breach]:
    if note(invoice, "P_19") == "1" and not _sells(invoice, "P_13_7", "zw") and states_totals(invoice):
        yield at(invoice.one("FA3-Adnotacje") or invoice)


def _margin(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 2 and 3: P_13_11 is the total under a margin scheme, and the scheme is named."""
    if invoice.has("FA3-P_13_11") and not uses_margin(invoice):
        yield at(invoice.all("FA3-P_13_11")[0], value=invoice.text("FA3-P_13_11"))


def _margin_unused(invoice: Invoice) -> Iterator[Breach]:
    if uses_margin(invoice) and not invoice.has("FA3-P_13_11") and states_totals(invoice):
        yield at(invoice.one("FA3-Adnotacje") or invoice)


def _reverse_charge(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106e sec. 1 no. 18: where the buyer owes the VAT the invoice says so (P_18)."""
    if _sells(invoice, "P_13_10", "oo") and note(invoice, "P_18") != "1":
        yield at(invoice.one("FA3-Adnotacje") or invoice, rate="oo")


def _reverse_charge_services(invoice: Invoice) -> Iterator[Breach]:
    if _sells(invoice, "P_13_9", "np II") and note(invoice, "P_18") != "1":
        yield at(invoice.one("FA3-Adnotacje") or invoice, rate="np II")


def _reverse_charge_unused(invoice: Invoice) -> Iterator[Breach]:
    """P_18 says the buyer owes the VAT, yet every amount is taxed by the seller."""
    outside = any(_sells(invoice, bucket, rate) for bucket, rate in (("P_13_10", "oo"), ("P_13_9", "np II"), ("P_13_8", "np I")))
    if note(invoice, "P_18") == "1" and not outside and states_totals(invoice):
        yield at(invoice.one("FA3-Adnotacje") or invoice)


def _split_payment(invoice: Invoice) -> Iterator[Breach]:
    listed = any(line.text("FA3-P_12_Zal_15") == "1" for line in lines(invoice))
    if listed and invoice.text("BT-5") == "PLN" and amount(invoice, "P_15") > SPLIT_PAYMENT_ABOVE and note(invoice, "P_18A") != "1":
        yield at(invoice.one("FA3-Adnotacje") or invoice, limit=str(SPLIT_PAYMENT_ABOVE))


def _triangular(invoice: Invoice) -> Iterator[Breach]:
    """Art. 136: the simplified procedure has a buyer with a VAT number of another member state."""
    buyer = invoice.one("BG-7")
    if note(invoice, "P_23") == "1" and buyer is not None and not buyer.has("FA3-NrVatUE"):
        yield at(buyer)


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-SELECTION": ("fatal", _selection),
    "KSEF-EXEMPTION": ("fatal", _exemption),
    "KSEF-EXEMPTION-UNUSED": ("warning", _exemption_unused),
    "KSEF-MARGIN": ("fatal", _margin),
    "KSEF-MARGIN-UNUSED": ("warning", _margin_unused),
    "KSEF-REVERSE-CHARGE": ("fatal", _reverse_charge),
    "KSEF-REVERSE-CHARGE-SERVICES": ("warning", _reverse_charge_services),
    "KSEF-REVERSE-CHARGE-UNUSED": ("warning", _reverse_charge_unused),
    "KSEF-SPLIT-PAYMENT": ("warning", _split_payment),
    "KSEF-TRIANGULAR": ("warning", _triangular),
}
