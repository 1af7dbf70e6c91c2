"""Replaces the master key: both are in its file while keys of clients and secrets of people are sealed anew, so that all can be read."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kantor.site import keys
from kantor.spine import access, documents


def replace_master_key(path: Path, now: Callable[[], datetime]) -> int:
    """Seal every client's key and every person's secret by a new master key; answers how many were sealed now.

    Killed at any step, doing it again goes on where it ended: the file has both keys until nothing is left for the old one.
    """
    keys.begin_new_master_key(path)
    count = _wrap_all(now)
    while again := _wrap_all(now):  # what was sealed meanwhile, by a process that had read the old file
        count += again
    keys.end_old_master_key(path)
    access.note_key_rotated({"key": "master"}, now())
    return count


def _wrap_all(now: Callable[[], datetime]) -> int:
    count = 0
    for client_id in access.every_client():
        with access.acting(clients=[client_id], person_id=None, at=now()):
            count += documents.wrap_anew(client_id)
    with access.acting(clients=(access.HOUSE,), person_id=None, at=now()):
        return count + access.seal_secrets_anew()
