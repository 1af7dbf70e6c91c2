"""Reports on screen: a list of them, and each with the way down to account, entry and document."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kantor.departments.accounting.pages.asking import asked_of, periods_of, years
from kantor.departments.accounting.pages.saving import MEDIA_TYPES, file_name, heading_said, nothing_said, saved
from kantor.departments.accounting.reports import AMOUNT, REPORTS, Asked, Line, Report, Table
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.ui import shown

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PERMISSION = "ledger.see"


@gate(PERMISSION)
def reports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All reports, each with what it tells."""
    client = visit.every[visit.clients[0]]
    return screen(
        request,
        visit,
        "accounting/reports.html",
        crumbs=[_home(), Crumb(shown.sentence("accounting.reports.title"))],
        keys=KEYS,
        client=client,
        reports=[{"key": key, "label": f"accounting.report.{key}", "hint": f"accounting.report.{key}.hint"} for key in REPORTS],
    )


@gate(PERMISSION)
def report(request: HttpRequest, visit: Visit, report: str) -> HttpResponse:
    """One report of one client; `export` asks for it as a file."""
    wanted = REPORTS.get(report)
    if wanted is None:
        raise Http404
    client = visit.every[visit.clients[0]]
    periods = periods_of(client)
    asked = asked_of(request.GET.dict(), client, visit.today, periods, is_of_day=wanted.is_of_day)
    try:
        table = wanted.make(asked)
    except LookupError:
        return _shown(request, visit, wanted, asked, None, years(periods))
    if (kind := request.GET.get("export", "")) in MEDIA_TYPES:
        answer = HttpResponse(saved(kind, wanted, asked, table, visit.at), content_type=MEDIA_TYPES[kind])
        answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(wanted, asked, kind)}"'
        return answer
    return _shown(request, visit, wanted, asked, table, years(periods))


def _shown(request: HttpRequest, visit: Visit, wanted: Report, asked: Asked, table: Table | None, every: list[Any]) -> HttpResponse:
    title = shown.sentence(f"accounting.report.{wanted.key}")
    span = {"client": asked.client.id, "from": asked.from_on.isoformat(), "until": asked.until_on.isoformat()}
    return screen(
        request,
        visit,
        "accounting/report.html",
        crumbs=[
            _home(),
            Crumb(shown.sentence("accounting.reports.title"), f"{reverse('accounting:reports')}?client={asked.client.id}"),
            Crumb(title),
        ],
        keys=KEYS,
        client=asked.client,
        report=wanted,
        title=title,
        asked=asked,
        years=[(year, urlencode({**span, "from": first.isoformat(), "until": last.isoformat()})) for year, first, last in every],
        this_year=asked.from_on.year,
        span=urlencode(span),
        prepare=_prepare(visit, wanted, asked) if table and table.lines else "",
        headings=[{"text": heading_said(one), "is_amount": one.holds == AMOUNT} for one in table.headings] if table else [],
        lines=[_line(line, span, wanted) for line in table.lines] if table else [],
        nothing=nothing_said(wanted, asked),
        note=table.note if table else "accounting.report.no_layout",
        exports={
            kind: urlencode({**span, "accounts": "1" if asked.accounts else "", "line": asked.line, "export": kind}) for kind in MEDIA_TYPES
        },
    )


def _prepare(visit: Visit, wanted: Report, asked: Asked) -> str:
    """The form of the document that the report is the figures of, with its days; '' where there is none, or for others."""
    if not wanted.prepares or asked.until_on >= visit.today or not visit.may(f"{wanted.prepares}.enter", asked.client.id):
        return ""
    days = {"field:from_on": asked.from_on.isoformat(), "field:until_on": asked.until_on.isoformat()}
    return f"{reverse('desk:new', args=[wanted.prepares])}?{urlencode({'client': asked.client.id, **days})}"


def _line(line: Line, span: dict[str, Any], wanted: Report) -> dict[str, Any]:
    """A line for the template. url: where its figures lead, '' nowhere."""
    url = ""
    if line.account:
        url = f"{reverse('desk:account', args=[line.account])}?{urlencode([*span.items(), *([line.within] if line.within else [])])}"
    elif line.document is not None:
        url = reverse("desk:document", args=[line.document])
    elif line.party is not None:
        url = reverse("desk:party", args=[line.party])
    elif line.key and (wanted.is_statement or wanted.opens) and line.style == "line":
        url = f"?{urlencode({**span, 'line': line.key})}#line-{line.key}"
    cells = [{"text": _text(cell), "is_amount": isinstance(cell, Money)} for cell in line.cells]
    return {"cells": cells, "style": line.style, "level": line.level, "key": line.key, "url": url}


def _text(cell: object) -> str:
    if isinstance(cell, Money):
        return shown.figures(cell)
    return shown.day(cell) if isinstance(cell, date) else str(cell or "")


def _home() -> Crumb:
    return Crumb(shown.sentence("desk.home.title"), reverse("desk:home"))
