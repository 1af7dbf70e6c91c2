"""What the clients send: invoices of their own making, the same for the same number, some above anybody's limit, some of strangers,
some poisoned."""

import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import NamedTuple

from tests.benchmarks.invoices import ARTICLES, BUYER, STANDARD, account, supplier

from kantor.demo.numbers import tax_number
from kantor.engines.einvoice.writers import Draft, DraftLine, Party, specifications, ubl

SUPPLIERS = 12
CLIENTS = ("nord", "sued")
TWICE, POISON, STRANGE, LARGE = 0.30, 0.02, 0.04, 0.06
LIMIT = Decimal(5000)


class Sent(NamedTuple):
    """A file on its way: the client whose it is, by place, its name and its bytes."""

    client: int
    name: str
    data: bytes


@cache
def seller(place: int) -> Party:
    return supplier(place)


@cache
def buyer(client: int) -> Party:
    vat_id = tax_number("DE", f"chaos {CLIENTS[client]}")
    return replace(BUYER, name=f"{CLIENTS[client].title()} Handels GmbH", vat_id=vat_id, mailbox=("9930", vat_id))


@cache
def _account(place: int) -> object:
    return account(place)


def draft(number: str, chance: random.Random, *, client: int, place: int, today: date, large: bool = False) -> Draft:
    """An invoice of a supplier by place; large: above what one person may decide."""
    issued_on = today - timedelta(days=chance.randrange(1, 9))
    price = Decimal(chance.randrange(100, 9000)).scaleb(-2)
    lines = tuple(
        DraftLine(
            name=ARTICLES[(place + line) % len(ARTICLES)],
            quantity=Decimal(chance.randrange(1, 9)),
            price=price + (LIMIT if large else 0),
            vat=STANDARD,
            unit="H87",
        )
        for line in range(2)
    )
    return Draft(
        number=number,
        issued_on=issued_on,
        delivered_on=issued_on - timedelta(days=3),
        due_on=issued_on + timedelta(days=10),
        currency="EUR",
        seller=seller(place),
        buyer=buyer(client),
        account=_account(place),  # type: ignore[arg-type]
        buyer_reference="EK-1",
        lines=lines,
    )


def written(one: Draft) -> bytes:
    return ubl.write(one, specifications.XRECHNUNG)


def sent(seed: int, sender: str, number: int) -> Sent:
    """What this sender sends as his number-th: mostly something new, often what somebody sent before, sometimes poison."""
    chance = random.Random(f"{seed} {sender} {number}")
    if number and chance.random() < TWICE:
        earlier = _made(seed, chance.choice(("folder", "upload")), chance.randrange(number))
        return earlier._replace(name=f"again-{sender}-{number}.xml")
    return _made(seed, sender, number)


def _made(seed: int, sender: str, number: int) -> Sent:
    chance = random.Random(f"made {seed} {sender} {number}")
    client, place = chance.randrange(len(CLIENTS)), chance.randrange(SUPPLIERS)
    today, kind = datetime.now(UTC).date(), chance.random()
    name = f"{sender}-{seed}-{number}"
    one = draft(name.upper(), chance, client=client, place=place, today=today, large=POISON < kind < POISON + LARGE)
    if kind > 1 - STRANGE:
        one = replace(one, seller=replace(one.seller, name="Unbekannt GmbH", vat_id=tax_number("DE", f"stranger {number % 50}")))
    data = written(one)
    if kind < POISON:
        return Sent(client, f"{name}.xml", chance.choice(POISONS)(data, name))
    return Sent(client, f"{name}.xml", data)


def _cut_off(data: bytes, name: str) -> bytes:
    return data[: len(data) // 2] + name.encode()


def _other(data: bytes, name: str) -> bytes:
    return f"Dear Sirs, {name}\x00\xff".encode("latin-1")


def _huge_amount(data: bytes, name: str) -> bytes:
    return data.replace(b"</cbc:PayableAmount>", b"99999999999999999999999999</cbc:PayableAmount>")


def _no_day(data: bytes, name: str) -> bytes:
    return data.replace(b"<cbc:IssueDate>", b"<cbc:IssueDate>9999-99-")


def _deep(data: bytes, name: str) -> bytes:
    return f"<Invoice n='{name}'>".encode() + b"<a>" * 3000


def _broken_archive(data: bytes, name: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"../../{name}.xml", data)
    whole = packed.getvalue()
    return whole[:60] + bytes(20) + whole[80:]


POISONS: tuple[Callable[[bytes, str], bytes], ...] = (_cut_off, _other, _huge_amount, _no_day, _deep, _broken_archive)
