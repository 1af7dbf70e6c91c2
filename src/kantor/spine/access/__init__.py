"""Clients, people, roles and limits, and the one door to the rows of clients: `acting`."""

from kantor.spine.access.acting import HOUSE, Actor, acting

__all__ = [
    "HOUSE",
    "Actor",
    "acting",
]
