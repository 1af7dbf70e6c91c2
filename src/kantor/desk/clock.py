"""The clock of the desk: the one place where a screen asks what time it is."""

from datetime import UTC, datetime, timedelta

from django.conf import settings


def now() -> datetime:
    """This moment in UTC; a fixed one where tests and pictures ask for it."""
    return datetime.now(UTC) + getattr(settings, "KANTOR_CLOCK_AHEAD", timedelta())
