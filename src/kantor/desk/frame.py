"""The frame of every screen: the way here, the day's progress and next promise, what one may do and where one may go."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kantor.desk.menu import Entry, doings, goals
from kantor.desk.visit import Visit, initials
from kantor.kit.say import LANGUAGES
from kantor.spine import access, cases


class Crumb(NamedTuple):
    """A step of the way: a word, and where it leads ('' for where one is)."""

    text: str
    url: str = ""


class Key(NamedTuple):
    """A key of the foot line and the help: what it is called, and the key of its sentence."""

    name: str
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The day of this person: done and still open; the share of the documents decided today that needed nobody;
    the next deadline and whether it has passed."""

    done: int
    open: int
    untouched_percent: int | None
    next_due_at: datetime | None
    late: int
    minutes_left: int | None

    @property
    def all(self) -> int:
        return self.done + self.open


def progress(visit: Visit) -> Progress:
    """Counts and deadlines over all clients of the person, never a comparison of people."""
    since = day_began(visit.at)
    every = tuple(visit.every)
    with access.acting(clients=every, person_id=visit.person_id, at=visit.at):
        queues = cases.workload(visit.roles, visit.at)
        decided = cases.decided_since(every, since)
        done = cases.done_since(every, visit.person_id, since)
    due = [queue.next_due_at for queue in queues if queue.next_due_at is not None]
    next_due_at = min(due, default=None)
    return Progress(
        done=done,
        open=sum(queue.open for queue in queues),
        untouched_percent=100 * decided.untouched // decided.documents if decided.documents else None,
        next_due_at=next_due_at,
        late=sum(queue.late for queue in queues),
        minutes_left=int((next_due_at - visit.at).total_seconds() // 60) if next_due_at else None,
    )


def day_began(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(), tzinfo=UTC)


def screen(request: HttpRequest, visit: Visit, template: str, /, *, status: int = 200, **shown: Any) -> HttpResponse:
    """A whole page in its frame. shown: `crumbs`, `keys` and what the template itself needs."""
    framed = {
        "visit": visit,
        "initials": initials(visit.name),
        "progress": progress(visit),
        "goals": goals(visit),
        "doings": doings(visit),
        "languages": LANGUAGES,
        "theme": theme(request),
        "notes": [str(note) for note in get_messages(request)],
        "crumbs": (),
        "keys": (),
        "home": reverse("desk:home"),
    }
    return render(request, template, {**framed, **shown}, status=status)


def approved_just_now(request: HttpRequest, visit: Visit) -> dict[str, Any] | None:
    """The last approval while it may be taken back; None afterwards."""
    last: dict[str, Any] | None = request.session.get("approved")
    return last if last and last["until"] > visit.at.timestamp() else None


def theme(request: HttpRequest) -> str:
    """`light` or `dark` as chosen, '' for what the reader's system prefers."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in ("light", "dark") else ""


def with_chosen_client(visit: Visit, url: str) -> str:
    """The address with the clients that are shown now, where they are fewer than all."""
    if len(visit.clients) == len(visit.every):
        return url
    return f"{url}{'&' if '?' in url else '?'}" + "&".join(f"client={client}" for client in visit.clients)


__all__ = ["Crumb", "Entry", "Key", "Progress", "approved_just_now", "day_began", "progress", "screen", "theme", "with_chosen_client"]
