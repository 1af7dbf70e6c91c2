"""From which sum on sales to consumers in other member states are taxed there, told before the invoice leaves."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.countries.sales.one_stop_shop import THRESHOLDS
from kantor.departments.receivables.customer_invoice import questions
from kantor.departments.receivables.customer_invoice.taxing import treatment
from kantor.words import Answers, Finding, Reading, Severity
from kantor.words.field import cell, number

TAXED_AT_HOME = frozenset({"goods_to_consumer_in_eu", "electronic_to_consumer_in_eu"})


def below_threshold(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Of this year with this invoice, or of the year before (art. 59c Directive 2006/112/EC)."""
    known = answers.get(questions.distance_sales(reading))
    currency = str((answers.get(questions.CLIENT) or {}).get("currency", ""))
    threshold, rate = THRESHOLDS.get(currency), reading.number("exchange_rate") or Decimal(1)
    if not known or threshold is None:
        return
    lines = [row for row in reading.rows("lines") if (found := treatment(row, reading, answers)) and found.reason_key in TAXED_AT_HOME]
    own = sum((number(cell(row, "net")) or Decimal(0) for row in lines), Decimal(0)) * rate
    this_year, last_year = Decimal(known["this_year"]) + own, Decimal(known["last_year"])
    if lines and max(this_year, last_year) > threshold:
        evidence = {"sum": f"{max(this_year, last_year):.2f}", "currency": currency, "threshold": f"{threshold:f}"}
        key = "receivables.customer_invoice.over_distance_threshold"
        yield Finding(key=key, severity=Severity.LOOK, field="customer_country", evidence=evidence, two_people=True)
