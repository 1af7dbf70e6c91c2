"""What several rules of FA(3) ask of an invoice: its kind, its days, its parties, and which lines belong to which total."""

from datetime import date
from decimal import Decimal

from kantor.engines.einvoice.days import a_day
from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.readers.fa3_terms import BUCKETS

ZERO = Decimal(0)
GROSZ = Decimal("0.01")
CORRECTIONS = frozenset({"KOR", "KOR_ZAL", "KOR_ROZ"})
# P_12 -> the total its line belongs to.
BUCKET_OF_RATE = {rate: bucket for bucket, (_, _, rates) in BUCKETS.items() for rate in rates}


def kind(invoice: Invoice) -> str:
    return invoice.text("FA3-RodzajFaktury")


def is_correction(invoice: Invoice) -> bool:
    return kind(invoice) in CORRECTIONS


def lines(invoice: Invoice) -> list[Group]:
    return invoice.sub("BG-25")


def day(term: Term | None) -> date | None:
    """The day a term states; None where it is absent or not a day."""
    return a_day(term.value) if term is not None else None


def sold_on(invoice: Invoice) -> date | None:
    """The day of the sale, the first of several: P_6, the start of the period, or the earliest P_6A of the lines."""
    period = invoice.one("BG-14")
    days = [day(invoice.first("FA3-P_6")), day(period.first("FA3-P_6_Od") if period else None)]
    days += [day(line.first("FA3-P_6A")) for line in lines(invoice)]
    known = [found for found in days if found is not None]
    return min(known) if known else None


def bucket_of(line: Group, *, margin: bool) -> str:
    """The total (P_13_x) a line belongs to, '' where its rate does not say; without a rate that of the margin scheme, if any."""
    rate = line.text("FA3-P_12")
    if rate:
        return BUCKET_OF_RATE.get(rate, "")
    if line.has("FA3-P_12_XII"):
        return "P_13_5"
    return "P_13_11" if margin else ""


def states_totals(invoice: Invoice) -> bool:
    """True where the invoice breaks its total down by rate."""
    return any(invoice.has("FA3-" + bucket) for bucket in BUCKETS)


def uses_margin(invoice: Invoice) -> bool:
    """True where the invoice says that a margin scheme applies (P_PMarzy)."""
    notes = invoice.one("FA3-Adnotacje")
    return notes is not None and any(scheme.text("FA3-P_PMarzy") == "1" for scheme in notes.sub("FA3-PMarzy"))


def note(invoice: Invoice, element: str) -> str:
    """The value of an annotation, looked for in Adnotacje and the choices inside it."""
    notes = invoice.one("FA3-Adnotacje")
    if notes is None:
        return ""
    return next((group.text("FA3-" + element) for group in notes.walk() if group.has("FA3-" + element)), "")


def amount(invoice: Invoice, element: str) -> Decimal:
    """The amount of an element of Fa, zero where it is absent."""
    return invoice.number("FA3-" + element) or ZERO


def is_foreign(party: Group) -> bool:
    """True where the party is identified abroad: by an EU VAT number of another member state or by a number of another country."""
    if party.has("FA3-NIP"):
        return False
    state = party.text("FA3-KodUE") or party.text("FA3-KodKraju")
    if not state:
        state = party.text("FA3-NrVatUE")[:2]
        address = next((place for id in ("BG-5", "BG-8", "FA3-Adres") for place in party.sub(id)), None)
        if address is not None and not state.isalpha():
            state = address.text("FA3-KodKraju")
    return state not in ("", "PL")
