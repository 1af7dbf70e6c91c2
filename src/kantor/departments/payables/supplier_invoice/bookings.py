"""How an invoice is booked before anything is converted: costs, clearing, taxes, advances and rounding, in the invoice's currency."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from kantor.countries import TaxCode, TaxShares, law, tax_shares
from kantor.countries.cash_accounting import waiting_code
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import ZERO, Row, amount, inner_rounding, total
from kantor.departments.payables.supplier_invoice.taxes import belongs, treatment
from kantor.engines.matching import units_per
from kantor.kit.money import Money, exponent
from kantor.words import Reading, Verified
from kantor.words.field import cell

PIECE = "C62"


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """An amount on an account in the invoice's currency, debit when positive, before the sign of a credit note.

    local: the exact amount in the client's currency where it does not follow from the rate (what clearing holds for received goods);
    asset: the place of its line, from 1, where that becomes an asset of its own, else 0; pieces: how many these are, 0 where they are not
    counted.
    """

    account: str
    amount: Decimal
    tax_code: str = ""
    cost_centre: str = ""
    text: str = ""
    local: Decimal | None = None
    asset: int = 0
    pieces: Decimal = ZERO


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What every booking of one invoice shares. rate: units of the client's currency `own` for one of the invoice's; sign: -1 for a
    credit note."""

    verified: Verified
    roles: Mapping[str, str]
    currency: str
    own: str
    rate: Decimal
    sign: int

    @property
    def reading(self) -> Reading:
        return self.verified.reading

    def is_asset(self, account: str) -> bool:
        """Whether what is booked there is used for years."""
        return bool(self.verified.answers.get(questions.asset_account(account)))

    def account(self, role: str, fallback: str = "") -> str:
        found = self.roles.get(role) or (self.roles.get(fallback) if fallback else None)
        if not found:
            raise LookupError(f"the chart of accounts has no account for {role}")
        return found


def bookings(setting: Setting) -> list[Booking]:
    """Everything but the payable itself; the sum is what the invoice asks for. Raises LookupError where the chart lacks an account."""
    taxes = [_taxed(row, setting) for row in setting.reading.rows("taxes")]
    return _merged([*_costs(taxes, setting), *_taxes(taxes, setting), *_differences(taxes, setting)])


def _own_lines(tax: Row, setting: Setting) -> list[tuple[int, Row]]:
    """The lines of a VAT row; all where none says that it belongs to it."""
    lines = list(enumerate(setting.reading.rows("lines")))
    return [(index, line) for index, line in lines if belongs(line, tax)] or lines


def _code_of(name: str, line: Row, setting: Setting) -> str:
    """The tax code of a line: what is bought as an asset is declared apart where the country has a code for it."""
    return law(setting.verified.client["country"]).asset_code(name) if setting.is_asset(cell(line, "account")) else name


class Taxed(NamedTuple):
    """A VAT row, the tax code that stands on it - a person may have chosen another one than the law suggests - and how it is booked.

    is_collected: its tax stands on the invoice although the buyer pays it to the state himself (faktur pajak 02 and 03).
    """

    row: Row
    code: TaxCode | None
    shares: TaxShares
    is_collected: bool


def _taxed(row: Row, setting: Setting) -> Taxed:
    client, on = setting.verified.client, setting.reading.date("delivered_on") or setting.reading.date("issued_on")
    name = waiting_code(client["country"], cell(row, "tax_code"), client.get("vat_due") or (), on) if on else cell(row, "tax_code")
    code = law(client["country"]).tax_codes.get(name)
    is_collected = bool(code and code.output_role and setting.reading.text("national_code"))
    return Taxed(row, code, _shares(row, code, setting, is_collected=is_collected), is_collected)


def _costs(taxes: Sequence[Taxed], setting: Setting) -> Iterator[Booking]:
    """The net amount of each VAT row and the tax that nobody gives back, spread over its lines; allowances and charges of the whole
    invoice go with their VAT row, luxury tax (PPnBM, never creditable) with the first."""
    extra = total(setting.reading, "luxury_tax")
    ordered = _ordered(setting)
    for tax, code, booked, _ in taxes:
        own = _own_lines(tax, setting)
        whole = amount(tax, "base") + booked.cost + extra
        extra = ZERO
        shares = _spread(whole, [amount(line, "net") for _, line in own], setting.currency)
        for (index, line), share in zip(own, shares, strict=True):
            name, matches = _code_of(code.code if code else cell(tax, "tax_code"), line, setting), ordered.pop(index, [])
            if matches:
                yield from _received(line, share, name, matches, setting)
            else:
                yield _cost(line, index + 1, share, name, setting)


def _ordered(setting: Setting) -> dict[int, list[Row]]:
    """Line -> its matches with order lines whose receipts wait on the clearing account; a credit note puts there what it takes back."""
    found: dict[int, list[Row]] = defaultdict(list)
    for match in setting.reading.rows("matches"):
        if cell(match, "clearing") == "yes" and cell(match, "line").isdigit():
            found[int(cell(match, "line"))].append(match)
    return dict(found)


def _spread(whole: Decimal, weights: Sequence[Decimal], currency: str) -> Sequence[Decimal]:
    """`whole` over lines: each line's own net, and what the whole differs from their sum by their weight, to the cent."""
    rest = whole - sum(weights, ZERO)
    if not rest:
        return weights
    positive = [abs(weight) for weight in weights]
    shares = Money(rest, currency).rounded().allocate(positive if any(positive) else [Decimal(1)] * len(weights))
    return [weight + share.amount for weight, share in zip(weights, shares, strict=True)]


def _cost(line: Row, place: int, share: Decimal, tax_code: str, setting: Setting) -> Booking:
    """To the account of the line; what becomes an asset stays apart from other lines, and whole pieces are counted."""
    account, text, cost_centre = cell(line, "account"), cell(line, "name"), cell(line, "cost_centre")
    cost = Booking(account=account, amount=share, tax_code=tax_code, text=text, cost_centre=cost_centre)
    if not setting.is_asset(account):
        return cost
    pieces = amount(line, "quantity") * (units_per(cell(line, "unit"), PIECE) or ZERO)
    return replace(cost, asset=place, pieces=pieces if pieces == int(pieces) else ZERO)


def _received(line: Row, share: Decimal, tax_code: str, matches: Sequence[Row], setting: Setting) -> Iterator[Booking]:
    """Ordered goods clear what their receipt put or will put there at the order's price, the rest of the share is a price difference."""
    text, cost_centre = cell(line, "name"), cell(line, "cost_centre")
    ordered = sum((amount(match, "quantity") * amount(match, "order_price") for match in matches), ZERO)
    local = Money(ordered, setting.own).rounded().amount
    foreign = Money(local / setting.rate, setting.currency).rounded().amount
    yield Booking(account=setting.account("goods_clearing"), amount=foreign, tax_code=tax_code, text=text, local=local)
    unmatched = _unmatched(line, matches, share)
    if unmatched:
        yield Booking(account=cell(line, "account"), amount=unmatched, tax_code=tax_code, text=text, cost_centre=cost_centre)
    difference = share - unmatched - foreign
    local_difference = Money(share - unmatched, setting.currency).converted(setting.rate, setting.own).amount - local
    if difference or local_difference:
        yield Booking(account=setting.account("price_difference"), amount=difference, tax_code=tax_code, text=text, local=local_difference)


def _unmatched(line: Row, matches: Sequence[Row], share: Decimal) -> Decimal:
    """The part of the share for the quantity that found no order line."""
    quantity = amount(line, "quantity")
    matched = sum((amount(match, "line_quantity") for match in matches), ZERO)
    if not quantity or matched >= quantity:
        return ZERO
    return (share * (quantity - matched) / quantity).quantize(Decimal("0.01"))


def _shares(tax: Row, code: TaxCode | None, setting: Setting, *, is_collected: bool) -> TaxShares:
    """How the tax of a row is booked; all of it is cost where no code says otherwise, and collected tax is owed as charged."""
    charged = amount(tax, "amount")
    if code is None:
        return TaxShares(ZERO, ZERO, charged)
    if is_collected and charged:
        return TaxShares(charged, charged, ZERO)
    treated = treatment(tax, setting.reading, setting.verified.client)
    rate = treated.input_rate if treated and treated.code == code.code else amount(tax, "rate")
    return tax_shares(code, amount(tax, "base"), charged, rate=rate, decimals=exponent(setting.currency))


def _taxes(taxes: Sequence[Taxed], setting: Setting) -> Iterator[Booking]:
    """Input tax; for reverse charge and acquisitions the buyer's own output tax as well."""
    for row, code, shares, _ in taxes:
        if code and shares.deducted:
            account = setting.account(code.input_role, "input_vat")
            yield from (Booking(account=account, amount=part, tax_code=name) for name, part in _parts(shares.deducted, row, code, setting))
        if code and shares.owed:
            account = setting.account(code.output_role)
            yield from (Booking(account=account, amount=-part, tax_code=name) for name, part in _parts(shares.owed, row, code, setting))


def _parts(tax: Decimal, row: Row, code: TaxCode, setting: Setting) -> Iterator[tuple[str, Decimal]]:
    """The tax of a VAT row by the codes of its lines, in proportion to them; under its own where one is negative."""
    nets: dict[str, Decimal] = defaultdict(Decimal)
    for _, line in _own_lines(row, setting):
        nets[_code_of(code.code, line, setting)] += amount(line, "net")
    if len(nets) < 2 or min(nets.values()) < 0 or not any(nets.values()):
        yield next(iter(nets)) if len(nets) == 1 else code.code, tax
        return
    shares = Money(tax, setting.currency).rounded().allocate(list(nets.values()))
    yield from ((name, share.amount) for name, share in zip(nets, shares, strict=True))


def _differences(taxes: Sequence[Taxed], setting: Setting) -> Iterator[Booking]:
    """What was paid in advance, surcharges that are nobody's cost until somebody says whose, and the rounding (BT-114).

    prepaid_vat: the part of it that was deducted already with an invoice of the advance (§ 14 Abs. 5 Satz 2 UStG); it comes off again.
    """
    reading = setting.reading
    collected = sum((amount(tax.row, "amount") for tax in taxes if tax.is_collected), ZERO)
    deducted = total(reading, "prepaid_vat")
    if prepaid := total(reading, "prepaid") - collected - deducted:
        yield Booking(account=setting.account("advance_paid"), amount=-prepaid, text=reading.text("number"))
    code = next((tax.code for tax in taxes if tax.code and tax.code.input_role), None)
    if deducted and code:
        account = setting.account(code.input_role, "input_vat")
        yield Booking(account=account, amount=-deducted, tax_code=code.code, text=reading.text("number"))
    if surcharges := total(reading, "surcharges"):
        yield Booking(account=setting.account("suspense"), amount=surcharges, text=reading.text("number"))
    if rounding := total(reading, "rounding") + inner_rounding(reading):
        yield Booking(account=setting.account("rounding"), amount=rounding, text=reading.text("number"))


def _merged(found: Sequence[Booking]) -> list[Booking]:
    """One booking for each account, tax code and cost centre, with the first text; exact local amounts and assets stay apart."""
    groups: dict[tuple[str, str, str, bool, int], list[Booking]] = defaultdict(list)
    for booking in found:
        groups[booking.account, booking.tax_code, booking.cost_centre, booking.local is None, booking.asset].append(booking)
    merged = [
        Booking(
            account=account,
            amount=sum((booking.amount for booking in group), ZERO),
            tax_code=code,
            cost_centre=centre,
            text=group[0].text,
            local=None if follows else sum((booking.local or ZERO for booking in group), ZERO),
            asset=place,
            pieces=group[0].pieces,
        )
        for (account, code, centre, follows, place), group in groups.items()
    ]
    return [booking for booking in merged if booking.amount or booking.local]
