"""Peppol BIS Billing 3: rules about lines, prices, allowances and charges."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.peppol_facts import ZERO, number, plain, rounded, value
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

LINES = RuleSet("PEPPOL lines")
UBL, CII = ("UBL",), ("CII",)
ONE = Decimal(1)
_SLACK = Decimal("0.02")
_INDICATORS = ("true", "false")
Slack = Callable[[Invoice], Decimal]


def peppol_slack(invoice: Invoice) -> Decimal:
    """How far a calculated amount may be off, in the currency of the invoice."""
    return _SLACK


def allowance_equals_percentage(slack: Slack) -> Judge:
    """The judge of R040: amount = base amount x percentage / 100, within the slack."""

    def judge(invoice: Invoice) -> Iterator[Breach]:
        for allowance in invoice.sub("XML-AllowanceCharge"):
            if not (allowance.has("XML-Percentage") and allowance.has("XML-BaseAmount")):
                continue
            expected = value(allowance, "XML-BaseAmount", ZERO) * value(allowance, "XML-Percentage", ZERO) / 100
            if abs(value(allowance, "XML-ActualAmount", ZERO) - expected) > slack(invoice):
                yield at(allowance, found=allowance.text("XML-ActualAmount"), expected=f"{expected:f}")

    return judge


LINES.add("PEPPOL-EN16931-R040", allowance_equals_percentage(peppol_slack))


@LINES.rule("PEPPOL-EN16931-R041")
def _percentage_has_a_base_amount(invoice: Invoice) -> Iterator[Breach]:
    for allowance in invoice.sub("XML-AllowanceCharge"):
        if allowance.has("XML-Percentage") and not allowance.has("XML-BaseAmount"):
            yield at(allowance, percentage=allowance.text("XML-Percentage"))


@LINES.rule("PEPPOL-EN16931-R042")
def _base_amount_has_a_percentage(invoice: Invoice) -> Iterator[Breach]:
    for allowance in invoice.sub("XML-AllowanceCharge"):
        if allowance.has("XML-BaseAmount") and not allowance.has("XML-Percentage"):
            yield at(allowance, amount=allowance.text("XML-BaseAmount"))


@LINES.rule("PEPPOL-EN16931-R043")
def indicator_is_true_or_false(invoice: Invoice) -> Iterator[Breach]:
    allowances = invoice.sub("XML-AllowanceCharge")
    if invoice.syntax == "CII":
        allowances = [*allowances, *invoice.sub("XML-PriceAllowance")]
    for allowance in allowances:
        if plain(allowance.text("XML-Indicator")) not in _INDICATORS and not judged_elsewhere(allowance):
            yield at(allowance, found=allowance.text("XML-Indicator"))


def judged_elsewhere(allowance: Group) -> bool:
    """Peppol judges one rule for each allowance: a percentage without base amount, or the reverse, hides its indicator."""
    return allowance.has("XML-Percentage") != allowance.has("XML-BaseAmount") and not allowance.path.endswith("AppliedTradeAllowanceCharge")


@LINES.rule("PEPPOL-EN16931-R044", syntaxes=UBL)
def _price_has_no_charge(invoice: Invoice) -> Iterator[Breach]:
    for allowance in invoice.sub("XML-PriceAllowance"):
        if plain(allowance.text("XML-Indicator")) != "false":
            yield at(allowance, found=allowance.text("XML-Indicator"))


@LINES.rule("PEPPOL-EN16931-R046", syntaxes=UBL)
def _net_price_is_gross_price_less_discount(invoice: Invoice) -> Iterator[Breach]:
    for allowance in invoice.sub("XML-PriceAllowance"):
        if not allowance.has("XML-BaseAmount"):
            continue
        net, gross, discount = (number(allowance.text(f"XML-{name}")) for name in ("NetPrice", "BaseAmount", "ActualAmount"))
        if net is None or gross is None or discount is None or net != gross - discount:
            expected = f"{gross - discount:f}" if gross is not None and discount is not None else ""
            yield at(allowance, found=allowance.text("XML-NetPrice"), expected=expected)


@LINES.rule("PEPPOL-EN16931-R100")
def _line_has_one_invoiced_object(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("XML-LineDocuments"):
        kinds = [term.value for term in line.all("XML-LineDocument")]
        count = len(kinds) if invoice.syntax == "UBL" else kinds.count("130")
        if count > 1:
            yield at(line, count=str(count))


@LINES.rule("PEPPOL-EN16931-R101")
def line_refers_to_its_invoiced_object_only(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("XML-LineDocuments"):
        kinds = [term.value for term in line.all("XML-LineDocument")]
        if "130" not in kinds:
            yield at(line, code=kinds[0])


@LINES.rule("PEPPOL-EN16931-R110")
def line_period_begins_within_invoice_period(invoice: Invoice) -> Iterator[Breach]:
    yield from _outside(invoice, "BT-73", "BT-134", lambda line, whole: line < whole)


@LINES.rule("PEPPOL-EN16931-R111")
def line_period_ends_within_invoice_period(invoice: Invoice) -> Iterator[Breach]:
    yield from _outside(invoice, "BT-74", "BT-135", lambda line, whole: line > whole)


def _outside(invoice: Invoice, whole_id: str, line_id: str, is_outside: Callable[[str, str], bool]) -> Iterator[Breach]:
    period = invoice.one("BG-14")
    if period is None or not period.has(whole_id):
        return
    whole = period.text(whole_id)
    for line in invoice.sub("BG-25"):
        for part in line.sub("BG-26"):
            for term in part.all(line_id):
                if is_outside(term.value, whole):
                    yield at(term, found=term.value, limit=whole)


def line_amount_is_calculated(slack: Slack) -> Judge:
    """The judge of R120: net amount = quantity x (net price / base quantity) + charges - allowances, within the slack."""

    def judge(invoice: Invoice) -> Iterator[Breach]:
        for line in invoice.sub("BG-25"):
            price = line.one("BG-29")
            net_price = value(price, "BT-146", ZERO) if price else ZERO
            base = (value(price, net_quantity_id(invoice, price), ONE) if price else ONE) or ONE
            charges = rounded(_sum(line, "BG-28", "BT-141"))
            allowances = rounded(_sum(line, "BG-27", "BT-136"))
            expected = value(line, "BT-129", ONE) * (net_price / base) + charges - allowances
            if abs(value(line, "BT-131", ZERO) - expected) > slack(invoice):
                yield at(line, line=line.text("BT-126"), found=line.text("BT-131"), expected=f"{rounded(expected):.2f}")

    return judge


def net_quantity_id(invoice: Invoice, price: Group) -> str:
    """The base quantity of the net price; in CII the one of the gross price does not count for the line amount."""
    gross_only = (
        invoice.syntax == "CII" and price.has("CII-GrossBasisQuantity") and price.all("BT-149") == price.all("CII-GrossBasisQuantity")
    )
    return "" if gross_only else "BT-149"


def _sum(line: Group, group_id: str, id: str) -> Decimal:
    return sum((number(term.value) or ZERO for group in line.sub(group_id) for term in group.all(id)), ZERO)


LINES.add("PEPPOL-EN16931-R120", line_amount_is_calculated(peppol_slack))


@LINES.rule("PEPPOL-EN16931-R121", syntaxes=UBL)
def base_quantity_is_positive(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        for price in line.sub("BG-29"):
            if price.has("BT-149") and value(price, "BT-149", ONE) <= ZERO:
                yield at(price, line=line.text("BT-126"), found=price.text("BT-149"))


@LINES.rule("PEPPOL-EN16931-R121", syntaxes=CII)
def base_quantities_are_positive(invoice: Invoice) -> Iterator[Breach]:
    for prices in invoice.sub("XML-Prices"):
        for id in ("XML-NetQuantity", "XML-GrossQuantity"):
            if prices.has(id) and value(prices, id, ONE) <= ZERO:
                yield at(prices.all(id)[0], found=prices.text(id))


@LINES.rule("PEPPOL-EN16931-R130", syntaxes=UBL)
def base_quantity_has_the_unit_of_the_line(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        quantity = line.first("BT-129")
        for price in line.sub("BG-29"):
            for base in price.all("BT-149"):
                if base.unit is not None and quantity is not None and base.unit != quantity.unit:
                    yield at(base, line=line.text("BT-126"), found=base.unit, expected=quantity.unit or "")


@LINES.rule("PEPPOL-EN16931-R130", syntaxes=CII)
def base_quantities_have_the_unit_of_the_line(invoice: Invoice) -> Iterator[Breach]:
    for prices in invoice.sub("XML-Prices"):
        billed = prices.first("XML-BilledQuantity")
        unit = billed.unit if billed else None
        for id in ("XML-NetQuantity", "XML-GrossQuantity"):
            for base in prices.all(id):
                if base.unit is not None and base.unit != unit:
                    yield at(base, found=base.unit, expected=unit or "")
