"""Reads of treasury: payments made, and what could be paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Payable:
    """An open item that could be paid. open, discount: minor units; agreed: its account is one that two people agreed to."""

    open_item_id: int
    document_id: int
    party_id: int
    creditor: str
    address: dict[str, Any]
    country: str
    reference: str
    currency: str
    open: int
    due_on: date
    discount: int
    discount_until: date | None
    iban: str
    bic: str
    agreed: bool
    held_reason: str
    blocked: bool


def payables(client_id: int, *, until: date, pay_on: date) -> Sequence[Payable]:
    """Payable open items due until a day, or whose cash discount ends by then, and credits; with the best discount that holds when it is
    paid. What stands in a run that waits already is left out."""
    return [Payable(**row) for row in QUERIES.dicts("payables", client_id=client_id, until=until, pay_on=pay_on)]
