"""Reads of the office's screens: who may do what from when until when, and single things of the outbox."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)


def assignments(clients: Sequence[int], since: date) -> list[Any]:
    """Roles that hold now, will hold, or held since a day."""
    return QUERIES.rows("assignments", clients=list(clients), since=since)


def limits(clients: Sequence[int], since: date) -> list[Any]:
    return QUERIES.rows("limits", clients=list(clients), since=since)


def substitutes(clients: Sequence[int], since: date) -> list[Any]:
    return QUERIES.rows("substitutes", clients=list(clients), since=since)


def outbox_item(clients: Sequence[int], item_id: int) -> Any | None:
    return QUERIES.one("outbox_item", clients=list(clients), id=item_id)
