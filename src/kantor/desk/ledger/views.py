"""The books: trial balance, account sheet, entry - each figure leads one step down."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.ledger import queries
from kantor.desk.visit import Visit
from kantor.kit.money import Money, total
from kantor.kit.ui import shown
from kantor.spine import documents, ledger, parties
from kantor.words.field import day, row_id

KEYS = (Key("Ctrl K", "desk.key.palette"),)


@gate("ledger.see")
def balances(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The trial balance of one client over some periods; the closing column adds up to zero."""
    client_id = visit.clients[0]
    periods = ledger.periods(client_id)
    from_on, until_on = _span(request, periods, visit.today)
    rows = ledger.trial_balance(client_id, from_on=from_on, until_on=until_on)
    currency = visit.every[client_id].currency
    return screen(
        request,
        visit,
        "desk/ledger/balances.html",
        crumbs=[_home(), Crumb(shown.sentence("desk.ledger.balances"))],
        keys=KEYS,
        client=visit.every[client_id],
        rows=rows,
        sums={name: total((getattr(row, name) for row in rows), currency) for name in ("opening", "debit", "credit", "carried", "closing")},
        is_carried=any(row.carried for row in rows),
        periods=periods,
        years=sorted({period.year for period in periods}, reverse=True),
        from_on=from_on,
        until_on=until_on,
        span=_query(client_id, from_on, until_on),
        may_change=visit.may("accounting.period_change.enter", client_id),
    )


@gate("ledger.see")
def account(request: HttpRequest, visit: Visit, number: str) -> HttpResponse:
    """The sheet of an account: every posting with the balance up to it."""
    client_id = visit.clients[0]
    known = next((one for one in ledger.accounts(client_id) if one.number == number), None)
    if known is None:
        raise Http404
    periods = ledger.periods(client_id)
    from_on, until_on = _span(request, periods, visit.today)
    after = row_id(request.GET.get("after", "")) or 0
    within = queries.Within(request.GET.get("cost_centre"), request.GET.get("project"))
    sheet = queries.sheet(client_id, number, from_on=from_on, until_on=until_on, after=after, within=within)
    named = {key: value for key, value in within._asdict().items() if value is not None}
    span = _query(client_id, from_on, until_on)
    currency = visit.every[client_id].currency
    return screen(
        request,
        visit,
        "desk/ledger/sheet_rows.html" if after and getattr(request, "htmx", False) else "desk/ledger/sheet.html",
        crumbs=[
            _home(),
            Crumb(shown.sentence("desk.ledger.balances"), f"{reverse('desk:balances')}?{span}"),
            Crumb(f"{number} {known.name}"),
        ],
        keys=KEYS,
        client=visit.every[client_id],
        account=known,
        sheet=sheet,
        carried=Money.from_minor(sheet.carried, currency),
        closing=sheet.lines[-1].balance if sheet.lines else Money.from_minor(sheet.carried, currency),
        forward=ledger.carried_forward(client_id, from_on=until_on, until_on=until_on, number=number)
        if not (sheet.is_full or within.is_part)
        else [],
        within=[(f"desk.ledger.{key}", value or shown.sentence("desk.ledger.none_named")) for key, value in named.items()],
        from_on=from_on,
        until_on=until_on,
        more=f"?{span}&{urlencode({**named, 'after': sheet.lines[-1].row.id})}" if sheet.is_full else "",
    )


@gate("ledger.see")
def entry(request: HttpRequest, visit: Visit, entry_id: int) -> HttpResponse:
    """One entry with its postings and the document behind it."""
    client_id = visit.clients[0]
    found = queries.entry(client_id, entry_id)
    if found is None:
        raise Http404
    names = parties.parties([posting.party_id for posting in found.postings if posting.party_id])
    year = _query(client_id, date(found.booked_on.year, 1, 1), date(found.booked_on.year, 12, 31))
    return screen(
        request,
        visit,
        "desk/ledger/entry.html",
        crumbs=[
            _home(),
            Crumb(shown.sentence("desk.ledger.balances"), f"{reverse('desk:balances')}?client={client_id}"),
            Crumb(found.voucher),
        ],
        keys=KEYS,
        client=visit.every[client_id],
        entry=found,
        postings=[{"posting": posting, "party": names.get(posting.party_id or 0)} for posting in found.postings],
        debit=_sum(found, "debit", visit.every[client_id].currency),
        credit=_sum(found, "credit", visit.every[client_id].currency),
        document=documents.document(found.document_id),
        undone_by=queries.reversed_by(client_id, [found.id]).get(found.id),
        span=year,
    )


def _sum(found: ledger.EntryRow, side: str, currency: str) -> Money:
    return total((amount for posting in found.postings if (amount := getattr(posting, side)) is not None), currency)


def _span(request: HttpRequest, periods: list[ledger.PeriodRow], today: date) -> tuple[date, date]:
    """First and last day of the periods asked for; by default the fiscal year that today lies in, else the newest one."""
    from_on, until_on = day(request.GET.get("from", "")), day(request.GET.get("until", ""))
    if from_on and until_on and from_on <= until_on:
        return from_on, until_on
    current = next(
        (period.year for period in periods if period.starts_on <= today <= period.ends_on), periods[0].year if periods else today.year
    )
    asked = request.GET.get("year", "")
    year = row_id(asked) or current
    days: list[Any] = [period for period in periods if period.year == year]
    if not days:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    return min(period.starts_on for period in days), max(period.ends_on for period in days)


def _query(client_id: int, from_on: date, until_on: date) -> str:
    return urlencode({"client": client_id, "from": from_on.isoformat(), "until": until_on.isoformat()})


def _home() -> Crumb:
    return Crumb(shown.sentence("desk.home.title"), reverse("desk:home"))
