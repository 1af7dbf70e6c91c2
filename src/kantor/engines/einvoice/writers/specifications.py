"""The specifications a draft can be written for, and what follows from a VAT category or a payment term in all of them."""

from decimal import Decimal

from kantor.engines.einvoice.writers.draft import ZERO, Draft, Vat

EN16931 = "urn:cen.eu:en16931:2017"
XRECHNUNG = f"{EN16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
PEPPOL = f"{EN16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
# Exemption reason codes (CEF VATEX) that say everything by themselves.
VATEX = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC", "G": "VATEX-EU-G", "O": "VATEX-EU-O"}
WITHOUT_RATE = frozenset({"O"})
TRANSFER, OTHER_MEANS = "58", "1"


def process_of(specification: str) -> str | None:
    """BT-23, which EN 16931 alone does not ask for."""
    return None if specification == EN16931 else PROCESS


def rate_of(vat: Vat) -> Decimal | None:
    return None if vat.category in WITHOUT_RATE else vat.rate


def rate_in_breakdown(vat: Vat) -> Decimal:
    """BT-119, which XRechnung asks for of every category (BR-DE-14)."""
    return ZERO if vat.category in WITHOUT_RATE else vat.rate


def payment_terms(draft: Draft) -> str:
    """BT-20: cash discounts in the notation of XRechnung (BR-DE-18), else the due date in words that need no language."""
    if draft.cash_discounts:
        return "".join(f"#SKONTO#TAGE={days}#PROZENT={percent:.2f}#\n" for days, percent in draft.cash_discounts)
    return ""


def means_code(draft: Draft) -> str:
    """BT-81: SEPA credit transfer where there is an account, else 'not defined'."""
    return TRANSFER if draft.account else OTHER_MEANS
