"""What the books say about VAT in a period, and which returns were made: answers for the return and figures for its report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.countries import check_vat_id, law
from kantor.countries.returns import Posted
from kantor.departments.accounting.vat_return.document import CARRY, REFUND, SERIES
from kantor.kit.money import Money, exponent, half_up
from kantor.kit.sql import Queries
from kantor.spine import access, ledger
from kantor.spine.access import ClientRecord
from kantor.spine.ledger import PeriodRow
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day, number

QUERIES = Queries(__file__)
DEDUCTIBLE, OWED = r"(^| )(input_vat|import_vat)", r"(^| )output_vat"
"""How the roles of accounts that hold VAT are known."""
LOST = r"(^| )bad_debt( |$)"
"""And of that to which debts are written off."""
WHOLE, ZERO = Decimal(100), Decimal(0)


def posted(client: ClientRecord, from_on: date, until_on: date) -> list[Posted]:
    """By tax code, in the client's currency; of the periods that lie within the days."""
    given = {"client_id": client.id, "from_on": from_on, "until_on": until_on, "deductible": DEDUCTIBLE, "owed": OWED, "lost": LOST}
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in QUERIES.rows("posted_by_code", **given):
        amount = _amount(row.amount, client.currency)
        sums[row.tax_code][row.side] += amount
        if row.side == "lost":
            sums[row.tax_code]["base"] += amount
    if ratios := _not_deducted(client.country):
        for row in QUERIES.rows("not_deducted", **given, ratios=Jsonb(ratios)):
            sums[row.tax_code]["base"] -= _amount(row.amount, client.currency)
    return [Posted(code, *(own[side] for side in ("base", "input", "output", "lost"))) for code, own in sorted(sums.items())]


def _not_deducted(country: str) -> dict[str, str]:
    """Codes of which a part of the tax is cost -> that part for each unit of what is deducted."""
    codes = law(country).tax_codes.values()
    return {
        code.code: str((WHOLE - code.deductible_percent) / code.deductible_percent) for code in codes if 0 < code.deductible_percent < WHOLE
    }


class Brought(NamedTuple):
    """What an entry brought to a tax code, and where it came from."""

    posted: Posted
    entry_id: int
    document_id: int
    booked_on: date
    document_on: date
    voucher: str
    number: str
    party_id: int | None
    party_name: str
    type: str
    paid_invoice: str
    """Reference of the invoice whose payment made this due, '' where it was due at once."""
    marks: str
    """Kinds of goods and procedures for the register of Poland, divided by blanks."""
    ksef_number: str
    delivered_on: date | None
    """The day of the supply, None where the document says none."""
    vat_id: str
    """Of the other side as the document names it, '' where it names none that is well built."""


class Sides(NamedTuple):
    """deductible, owed: how the roles of accounts that hold tax are known; without_cost: tax that nobody gives back is no base."""

    deductible: str = DEDUCTIBLE
    owed: str = OWED
    without_cost: bool = True


OF_RETURN = Sides()


def brought(
    client: ClientRecord, from_on: date, until_on: date, codes: Iterable[str], *, most: int | None = None, sides: Sides = OF_RETURN
) -> list[Brought]:
    """By entry and tax code, in the order of booking; their sums are those of `posted`. most: rows at most, None for all."""
    given = {"client_id": client.id, "from_on": from_on, "until_on": until_on, "lost": LOST}
    given |= {"deductible": sides.deductible, "owed": sides.owed}
    ratios = {code: Decimal(text) for code, text in _not_deducted(client.country).items()} if sides.without_cost else {}
    return [_brought(row, client.currency, ratios) for row in QUERIES.rows("posted_by_entry", **given, codes=sorted(codes), most=most)]


def _brought(row: Any, currency: str, ratios: Mapping[str, Decimal]) -> Brought:
    base, input_, output, lost = (_amount(units, currency) for units in (row.base, row.input, row.output, row.lost))
    if row.tax_code in ratios:
        base -= half_up(input_ * ratios[row.tax_code], exponent(currency))
    return Brought(
        Posted(row.tax_code, base, input_, output, lost),
        row.entry_id,
        row.document_id,
        row.booked_on,
        row.document_on,
        ledger.voucher_text(row.series, row.year, row.voucher),
        row.number,
        row.party_id,
        row.party_name or row.text,
        row.type,
        row.invoice,
        row.marks,
        row.ksef_number,
        day(row.delivered_on),
        named.normalised if row.vat_id and (named := check_vat_id(row.vat_id)).valid else "",
    )


def vat_accounts(client: ClientRecord, from_on: date, until_on: date) -> list[dict[str, str]]:
    """Accounts that hold VAT and moved: `number`, `name`, `amount` with what returns cleared, `without_code`."""
    given = {"client_id": client.id, "from_on": from_on, "until_on": until_on, "roles": f"{DEDUCTIBLE}|{OWED}", "series": SERIES}
    return [
        {
            "number": row.number,
            "name": row.name,
            "amount": str(_amount(row.amount, client.currency)),
            "without_code": str(_amount(row.without_code, client.currency)),
        }
        for row in QUERIES.rows("vat_accounts", **given)
    ]


def _books(asks: Sequence[Ask], as_of: date) -> Answers:
    """(first day, last day) -> `codes`: what was posted by tax code; `accounts`: those that hold VAT; None for days that are none."""
    client = _client()
    return {ask: told(client, *days) if (days := _days(ask)) else None for ask in asks}


def told(client: ClientRecord, from_on: date, until_on: date) -> dict[str, Any]:
    """`codes` and `accounts` with amounts as text, as they are kept with the findings."""
    codes = [{key: str(value) for key, value in row._asdict().items()} for row in posted(client, from_on, until_on)]
    return {"codes": codes, "accounts": vat_accounts(client, from_on, until_on)}


def _returns(asks: Sequence[Ask], as_of: date) -> Answers:
    """(first day, last day) -> `last`: values of the newest return, for what stays the same from one to the next; `standing`: ids of those
    of the same days; `crossing`: of some of them; `declared`: what the standing ones came to; `deducted`: what they took off for what was
    paid in advance or carried; `carried`: the excess that those of the days before carry over; `carries`: whether the standing ones carry
    theirs; `owed`: what they made payable, but for what the office gives back; `followed`: ids of those of later days."""
    every = QUERIES.rows("returns", client_id=_client().id)
    return {ask: _around(every, *days) if (days := _days(ask)) else None for ask in asks}


def _around(every: Sequence[Any], from_on: date, until_on: date) -> dict[str, Any]:
    standing = [row for row in every if (row.from_on, row.until_on) == (from_on, until_on)]
    others = [row for row in every if row.until_on <= until_on]
    crossing = [row for row in every if row not in standing and row.from_on <= until_on and row.until_on >= from_on]
    newest = max(others, key=lambda row: (row.until_on, row.document_id), default=None)
    tax = sum((_amount(row.tax, row.currency) for row in standing), ZERO)
    deducted = sum((number(_value(row, "deduction")) or ZERO for row in standing), ZERO)
    kept = [row for row in standing if _value(row, "excess") != REFUND]
    return {
        "last": {key: _value(newest, key) for key in newest.content["values"]} if newest else {},
        "standing": [row.document_id for row in standing],
        "crossing": [row.document_id for row in crossing],
        "declared": str(tax),
        "deducted": str(deducted),
        "carried": str(_carried([row for row in others if row.until_on < from_on])),
        "carries": any(_value(row, "excess") == CARRY for row in standing),
        "owed": str(sum((_amount(row.payable, row.currency) for row in kept), ZERO)),
        "followed": [row.document_id for row in every if row.from_on > until_on],
    }


def _carried(earlier: Sequence[Any]) -> Decimal:
    """The excess of the newest period: of its first return and of all that correct it, but for what the office gives back."""
    newest_on = max((row.until_on for row in earlier), default=None)
    of_period = [row for row in earlier if row.until_on == newest_on]
    if all(_value(row, "excess") != CARRY for row in of_period):
        return ZERO
    payable = sum((_amount(row.payable, row.currency) for row in of_period if _value(row, "excess") != REFUND), ZERO)
    return max(-payable, ZERO)


def _value(row: Any, key: str) -> str:
    """What a return says in a field, '' where nothing."""
    return str(row.content["values"].get(key, [""])[0])


def declared_in(client: ClientRecord, year: int) -> tuple[list[Decimal], int]:
    """The taxes of the returns that stand for days of a calendar year, corrections with what they add; and how many months they cover."""
    rows = [row for row in QUERIES.rows("returns", client_id=client.id) if row.from_on.year == row.until_on.year == year]
    months = {month for row in rows for month in range(row.from_on.month, row.until_on.month + 1)}
    return [_amount(row.tax, row.currency) for row in rows], len(months)


def _return(asks: Sequence[Ask], as_of: date) -> Answers:
    """(number of the document) -> a return that stands: `number`, its days and `filed_on` in ISO form ('' before that),
    `is_locked`: whether its days are locked for taxes; else None."""
    client_id = _client().id
    every = {str(row.document_id): row for row in QUERIES.rows("returns", client_id=client_id)}
    periods = ledger.periods(client_id)
    return {ask: _standing(row, periods) if (row := every.get(ask.about[0])) else None for ask in asks}


def _standing(row: Any, periods: Sequence[PeriodRow]) -> dict[str, Any]:
    days = {key: on.isoformat() if (on := getattr(row, key)) else "" for key in ("from_on", "until_on", "filed_on")}
    within = [one for one in periods if row.from_on <= one.starts_on and one.ends_on <= row.until_on]
    return {**days, "number": _value(row, "number"), "is_locked": all(one.filed_at is not None for one in within)}


def _days(ask: Ask) -> tuple[date, date] | None:
    first, last = (day(text) for text in ask.about)
    return (first, last) if first and last and first <= last else None


def _client() -> ClientRecord:
    return access.client(access.acting_client())


def _amount(units: int, currency: str) -> Decimal:
    return Money.from_minor(int(units), currency).amount


ANSWERS: dict[str, Answer] = {
    "accounting.vat_books": _books,
    "accounting.vat_return": _return,
    "accounting.vat_returns": _returns,
}
