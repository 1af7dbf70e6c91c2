"""Several clients as one company on screen: which of them, over which days, and their statements less what is between them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kantor.departments.accounting.pages.asking import asked_of, periods_of
from kantor.departments.accounting.pages.saving import heading_said
from kantor.departments.accounting.reports import AMOUNT, Table
from kantor.departments.accounting.reports.group import Pair, consolidated, fits
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.ui import shown

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PERMISSION = "ledger.see"


@gate(PERMISSION)
def group(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The clients chosen, or all that fit the first; those that do not fit it are named and left out."""
    chosen = [visit.every[one] for one in visit.clients]
    lead = chosen[0]
    members = [one for one in chosen if fits(lead, one)]
    asked = asked_of(request.GET.dict(), lead, visit.today, periods_of(lead))
    found = consolidated(members, asked.from_on, asked.until_on, asked.language) if len(members) > 1 else None
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
        asked=asked,
        offered=[{"client": visit.every[one], "is_in": visit.every[one] in members} for one in visit.open_to],
        left_out=", ".join(one.name for one in chosen if one not in members),
        tables=[
            {"label": f"accounting.report.{key}", "key": key, **_shown(table)}
            for key, table in (("balance_sheet", found.balance_sheet), ("income_statement", found.income_statement))
        ]
        if found
        else [],
        pairs=[_pair(one, asked.until_on.isoformat()) for one in found.pairs] if found else [],
    )


def _shown(table: Table) -> dict[str, Any]:
    """Names of members stand as they are, other headings are words."""
    last = len(table.headings) - 2
    headings = [
        {"text": heading.key if 0 < place < last else heading_said(heading), "is_amount": heading.holds == AMOUNT}
        for place, heading in enumerate(table.headings)
    ]
    lines = [
        {
            "style": line.style,
            "level": line.level,
            "cells": [
                {"text": shown.figures(one) if isinstance(one, Money) else one, "is_amount": isinstance(one, Money)} for one in line.cells
            ],
        }
        for line in table.lines
    ]
    return {"headings": headings, "lines": lines}


def _pair(pair: Pair, until: str) -> dict[str, Any]:
    """Each side leads to the trial balance that it comes from."""
    urls = [f"{reverse('desk:balances')}?{urlencode({'client': one.id, 'until': until})}" for one in (pair.first, pair.second)]
    return {"pair": pair, "first_url": urls[0], "second_url": urls[1]}
