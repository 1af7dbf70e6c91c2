"""Books for auditors on screen: a file is asked for, a worker makes it, and whoever asked fetches it while it is kept."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from kantor.departments.accounting import auditing
from kantor.departments.accounting.auditing import PERMISSION, BooksFile, Wanted
from kantor.departments.accounting.reports.figures import year_began
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.spine.access import ClientRecord
from kantor.words import Refusal
from kantor.words.field import day, row_id

KEYS = (Key("Ctrl ↵", "accounting.auditing.key.ask"), Key("Ctrl K", "desk.key.palette"))
DAY = timedelta(days=1)
MEGABYTE, KILOBYTE = 1_000_000, 1_000


@gate(PERMISSION)
def auditors(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form, and below it the files of the client, the newest first."""
    client = visit.every[visit.clients[0]]
    fault, given = "", request.POST.dict()
    with access.acting(clients=[client.id], person_id=visit.person_id, at=visit.at) as actor:
        if request.method == "POST":
            try:
                auditing.ask(_wanted(given), client, actor)
            except Refusal as error:
                fault = refusal(error.key, error.evidence)
            else:
                messages.success(request, shown.sentence("accounting.auditing.asked"))
                return redirect(f"{reverse('accounting:auditors')}?client={client.id}")
        rows = auditing.files([client.id])
        adviser = auditing.last_adviser(client.id)
    people = access.names(sorted({one.asked_by for one in rows}))
    return screen(
        request,
        visit,
        "accounting/auditors.html",
        status=422 if fault else 200,
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("accounting.auditing.title"))],
        keys=KEYS,
        client=client,
        fault=fault,
        given={**_usual(client, visit), **({"adviser": adviser.number, "number": adviser.client} if adviser else {}), **given},
        kinds=[one for one in auditing.KINDS if one != auditing.DATEV or client.chart in auditing.CHARTS],
        datev=client.chart in auditing.CHARTS,
        days=auditing.KEPT.days,
        rows=[_row(one, people, visit) for one in rows],
        at_work=any(one.ended_at is None for one in rows),
    )


@gate(PERMISSION)
def books_file(request: HttpRequest, visit: Visit, file_id: int) -> HttpResponseBase:
    """The file itself, for whoever asked for it."""
    one = auditing.file(file_id, visit.clients)
    if one is None or not one.is_there or one.asked_by != visit.person_id:
        raise Http404
    return sent(one, visit)


def sent(one: BooksFile, visit: Visit) -> StreamingHttpResponse:
    """A file that is there as an answer, which is read while it leaves; that it left is recorded."""
    client = visit.every[one.client_id]
    with access.acting(clients=[one.client_id], person_id=visit.person_id, at=visit.at) as actor:
        parts = auditing.fetch(one, actor)
    answer = StreamingHttpResponse(_streamed(parts), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{auditing.name_of(one, client)}"'
    answer.headers["Content-Length"] = str(one.size)
    answer.headers["Cache-Control"] = "no-store"
    return answer


async def _streamed(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    """One piece after the other: an iterator without waiting would be read whole into memory first."""
    while part := await sync_to_async(_next)(parts):
        yield part


def _next(parts: Iterator[bytes]) -> bytes:
    """b'' behind the last one."""
    return next(parts, b"")


def _wanted(given: dict[str, str]) -> Wanted:
    """Refusal where a day is none."""
    from_on, until_on = day(given.get("from", "")), day(given.get("until", ""))
    if from_on is None or until_on is None:
        raise Refusal("accounting.auditing.days")
    numbers = [row_id(given.get(name, "")) for name in ("adviser", "number")]
    adviser = auditing.Adviser(numbers[0], numbers[1]) if numbers[0] and numbers[1] else None
    return Wanted(given.get("kind", ""), from_on, until_on, adviser)


def _usual(client: ClientRecord, visit: Visit) -> dict[str, Any]:
    """The fiscal year before this one."""
    until_on = year_began(client, visit.today) - DAY
    kind = auditing.DATEV if client.chart in auditing.CHARTS else auditing.TABLES
    return {"from": year_began(client, until_on).isoformat(), "until": until_on.isoformat(), "kind": kind}


def _row(one: BooksFile, people: dict[int, str], visit: Visit) -> dict[str, Any]:
    state = "gone" if one.gone_at else one.outcome or ("at_work" if one.taken_until and one.taken_until > visit.at else "waits")
    return {
        "file": one,
        "by": people.get(one.asked_by, ""),
        "state": state,
        "is_own": one.asked_by == visit.person_id,
        "size": _size(one.size),
    }


def _size(size: int) -> str:
    unit, name = (MEGABYTE, "MB") if size >= MEGABYTE else (KILOBYTE, "kB")
    return f"{shown.number(round(Decimal(size) / unit, 1))} {name}"
