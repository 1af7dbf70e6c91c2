"""A rule set asks an invoice only the rules that it can break: what it finds is what asking every single rule would find."""

from collections.abc import Iterator
from decimal import localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kantor.engines.einvoice import Invoice, rule_set
from kantor.engines.einvoice.model import EXACT
from kantor.engines.einvoice.readers import read_root
from kantor.engines.einvoice.rules.rule import Finding, RuleSet

from .changed import SAMPLES

FULL = sorted(path.name for path in SAMPLES.glob("*.xml") if path.name.startswith(("ubl_", "cii_", "xrechnung")))
CODES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B", "VAT", "GST", "59", "381", "-1.005", "")


def every_rule(rules: RuleSet, invoice: Invoice) -> Iterator[Finding]:
    for rule in rules.rules.values():
        if not rule.syntaxes or invoice.syntax in rule.syntaxes:
            for breach in rule.judge(invoice):
                yield Finding(rule.id, rule.severity, breach.path, breach.evidence)


@pytest.mark.parametrize("name", ["EN16931", "XRECHNUNG"])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_rules_that_are_not_asked_would_have_found_nothing(name: str, data: st.DataObject) -> None:
    root = etree.parse(SAMPLES / data.draw(st.sampled_from(FULL)), etree.XMLParser(remove_comments=True)).getroot()
    for _ in range(data.draw(st.integers(0, 6))):
        if places := list(root.iterdescendants()):
            change(data.draw(st.sampled_from(places)), data)
    invoice = read_root(root)
    with localcontext(EXACT):
        assert list(rule_set(name).judge(invoice)) == list(every_rule(rule_set(name), invoice))


def change(element: etree._Element, data: st.DataObject) -> None:
    """Remove the element, double it, or give it another value."""
    parent = element.getparent()
    assert parent is not None
    what = data.draw(st.sampled_from(("remove", "double", "value")))
    if what == "remove":
        parent.remove(element)
    elif what == "double":
        parent.append(etree.fromstring(etree.tostring(element)))
    else:
        element.text = data.draw(st.sampled_from(CODES))


def test_an_ordinary_invoice_is_asked_less_than_half_of_the_rules() -> None:
    invoice = read_root(etree.parse(SAMPLES / "ubl_invoice.xml").getroot())
    rules = rule_set("EN16931")
    assert len(rules.asked(invoice)) < len(rules.rules) / 2
