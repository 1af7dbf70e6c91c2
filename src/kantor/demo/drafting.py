"""Invoices of the cast: drafted from a seed, written in the syntax that their supplier uses."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from kantor.demo.cast import Article, Client, Supplier, account_of
from kantor.engines.einvoice.writers import Draft, DraftLine, Party, cii, coretax, fa3, pdf, specifications, ubl

PAYMENT_DAYS = 21
ZLOTY_FOR_EURO = Decimal("4.2710")
SUFFIXES = {"pdf": "pdf"}


def draft(supplier: Supplier, client: Client, *, number: str, issued_on: date, seed: str, lines: Sequence[DraftLine] = ()) -> Draft:
    """An invoice of the supplier to the client; without given lines, one line for each of its articles in a quantity by chance."""
    chance = random.Random(seed)  # noqa: S311 - a play, and the same one every time
    found = lines or [line(article, supplier, chance.randint(article.least, article.most)) for article in supplier.articles]
    return Draft(
        number=number,
        issued_on=issued_on,
        delivered_on=issued_on - timedelta(days=2),
        due_on=issued_on + timedelta(days=PAYMENT_DAYS),
        currency=supplier.currency,
        seller=supplier.party,
        buyer=_as_written(client, supplier),
        lines=tuple(found),
        account=account_of(supplier),
        buyer_reference=f"{client.code.upper()}-EK",
        cash_discounts=(supplier.discount,) if supplier.discount else (),
        exchange_rate=ZLOTY_FOR_EURO if supplier.writes == "fa3" and supplier.currency != "PLN" else None,
    )


def _as_written(client: Client, supplier: Supplier) -> Party:
    """The client on the invoice: a seller outside the scope of VAT states no VAT id (BR-O-02), nor does one abroad know an NPWP."""
    if supplier.vat.category != "O":
        return client.party
    return replace(client.party, vat_id="", mailbox=("0088", "8991234500010"))


def line(article: Article, supplier: Supplier, quantity: int | Decimal, price: Decimal | None = None) -> DraftLine:
    return DraftLine(
        name=article.name,
        quantity=Decimal(quantity),
        price=article.price if price is None else price,
        vat=supplier.vat,
        unit=article.unit,
        article=article_number(supplier, article),
    )


def article_number(supplier: Supplier, article: Article) -> str:
    """The supplier's number of its article, as orders and invoices write it."""
    return f"{supplier.key[:3].upper()}-{supplier.articles.index(article) + 1:02d}"


def number(supplier: Supplier, issued_on: date, count: int) -> str:
    """An invoice number as this supplier writes it."""
    if supplier.writes == "fa3":
        return f"FV/{issued_on.year}/{issued_on.month:02d}/{count}"
    if supplier.writes == "coretax":
        return f"INV/{issued_on.year}/{supplier.key[:3].upper()}/{issued_on.month:02d}{count:02d}"
    return f"{supplier.key[:2].upper()}-{issued_on.year}{issued_on.month:02d}-{count:03d}"


def written(invoice: Draft, writes: str, language: str = "de") -> bytes:
    """The file of a draft in one of the syntaxes."""
    if writes == "ubl":
        return ubl.write(invoice, specifications.XRECHNUNG)
    if writes == "cii":
        return cii.write(invoice, specifications.XRECHNUNG)
    if writes == "peppol":
        return ubl.write(invoice, specifications.PEPPOL)
    if writes == "pdf":
        return pdf.write(invoice, language=language)
    if writes == "fa3":
        return fa3.write(invoice)
    return coretax.write([invoice])


def file_name(invoice: Draft, writes: str) -> str:
    return f"{invoice.number.replace('/', '-')}.{SUFFIXES.get(writes, 'xml')}"
