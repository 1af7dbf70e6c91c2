"""Which backup is due: a whole one every few hours, and between two of them the new originals."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kantor.site.backing_up.shelf import Backup
from kantor.site.config import Config

ORIGINALS_EVERY = timedelta(minutes=5)
WHOLE: tuple[str, ...] = ("backup",)
ORIGINALS = ("backup", "--only-originals")


def due(config: Config, kept: Sequence[Backup], copied_at: datetime | None, now: datetime) -> tuple[str, ...] | None:
    """The command that is due now, None where nothing is. copied_at: when originals were copied last.

    The database of `database_url` is backed up by its own tools; its originals are copied all the same.
    """
    if not config.backup_every_hours:
        return None
    every = timedelta(hours=config.backup_every_hours)
    if not config.database_url and (not kept or now - kept[-1].ended_at >= every):
        return WHOLE
    if not config.originals_bucket and (copied_at is None or now - copied_at >= ORIGINALS_EVERY):
        return ORIGINALS
    return None
