"""Where people's log-ins live: each is found by a hash of its cookie, and ends by idleness, by age, or when somebody ends its row.

Django asks `settings.SESSION_ENGINE` for the class of this name. Who reads the table can take over nobody's log-in: the cookie stands
nowhere (ASVS 7.2). Limits are those of the settings `session_idle_minutes` and `session_hours`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import models

from kantor.spine.access.models import Session
from kantor.spine.access.sessions import LOG_IN, key_of

NOT_LOGGED_IN_LASTS = timedelta(hours=1)
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is known."""


class SessionStore(db.SessionStore):
    """Django's own store over our table. row: as it was loaded; None before, and where there is none."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[models.Model]:  # type: ignore[override]  # Django's stubs ask for its own session class
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing once it has ended, and then its row is gone too."""
        now = datetime.now(UTC)
        self.row = Session.objects.filter(key_hash=key_of(self.session_key)).first()
        if self.row is not None and _is_over(self.row, now):
            self.row.delete()
            self.row = None
        if self.row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(self.row.data)
        return found

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=key_of(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        if session_key := session_key or self.session_key:
            Session.objects.filter(key_hash=key_of(session_key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:  # type: ignore[override]
        now = datetime.now(UTC)
        person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if person_id is not None:
            data.setdefault(LOG_IN, {"at": now.isoformat()})
        about = data.get(LOG_IN, {})
        began_at = datetime.fromisoformat(about["at"]) if person_id is not None else now
        lasts = timedelta(hours=settings.KANTOR.session_hours) if person_id is not None else NOT_LOGGED_IN_LASTS
        return Session(
            key_hash=key_of(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            data=self.encode(data),
            person_id=person_id,
            address=about.get("from", ""),
            agent=about.get("agent", ""),
            proved_by=about.get("by", []),
            began_at=began_at,
            seen_at=now,
            ends_at=began_at + lasts,
        )

    def note_used(self, now: datetime) -> None:
        """Somebody did something: the idle time begins again. To the minute, so that not every request writes."""
        if self.row is not None and self.row.person_id is not None and now - self.row.seen_at >= NOTED_EVERY:
            Session.objects.filter(key_hash=self.row.key_hash).update(seen_at=now)

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(ends_at__lt=datetime.now(UTC)).delete()


def _is_over(row: Session, now: datetime) -> bool:
    idle = timedelta(minutes=settings.KANTOR.session_idle_minutes)
    return now >= row.ends_at or (row.person_id is not None and now - row.seen_at >= idle)
