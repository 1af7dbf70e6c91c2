"""The one road into the books: a batch of entries of one client, written set-based, with the locks that others wait for taken last.

The order is fixed: periods (shared with other writers, against closing), balances in sorted order, voucher counters, entries, postings.
Seven statements write a batch of any size.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from kantor.kit.columns import days, numbers, texts
from kantor.kit.money import Money
from kantor.spine.documents import Refusal
from kantor.spine.ledger.queries import QUERIES, voucher_text


class Line(NamedTuple):
    """A posting with its account found: amounts in minor units; foreign_amount has the sign of dr - cr."""

    account_id: int
    currency: str
    dr: int
    cr: int
    foreign_currency: str
    foreign_amount: int | None
    party_id: int | None
    tax_code: str
    cost_centre: str
    project: str
    text: str


class Posted(NamedTuple):
    """An entry that has been written, with its voucher number as people write it."""

    id: int
    voucher: str


class Draft(NamedTuple):
    """An entry that has no voucher number yet."""

    document_id: int
    ledger: str
    series: str
    booked_on: date
    document_on: date
    text: str
    reverses_id: int | None
    lines: Sequence[Line]


def post(drafts: Sequence[Draft], *, client_id: int, at: datetime) -> list[Posted]:
    """Write the entries; answers them in the order given.

    Refuses (Refusal, naming the document) what does not balance, days in no period or in a closed one, in a held one without a reason, and
    taxes where a return was filed.
    """
    periods = _lock_periods(drafts, client_id)
    late = _late_postings(drafts, client_id) if any(period.held for period in periods.values()) else frozenset()
    for draft in drafts:
        _judge(draft, periods.get(draft.booked_on), late)
    of_drafts = [periods[draft.booked_on] for draft in drafts]
    _add_balances(drafts, of_drafts, client_id)
    vouchers = _take_vouchers(drafts, of_drafts, client_id)
    ids = _add_entries(drafts, of_drafts, vouchers, client_id, at)
    _add_postings(drafts, of_drafts, ids, client_id)
    told = zip(drafts, of_drafts, vouchers, ids, strict=True)
    return [Posted(id, voucher_text(draft.series, period.year, voucher)) for draft, period, voucher, id in told]


def _lock_periods(drafts: Iterable[Draft], client_id: int) -> Mapping[date, Any]:
    booked = sorted({draft.booked_on for draft in drafts})
    found = QUERIES.rows("lock_periods", client_id=client_id, days=days(booked))
    return {day: period for day in booked for period in found if period.starts_on <= day <= period.ends_on}


def _late_postings(drafts: Iterable[Draft], client_id: int) -> frozenset[tuple[int, int]]:
    """(document, period) of those that may post into a period that is held."""
    rows = QUERIES.rows("late_postings", client_id=client_id, documents=numbers({draft.document_id for draft in drafts}))
    return frozenset((row.document_id, row.period_id) for row in rows)


def _judge(draft: Draft, period: Any | None, late: frozenset[tuple[int, int]]) -> None:
    day = {"day": draft.booked_on.isoformat()}
    if period is None:
        raise Refusal("ledger.no_period", document_id=draft.document_id, evidence=day)
    if period.closed:
        raise Refusal("ledger.period_closed", document_id=draft.document_id, evidence=day)
    if period.held and (draft.document_id, period.id) not in late:
        raise Refusal("ledger.period_held", document_id=draft.document_id, evidence=day)
    if period.filed and any(line.tax_code for line in draft.lines):
        raise Refusal("ledger.tax_filed", document_id=draft.document_id, evidence=day)
    if not draft.lines:
        raise Refusal("ledger.no_postings", document_id=draft.document_id)
    difference = 0
    for line in draft.lines:
        difference += line.dr - line.cr
        if line.currency != period.currency:
            raise Refusal(
                "ledger.other_currency", document_id=draft.document_id, evidence={"currency": line.currency, "books": period.currency}
            )
    if difference:
        evidence = {"difference": str(Money.from_minor(difference, period.currency))}
        raise Refusal("ledger.unbalanced", document_id=draft.document_id, evidence=evidence)


def _add_balances(drafts: Sequence[Draft], periods: Sequence[Any], client_id: int) -> None:
    debits: dict[tuple[int, int, str, str], int] = defaultdict(int)
    credits: dict[tuple[int, int, str, str], int] = defaultdict(int)
    for draft, period in zip(drafts, periods, strict=True):
        for line in draft.lines:
            key = (line.account_id, period.id, draft.ledger, line.currency)
            debits[key] += line.dr
            credits[key] += line.cr
    accounts, period_ids, ledgers, currencies = zip(*debits, strict=True)
    QUERIES.run(
        "add_balances",
        client_id=client_id,
        accounts=numbers(accounts),
        periods=numbers(period_ids),
        ledgers=texts(ledgers),
        currencies=texts(currencies),
        debits=numbers(debits.values()),
        credits=numbers(credits[key] for key in debits),
    )


def _take_vouchers(drafts: Sequence[Draft], periods: Sequence[Any], client_id: int) -> list[int]:
    """The voucher number of each draft. From here on other writers of the same series wait for our commit."""
    wanted = [(draft.series, period.year) for draft, period in zip(drafts, periods, strict=True)]
    counts = Counter(wanted)
    taken = QUERIES.rows(
        "take_vouchers",
        client_id=client_id,
        series=texts(series for series, _ in counts),
        years=numbers(year for _, year in counts),
        counts=numbers(counts.values()),
    )
    following = {(row.series, row.year): row.last - counts[row.series, row.year] for row in taken}
    vouchers = []
    for key in wanted:
        following[key] += 1
        vouchers.append(following[key])
    return vouchers


def _add_entries(drafts: Sequence[Draft], periods: Sequence[Any], vouchers: Sequence[int], client_id: int, at: datetime) -> list[int]:
    written = QUERIES.rows(
        "add_entries",
        client_id=client_id,
        at=at,
        documents=numbers(draft.document_id for draft in drafts),
        periods=numbers(period.id for period in periods),
        ledgers=texts(draft.ledger for draft in drafts),
        series=texts(draft.series for draft in drafts),
        years=numbers(period.year for period in periods),
        vouchers=numbers(vouchers),
        booked=days(draft.booked_on for draft in drafts),
        dated=days(draft.document_on for draft in drafts),
        texts=texts(draft.text for draft in drafts),
        lines=numbers(len(draft.lines) for draft in drafts),
        reverses=numbers(draft.reverses_id for draft in drafts),
    )
    ids = {(series, year, voucher): id for id, series, year, voucher in written}
    return [ids[draft.series, period.year, voucher] for draft, period, voucher in zip(drafts, periods, vouchers, strict=True)]


def _add_postings(drafts: Sequence[Draft], periods: Sequence[Any], entry_ids: Sequence[int], client_id: int) -> None:
    rows = [
        (entry_id, number, period.id, *line)
        for draft, period, entry_id in zip(drafts, periods, entry_ids, strict=True)
        for number, line in enumerate(draft.lines, start=1)
    ]
    entries, lines, period_ids, accounts, currencies, debits, credits, *rest = zip(*rows, strict=True)
    foreign_currencies, foreign_amounts, parties, tax_codes, cost_centres, projects, line_texts = rest
    QUERIES.run(
        "add_postings",
        client_id=client_id,
        entries=numbers(entries),
        lines=numbers(lines),
        accounts=numbers(accounts),
        periods=numbers(period_ids),
        currencies=texts(currencies),
        debits=numbers(debits),
        credits=numbers(credits),
        foreign_currencies=texts(foreign_currencies),
        foreign_amounts=numbers(foreign_amounts),
        parties=numbers(parties),
        tax_codes=texts(tax_codes),
        cost_centres=texts(cost_centres),
        projects=texts(projects),
        texts=texts(line_texts),
    )
