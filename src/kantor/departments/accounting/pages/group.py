"""Several clients as one company on screen: which of them, over which days, and their statements less what is between them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kantor.countries.layouts import Statement
from kantor.departments.accounting.pages.saving import MEDIA_TYPES, heading_said
from kantor.departments.accounting.pages.together import STATEMENTS, Together, group_file_name, own_line, saved_group, together
from kantor.departments.accounting.reports import AMOUNT, Line
from kantor.departments.accounting.reports.group import Pair
from kantor.departments.accounting.reports.translating import Rates
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.ui import shown
from kantor.spine.access import ClientRecord
from kantor.words.field import number, row_id

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PERMISSION = "ledger.see"


@gate(PERMISSION)
def group(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The clients chosen, in the currency of one of them; those with another currency take part as soon as its rates are typed. `export`
    asks for one of the statements as a file."""
    every = [visit.every[one] for one in visit.clients]
    typed = {one.currency: _rates(request.GET.dict(), one.currency) for one in every}
    known = {currency: rates for currency, rates in typed.items() if rates}
    found = together(every, request.GET.dict(), known, visit.today, row_id(request.GET.get("lead", "")))
    lead = found.chosen[0]
    kind, statement = request.GET.get("export", ""), next((one for one in STATEMENTS if one == request.GET.get("statement")), None)
    if found.found and statement and kind in MEDIA_TYPES:
        answer = HttpResponse(saved_group(kind, statement, found, visit.at), content_type=MEDIA_TYPES[kind])
        answer.headers["Content-Disposition"] = f'attachment; filename="{group_file_name(kind, statement, found)}"'
        return answer
    return screen(
        request,
        visit,
        "accounting/group.html",
        crumbs=[
            Crumb(shown.sentence("desk.home.title"), reverse("desk:home")),
            Crumb(shown.sentence("accounting.reports.title"), f"{reverse('accounting:reports')}?client={lead.id}"),
            Crumb(shown.sentence("accounting.group.title")),
        ],
        keys=KEYS,
        lead=lead,
        chosen=found.chosen,
        asked=found.asked,
        offered=[{"client": visit.every[one], "is_in": visit.every[one] in found.members} for one in visit.open_to],
        rates=[{"currency": one, "typed": _typed(request.GET.dict(), one)} for one in sorted({*typed} - {lead.currency})],
        left_out=", ".join(one.name for one in found.left_out),
        tables=[_table(one, found, request) for one in STATEMENTS] if found.found else [],
        pairs=[_pair(one, found.asked.until_on.isoformat()) for one in found.found.pairs] if found.found else [],
    )


def _typed(given: Mapping[str, str], currency: str) -> list[dict[str, str]]:
    """The fields for the rates of a currency, with what was typed."""
    return [
        {"name": f"{currency}_{kind}", "label": f"accounting.group.rate.{kind}", "value": given.get(f"{currency}_{kind}", "")}
        for kind in Rates._fields
    ]


def _rates(given: Mapping[str, str], currency: str) -> Rates | None:
    """None until all three are numbers above zero."""
    rates = [number(one["value"]) for one in _typed(given, currency)]
    found = [rate for rate in rates if rate is not None and rate > 0]
    return Rates(*found) if len(found) == len(rates) else None


def _table(statement: Statement, found: Together, request: HttpRequest) -> dict[str, Any]:
    """For the template, with where to fetch it as a file."""
    table, given = found.table(statement), request.GET.copy()
    given["statement"] = statement
    exports = {}
    for kind in MEDIA_TYPES:
        given["export"] = kind
        exports[kind] = given.urlencode()
    return {
        "label": f"accounting.report.{statement}",
        "key": statement,
        "headings": [{"text": heading_said(one), "is_amount": one.holds == AMOUNT} for one in table.headings],
        "lines": [{"style": line.style, "level": line.level, "cells": _cells(statement, line, found)} for line in table.lines],
        "exports": exports,
    }


def _cells(statement: Statement, line: Line, found: Together) -> list[dict[str, Any]]:
    """What a member has leads to the line of its own statement, where its accounts are, or to all of it."""
    urls = [_own(statement, line.key, one, found) if line.key else "" for one in found.members]
    cells = zip(line.cells, ("", *urls, "", ""), strict=True)
    return [
        {"text": shown.figures(one) if isinstance(one, Money) else one, "is_amount": isinstance(one, Money), "url": url}
        for one, url in cells
    ]


def _own(statement: Statement, key: str, member: ClientRecord, found: Together) -> str:
    line = own_line(statement, key, member)
    opened = {"line": line} if line else {"accounts": "1"}
    span = {"client": member.id, "from": found.asked.from_on.isoformat(), "until": found.asked.until_on.isoformat(), **opened}
    return f"{reverse('accounting:report', args=[statement])}?{urlencode(span)}{f'#line-{line}' if line else ''}"


def _pair(pair: Pair, until: str) -> dict[str, Any]:
    """Each side leads to the trial balance that it comes from."""
    urls = [f"{reverse('desk:balances')}?{urlencode({'client': one.id, 'until': until})}" for one in (pair.first, pair.second)]
    return {"pair": pair, "first_url": urls[0], "second_url": urls[1]}
