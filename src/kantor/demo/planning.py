"""What is ordered, received and invoiced in the year of the demonstration, drawn up before anything of it happens."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from kantor.demo.cast import Client, Supplier
from kantor.demo.drafting import article_number, draft, line, number
from kantor.engines.einvoice.writers import Draft

MONTHS = 11
ORDERED_BEFORE, RECEIVED_BEFORE = timedelta(days=12), timedelta(days=4)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderLine:
    """A line of an order: how much was ordered and how much has come."""

    article: str
    name: str
    unit: str
    price: Decimal
    ordered: Decimal
    received: Decimal
    account: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    number: str
    supplier: Supplier
    ordered_on: date
    received_on: date
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """An invoice to come, with the order behind it where its supplier delivers on orders."""

    supplier: Supplier
    invoice: Draft
    order: Order | None = None


def months(started_on: date) -> list[date]:
    """The first days of the months before the one in which the demonstration starts, the earliest first."""
    first = started_on.replace(day=1)
    found = []
    for _ in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found[::-1]


def month_of(client: Client, first: date) -> Iterator[Planned]:
    """The invoices that a client gets in a month: each supplier writes every third month, those of a small office every second."""
    turn = first.year * 12 + first.month
    rhythm = 3 if len(client.suppliers) > 6 else 2
    for place, supplier in enumerate(client.suppliers):
        if (turn + place) % rhythm:
            continue
        seed = f"{client.code}:{supplier.key}:{first.isoformat()}"
        issued_on = first + timedelta(days=random.Random(seed).randint(3, 24))  # noqa: S311 - a play
        yield planned(supplier, client, number=number(supplier, issued_on, place + 1), issued_on=issued_on, seed=seed)


def planned(supplier: Supplier, client: Client, *, number: str, issued_on: date, seed: str) -> Planned:
    """An invoice for what its order says, ordered and received in time; without orders just the invoice."""
    invoice = draft(supplier, client, number=number, issued_on=issued_on, seed=seed)
    if not supplier.orders:
        return Planned(supplier=supplier, invoice=invoice)
    order = order_for(supplier, client, invoice)
    return Planned(supplier=supplier, invoice=replace(invoice, order_number=order.number), order=order)


def order_for(supplier: Supplier, client: Client, invoice: Draft, *, received: Decimal = Decimal(1)) -> Order:
    """The order that an invoice is exactly right for; received: the part of it that has come."""
    return Order(
        number=f"PO-{client.code[:2].upper()}-{invoice.issued_on:%y%m}-{supplier.key[:4].upper()}{invoice.number[-3:].replace('/', '')}",
        supplier=supplier,
        ordered_on=invoice.issued_on - ORDERED_BEFORE,
        received_on=invoice.issued_on - RECEIVED_BEFORE,
        lines=tuple(
            OrderLine(
                article=article_number(supplier, article),
                name=article.name,
                unit=article.unit,
                price=article.price,
                ordered=drawn.quantity,
                received=(drawn.quantity * received).quantize(Decimal(1)),
                account=client.account(article.role),
            )
            for article, drawn in zip(supplier.articles, invoice.lines, strict=True)
        ),
    )


def with_prices(planned_invoice: Planned, factor: Decimal) -> Draft:
    """The invoice with other prices than its order."""
    supplier = planned_invoice.supplier
    lines = tuple(
        line(article, supplier, drawn.quantity, (article.price * factor).quantize(Decimal("0.01")))
        for article, drawn in zip(supplier.articles, planned_invoice.invoice.lines, strict=True)
    )
    return replace(planned_invoice.invoice, lines=lines)


def with_quantities(planned_invoice: Planned, factor: Decimal) -> Draft:
    """The invoice with other quantities than its order."""
    lines = tuple(replace(drawn, quantity=(drawn.quantity * factor).quantize(Decimal(1))) for drawn in planned_invoice.invoice.lines)
    return replace(planned_invoice.invoice, lines=lines)
