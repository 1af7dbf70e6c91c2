"""Finds partners that were perhaps taken up twice, by what they share, without comparing each with each."""

from collections.abc import Mapping
from typing import NamedTuple

from kantor.spine.parties.queries import QUERIES

CROWD = 20
"""How many may share something that still tells them apart from the rest; what more of them share is left alone."""


class Alike(NamedTuple):
    """Two partners that could be one, neither of which leads to another.

    same: what they share - `number` (VAT id, NIP, NPWP or tax number), `gln`, `iban`, `mailbox`, `registration`, `host` (of their
    mailboxes), `words` (the whole name, in any order) - with the value; likeness: of their names, in percent; degree: how likely they are
    one, 1 to 99.
    """

    one: int
    other: int
    same: Mapping[str, str]
    likeness: int
    same_place: bool
    degree: int


def alike(client_id: int, role: str = "supplier", *, at_most: int = 200) -> list[Alike]:
    """The likeliest pairs of a client, without those of whom somebody said that they are two, and without two taxable persons that share
    neither number nor account.

    The rows of a client that is new are joined badly row by row, because the statistics do not know how many they are.
    """
    QUERIES.value("plan_loops", setting="off")
    try:
        rows = QUERIES.rows("alike", client_id=client_id, role=role, crowd=CROWD, at_most=at_most)
    finally:
        QUERIES.value("plan_loops", setting="on")
    return [Alike(*row) for row in rows]
