"""National rules of Italy within Peppol BIS Billing 3."""

import re
from collections.abc import Iterator

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.peppol_facts import plain, supplier_country
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at

RULES = RuleSet("PEPPOL Italy")
_TAX_NUMBER = re.compile("[A-Z0-9]{11,16}")


def applies(invoice: Invoice) -> bool:
    return supplier_country(invoice) == "IT"


@RULES.rule("IT-R-001")
def _tax_registration_has_its_length(invoice: Invoice) -> Iterator[Breach]:
    for seller in invoice.sub("BG-4"):
        for term in seller.all("BT-32"):
            if not _TAX_NUMBER.fullmatch(plain(term.value)):
                yield at(term, found=term.value)


def _seller_address_states(id: str) -> Judge:
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for seller in invoice.sub("BG-4"):
            address = seller.one("BG-5")
            if address is None or not address.has(id):
                yield at(address or seller)

    return judge


RULES.add("IT-R-002", _seller_address_states("BT-35"))
RULES.add("IT-R-003", _seller_address_states("BT-37"))
RULES.add("IT-R-004", _seller_address_states("BT-38"))
