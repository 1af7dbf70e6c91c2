"""Several clients as one company on screen: which of them, over which days, and their statements less what is between them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kantor.departments.accounting.pages.asking import asked_of, periods_of
from kantor.departments.accounting.pages.saving import heading_said
from kantor.departments.accounting.reports import AMOUNT, Asked, Table
from kantor.departments.accounting.reports.group import Group, Pair, consolidated, fits
from kantor.departments.accounting.reports.group_abroad import consolidated_abroad
from kantor.departments.accounting.reports.translating import Rates
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.ui import shown
from kantor.spine.access import ClientRecord
from kantor.words.field import number

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PERMISSION = "ledger.see"


@gate(PERMISSION)
def group(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The clients chosen, in the currency of one of them; those with another currency take part as soon as its rates are typed."""
    chosen = sorted((visit.every[one] for one in visit.clients), key=lambda one: str(one.id) != request.GET.get("lead"))
    lead = chosen[0]
    rates = {one.currency: _rates(request.GET.dict(), one.currency) for one in chosen if one.currency != lead.currency}
    known = {currency: typed for currency, typed in rates.items() if typed}
    members = [one for one in chosen if one.currency == lead.currency or one.currency in known]
    asked = asked_of(request.GET.dict(), lead, visit.today, periods_of(lead))
    found = _found(members, asked, known) if len(members) > 1 else None
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
        chosen=chosen,
        asked=asked,
        offered=[{"client": visit.every[one], "is_in": visit.every[one] in members} for one in visit.open_to],
        rates=[{"currency": one, "typed": _typed(request.GET.dict(), one)} for one in rates],
        left_out=", ".join(one.name for one in chosen if one not in members),
        tables=[
            {"label": f"accounting.report.{key}", "key": key, **_shown(table)}
            for key, table in (("balance_sheet", found.balance_sheet), ("income_statement", found.income_statement))
        ]
        if found
        else [],
        pairs=[_pair(one, asked.until_on.isoformat()) for one in found.pairs] if found else [],
    )


def _found(members: Sequence[ClientRecord], asked: Asked, rates: Mapping[str, Rates]) -> Group:
    """By the layout that all of them share, else in the positions of a group."""
    if all(fits(members[0], one) for one in members):
        return consolidated(members, asked.from_on, asked.until_on, asked.language)
    return consolidated_abroad(members, (asked.from_on, asked.until_on), asked.language, rates)


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
