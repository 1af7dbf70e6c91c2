"""What an approved interest note does: the customer owes it, it is income, its days are charged once, a letter shows the reckoning.

Interest and lump sum are damages and no price, so no VAT is on them (ECJ C-222/81; Abschn. 1.3 Abs. 6 UStAE).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import address_lines, write_date
from kantor.departments.receivables.customer_invoice.effect import BILLED
from kantor.departments.receivables.interest_note.document import ROLES, late
from kantor.departments.receivables.one_item import meant
from kantor.departments.receivables.parts import INTEREST, Billed
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.words import Claim, Effect, Entry, Letter, OpenItem, Posting, Verified
from kantor.words.field import Row, cell, day, number

SERIES = "IN"
TEMPLATE = "receivables.letter.interest_note"


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the invoice or the account for interest is not known, ValueError for another currency than the books'."""
    reading, known = verified.reading, meant(verified.reading, verified.answers.get(late(verified.reading)))
    income = (verified.answers.get(ROLES) or {}).get("interest_income")
    if known is None or not income:
        raise LookupError("the invoice, or the account for interest, is not known")
    if known["currency"] != verified.client["currency"]:
        raise ValueError("interest is charged in the currency of the books")
    total = Money(reading.number("total") or Decimal(0), known["currency"])
    on = reading.date("charged_on") or verified.today
    party = int(known["party_id"])
    postings = (
        Posting.signed(known["account"], total, party_id=party, text=known["reference"]),
        Posting.signed(str(income), -total, text=known["reference"]),
    )
    subject = f"{INTEREST}{known['id']}:{known['charged_until'] or known['due_on']}"
    owed = OpenItem(
        side="receivable",
        party_id=party,
        account=known["account"],
        amount=total,
        local_amount=total,
        due_on=reading.date("pay_until") or on,
        reference="",
    )
    entry = Entry(series=SERIES, booked_on=on, document_on=on, text=known["customer"], postings=postings)
    once = (Billed(subject=subject), Claim(what=BILLED, key=subject, quantity=Decimal(1)))
    return Effect(parts=(*once, entry, owed, _letter(verified, known, total)))


def _letter(verified: Verified, known: Mapping[str, Any], total: Money) -> Letter:
    language, currency, reading = known["language"], known["currency"], verified.reading
    lines = [_span(row, currency, language) for row in reading.rows("spans")]
    lump_sum = reading.number("lump_sum")
    if lump_sum:
        lines.append(say("receivables.letter.fee", language, {"amount": Money(lump_sum, currency).format(language)}))
    values = {
        "customer": known["customer"],
        "client": str(verified.client["name"]),
        "reference": known["reference"],
        "due": _day(known["due_on"], language),
        "spans": "\n".join(lines),
        "total": total.format(language),
        "until": _day(reading.text("pay_until"), language),
        "iban": str(verified.client.get("own_iban") or ""),
    }
    return Letter(
        key=f"interest:{verified.document_id}",
        party_id=int(known["party_id"]),
        recipient=known["customer"],
        address="\n".join(address_lines(**known["address"], country=known["country"])),
        email=known["email"],
        language=language,
        template=TEMPLATE,
        values=values,
        decided=True,
    )


def _span(row: Row, currency: str, language: str) -> str:
    base, interest = (number(cell(row, key)) or Decimal(0) for key in ("base", "interest"))
    told = {
        "first": _day(cell(row, "first_on"), language),
        "last": _day(cell(row, "last_on"), language),
        "days": cell(row, "days"),
        "base": Money(base, currency).format(language),
        "interest": Money(interest, currency).format(language),
    }
    return say("receivables.letter.span", language, told)


def _day(text: str, language: str) -> str:
    on = day(text)
    return write_date(on, language) if on else ""
