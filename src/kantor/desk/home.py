"""Home: one's own work by queue, the promises made, what is done, and what came in today."""

from collections import defaultdict
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kantor.desk.frame import Crumb, Key, day_began, progress, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import cases


class QueueCard(NamedTuple):
    """A queue over all clients: a document type at a step."""

    type: str
    step: str
    open: int
    late: int
    aside: int
    asked: int
    next_due_at: datetime | None


@gate(ANYBODY)
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    queues = cases.workload(visit.shown_roles, visit.at)
    arrived = {row.client_id: row for row in cases.arrivals(visit.clients, day_began(visit.at))}
    by_client: dict[int, int] = defaultdict(int)
    for queue in queues:
        by_client[queue.client_id] += queue.open
    return screen(
        request,
        visit,
        "desk/home.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"))],
        keys=[Key("T", "desk.key.take_next"), Key("Ctrl K", "desk.key.palette")],
        cards=_cards(queues),
        clients=[{"client": visit.every[one], "open": by_client[one], "arrived": arrived.get(one)} for one in visit.clients],
        total=_total(list(arrived.values())),
        newest=[
            {"document": row, "client": visit.every[row.client_id]}
            for row in cases.newest_arrivals(visit.clients, day_began(visit.at))
            if visit.may_see_it(row)
        ],
    )


@gate(ANYBODY)
def promise(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The day's progress alone; the bar asks for it now and then."""
    return render(request, "desk/promise.html", {"progress": progress(visit)})


def _cards(queues: list[cases.Workload]) -> list[QueueCard]:
    """The queues of all clients together, the nearest deadline first."""
    cards = []
    for (type, step), same in groupby(sorted(queues, key=_place), key=_place):
        rows = list(same)
        due = [row.next_due_at for row in rows if row.next_due_at]
        cards.append(
            QueueCard(
                type,
                step,
                sum(row.open for row in rows),
                sum(row.late for row in rows),
                sum(row.aside for row in rows),
                sum(row.asked for row in rows),
                min(due, default=None),
            )
        )
    return sorted(cards, key=lambda card: card.next_due_at.timestamp() if card.next_due_at else float("inf"))


def _place(queue: cases.Workload) -> tuple[str, str]:
    return queue.type, queue.step


def _total(arrived: list[cases.Arrivals]) -> dict[str, Any]:
    names = ("came_in", "took_effect", "under_way", "refused")
    return {name: sum(getattr(row, name) for row in arrived) for name in names}
