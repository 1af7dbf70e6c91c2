"""The closing of a month or a year on screen: what is in order, what is not and where it leads, and who does what by when."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.departments.accounting.close_item.document import KEY as ITEM
from kantor.departments.accounting.closing.checks import MOST, Found, Result, Span, look
from kantor.departments.accounting.closing.items import Item, items, tick
from kantor.departments.accounting.period_change.document import KEY as CHANGE
from kantor.departments.accounting.year_end.document import KEY as YEAR_END
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, ledger
from kantor.spine.access import ClientRecord, PersonRecord
from kantor.spine.ledger import PeriodRow
from kantor.words.field import day, row_id

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PERMISSION = "ledger.see"
WHOLE_YEAR = "year"
STATES = ("open", "held", "closed")


@gate(PERMISSION)
def closing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One client's month, or its whole fiscal year: all checks, the items of its checklist, and the locks of its periods."""
    client = visit.every[visit.clients[0]]
    periods = sorted(ledger.periods(client.id), key=lambda period: period.starts_on)
    if not periods:
        raise Http404
    chosen = _chosen(periods, request.GET.get("until", ""), visit.today)
    of_year = [period for period in periods if period.year == chosen.year]
    span = of_year if request.GET.get("span") == WHOLE_YEAR else [chosen]
    first, chosen = span[0], span[-1]
    with access.acting(clients=[client.id], person_id=visit.person_id, at=visit.at):
        results = look(Span(client, first.starts_on, chosen.ends_on))
        listed = items(client.id, chosen.ends_on, month_of_year=chosen.number)
        people = {person.email.lower(): person for person in access.people(client.id, visit.today)}
    owners = {item.check: item for item in listed if item.check}
    seen = {name: urlencode({"client": client.id, "until": chosen.ends_on.isoformat(), **more}) for name, more in _spans(first, chosen)}
    return screen(
        request,
        visit,
        "accounting/closing.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("accounting.closing.title"))],
        keys=KEYS,
        client=client,
        period=chosen,
        first=first,
        is_year=first is not chosen,
        counted=[(state, number) for state in STATES if (number := Counter(_state(one) for one in span)[state])],
        months=_tabs(periods, chosen.year, client),
        years=_years(periods, client),
        seen=seen["here"],
        whole_year=seen["year"],
        checks=[_check(result, owners.get(result.key), people, request.GET.get("open", ""), client, visit) for result in results],
        manual=[_manual(item, people, visit, client.id) for item in listed if not item.check],
        stops=sum(result.state == "stop" for result in results) + sum(not item.check and not item.done for item in listed),
        hints=sum(result.state == "look" for result in results),
        offered=_offered(span, client) if visit.may(f"{CHANGE}.enter", client.id) else [],
        carries=_carrying(chosen, client) if first is not chosen and visit.may(f"{YEAR_END}.enter", client.id) else "",
        may_add=visit.may(f"{ITEM}.enter", client.id),
        most=MOST,
    )


@require_POST
@gate(PERMISSION)
def tick_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whoever owns an item says that it is done for the period, or that it is not after all."""
    client_id, until = row_id(request.POST.get("client", "")) or 0, day(request.POST.get("until", ""))
    if client_id not in visit.open_to or until is None:
        raise PermissionDenied(PERMISSION)
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at) as actor:
        number = next((period.number for period in ledger.periods(client_id) if period.ends_on == until), None)
        wanted = row_id(request.POST.get("item", ""))
        every = items(client_id, until, month_of_year=number) if number else []
        item = next((one for one in every if one.id == wanted), None)
        if item is None:
            raise Http404
        people = {person.email.lower(): person for person in access.people(client_id, visit.today)}
        if not _owns(item, people, visit):
            messages.error(request, shown.sentence("accounting.closing.not_yours", owner=item.email))
        else:
            tick(item, until, done=request.POST.get("done") == "1", note=request.POST.get("note", "")[:200], actor=actor)
    given = urlencode({"client": client_id, "until": until.isoformat()})
    return redirect(f"{reverse('accounting:closing')}?{given}")


def _chosen(periods: list[PeriodRow], asked: str, today: date) -> PeriodRow:
    """The period that ends on the day asked for; by default the oldest that is over and not closed, else that of today."""
    wanted = day(asked)
    found = next((period for period in periods if period.ends_on == wanted), None)
    over = next((period for period in periods if period.ends_on < today and not period.closed_at and period.year >= today.year - 1), None)
    running = next((period for period in periods if period.starts_on <= today <= period.ends_on), None)
    return found or over or running or periods[-1]


def _spans(first: PeriodRow, chosen: PeriodRow) -> list[tuple[str, dict[str, str]]]:
    here = {"span": WHOLE_YEAR} if first is not chosen else {}
    return [("here", here), ("year", {"span": WHOLE_YEAR})]


def _tabs(periods: list[PeriodRow], year: int, client: ClientRecord) -> list[dict[str, Any]]:
    return [
        {
            "period": period,
            "query": urlencode({"client": client.id, "until": period.ends_on.isoformat()}),
            "state": _state(period),
        }
        for period in periods
        if period.year == year
    ]


def _years(periods: list[PeriodRow], client: ClientRecord) -> list[tuple[int, str]]:
    ends = {period.year: period.ends_on for period in reversed(periods)}
    return [(year, urlencode({"client": client.id, "until": ends[year].isoformat()})) for year in sorted(ends, reverse=True)]


def _check(
    result: Result, owner: Item | None, people: dict[str, PersonRecord], opened: str, client: ClientRecord, visit: Visit
) -> dict[str, Any]:
    """A line of the checks, with what it found where it is opened."""
    return {
        "key": result.key,
        "state": result.state,
        "count": len(result.found),
        "owner": _name(owner.email, people) if owner else "",
        "due_on": owner.due_on if owner else None,
        "found": [_found(one, client, visit) for one in result.found] if opened == result.key else [],
        "opened": opened == result.key,
    }


def _found(found: Found, client: ClientRecord, visit: Visit) -> dict[str, Any]:
    """What a check found. url: what both clients say, its document, else its account; what the person may not see is told by its kind."""
    hidden = bool(found.type) and not visit.may_see(found.type, client.id)
    url = ""
    if found.partner_id is not None and found.on:
        given = {"client": client.id, "until": found.on.isoformat(), "partner": found.partner_id}
        url = f"{reverse('accounting:intercompany')}?{urlencode(given)}"
    elif found.document_id is not None and not hidden:
        url = reverse("desk:document", args=[found.document_id])
    elif found.account:
        url = f"{reverse('desk:account', args=[found.account])}?{urlencode({'client': client.id})}"
    return {"label": "" if hidden else found.label, "type": found.type, "url": url, "on": found.on, "amount": found.amount}


def _manual(item: Item, people: dict[str, PersonRecord], visit: Visit, client_id: int) -> dict[str, Any]:
    by_id = {person.id: person.name for person in people.values()}
    return {
        "item": item,
        "owner": _name(item.email, people),
        "by": by_id.get(item.person_id or 0, ""),
        "late": not item.done and item.due_on < visit.today,
        "mine": _owns(item, people, visit),
    }


def _owns(item: Item, people: dict[str, PersonRecord], visit: Visit) -> bool:
    owner = people.get(item.email)
    return owner is not None and owner.id == visit.person_id


def _name(email: str, people: dict[str, PersonRecord]) -> str:
    owner = people.get(email)
    return owner.name if owner else email


def _carrying(last: PeriodRow, client: ClientRecord) -> str:
    """The form by which the result of the year is carried forward."""
    return f"{reverse('desk:file', args=[YEAR_END])}?{urlencode({'client': client.id, 'year': last.year})}"


def _state(period: PeriodRow) -> str:
    return "closed" if period.closed_at else "held" if period.held_at else "open"


def _offered(span: Sequence[PeriodRow], client: ClientRecord) -> list[tuple[str, str]]:
    """What may happen to the periods next, as (change, address of its form); each of the first to the last period that it changes, and not
    offered where one between them would be let loose by it."""
    wanted = {"hold": ("open",), "close": ("open", "held"), "reopen": ("closed",)}
    kept = {"hold": ("open", "held"), "close": STATES, "reopen": ("open", "closed")}
    found = [(change, [place for place, one in enumerate(span) if _state(one) in states]) for change, states in wanted.items()]
    found.append(("file", [place for place, one in enumerate(span) if not one.filed_at]))
    found.append(("unfile", [place for place, one in enumerate(span) if one.filed_at]))
    offered = []
    for change, places in found:
        if not places:
            continue
        within = span[places[0] : places[-1] + 1]
        if change in ("file", "unfile") and len(within) > len(places):
            continue
        if change in kept and any(_state(one) not in kept[change] for one in within):
            continue
        given = {"client": client.id, "from_on": within[0].starts_on.isoformat(), "until_on": within[-1].ends_on.isoformat()}
        offered.append((change, f"{reverse('desk:file', args=[CHANGE])}?{urlencode({**given, 'change': change})}"))
    return offered
