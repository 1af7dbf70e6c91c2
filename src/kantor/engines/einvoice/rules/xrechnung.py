"""The rule set XRECHNUNG: what XRechnung 3.0 asks of every invoice, with the rules it adopts from Peppol BIS Billing 3."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.peppol import PEPPOL
from kantor.engines.einvoice.rules.peppol_document import place_of, totals_in
from kantor.engines.einvoice.rules.peppol_facts import ZERO, number
from kantor.engines.einvoice.rules.peppol_lines import allowance_equals_percentage, line_amount_is_calculated
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at
from kantor.engines.einvoice.rules.xrechnung_judges import GERMAN_RULES

XRECHNUNG = RuleSet("XRECHNUNG")
UBL, CII = ("UBL",), ("CII",)
SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
EXTENSION = f"{SPECIFICATION}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0"
CVD = f"{SPECIFICATION}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9"
_ADDRESS = re.compile("[a-zA-Z][a-zA-Z0-9+.-]+:")
_ADOPTED = "R001 R005 R010 R020 R041 R042 R043 R061 R101 R110 R111 R121 R130"
_ADOPTED_IN_UBL = "R008 R044 R046 R053 R054 R055"

for _rule in GERMAN_RULES:
    XRECHNUNG.add(_rule.xrechnung, _rule.judge, _rule.severity)


@XRECHNUNG.rule("BR-DE-21", "warning")
def _specification_is_xrechnung(invoice: Invoice) -> Iterator[Breach]:
    if not any(term.value in (SPECIFICATION, EXTENSION, CVD) for term in invoice.all("BT-24")):
        yield at(invoice.first("BT-24") or invoice, found=invoice.text("BT-24"))


@XRECHNUNG.rule("BR-DE-TMP-32", "information")
def _day_of_supply_is_stated(invoice: Invoice) -> Iterator[Breach]:
    delivered = any(delivery.has("BT-72") for delivery in invoice.sub("BG-13"))
    period = invoice.sub("BG-14") or (invoice.syntax == "UBL" and invoice.has("BT-8"))
    if not delivered and not period and not all(line.sub("BG-26") for line in invoice.sub("BG-25")):
        yield at(invoice)


@XRECHNUNG.rule("BR-TMP-2", "warning")
def _external_documents_have_an_absolute_address(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-ExternalReference"):
        if not _ADDRESS.search(term.value):
            yield at(term, found=term.value.strip())


@XRECHNUNG.rule("BR-TMP-3", syntaxes=CII)
def _both_prices_have_the_same_quantity(invoice: Invoice) -> Iterator[Breach]:
    for prices in invoice.sub("XML-Prices"):
        net, gross = prices.first("XML-NetQuantity"), prices.first("XML-GrossQuantity")
        if net and gross and (net.value != gross.value or (net.unit is not None and net.unit != gross.unit)):
            yield at(prices, net=f"{net.value} {net.unit or ''}".strip(), gross=f"{gross.value} {gross.unit or ''}".strip())


def _adopt(short: str, syntaxes: tuple[str, ...]) -> None:
    """Take over a rule of Peppol for these syntaxes, as Peppol judges it there."""
    id = f"PEPPOL-EN16931-{short}"
    for rule in list(PEPPOL.rules.values()):
        if rule.id == id and (not rule.syntaxes or set(rule.syntaxes) & set(syntaxes)):
            XRECHNUNG.add(rule.id, rule.judge, rule.severity, rule.syntaxes or syntaxes)


def _slack(invoice: Invoice) -> Decimal:
    """The forint has no cents: half a forint there, two cents elsewhere."""
    return Decimal("0.5") if invoice.text("BT-5") == "HUF" else Decimal("0.02")


for _short in _ADOPTED.split():
    _adopt(_short, ("UBL", "CII"))
for _short in _ADOPTED_IN_UBL.split():
    _adopt(_short, UBL)
XRECHNUNG.add("PEPPOL-EN16931-R040", allowance_equals_percentage(_slack))
XRECHNUNG.add("PEPPOL-EN16931-R120", line_amount_is_calculated(_slack))


@XRECHNUNG.rule("PEPPOL-EN16931-R008", syntaxes=CII)
def _nothing_but_the_delivery_is_empty(invoice: Invoice) -> Iterator[Breach]:
    for term in invoice.all("XML-Empty"):
        if not term.path.endswith("ram:ApplicableHeaderTradeDelivery"):
            yield at(term, element=term.path.rpartition("/")[2])


@XRECHNUNG.rule("PEPPOL-EN16931-R044", syntaxes=CII)
def _gross_price_has_no_charge(invoice: Invoice) -> Iterator[Breach]:
    for prices in invoice.sub("XML-Prices"):
        if prices.has("XML-ActualAmount") and "false" not in [term.value for term in prices.all("XML-Indicator")]:
            yield at(prices, found=prices.text("XML-Indicator"))


@XRECHNUNG.rule("PEPPOL-EN16931-R046", syntaxes=CII)
def _net_price_is_gross_price_less_discount(invoice: Invoice) -> Iterator[Breach]:
    for prices in invoice.sub("XML-Prices"):
        if not prices.has("XML-GrossPrice"):
            continue
        gross, net = number(prices.text("XML-GrossPrice")), number(prices.text("XML-NetPrice"))
        expected = None if gross is None else gross - (number(prices.text("XML-ActualAmount")) or ZERO)
        if expected is None or net != expected:
            yield at(prices, found=prices.text("XML-NetPrice"), expected="" if expected is None else f"{expected:f}")


@XRECHNUNG.rule("PEPPOL-EN16931-R053", syntaxes=CII)
def _no_second_tax_total_in_invoice_currency(invoice: Invoice) -> Iterator[Breach]:
    settlement = place_of(invoice, "ApplicableHeaderTradeSettlement")
    count = len(totals_in(invoice, invoice.text("BT-5")))
    if settlement and count > 1:
        yield at(settlement, count=str(count))


def _adopt_totals_of_cii() -> None:
    """R054 as Peppol judges it; R055 only where a total in the invoice currency exists."""
    sign = next(rule for rule in PEPPOL.rules.values() if rule.id == "PEPPOL-EN16931-R055").judge

    def judge(invoice: Invoice) -> Iterator[Breach]:
        if totals_in(invoice, invoice.text("BT-5")):
            yield from sign(invoice)

    _adopt("R054", CII)
    XRECHNUNG.add("PEPPOL-EN16931-R055", judge, syntaxes=CII)


_adopt_totals_of_cii()
