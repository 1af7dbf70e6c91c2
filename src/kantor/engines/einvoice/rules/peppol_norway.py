"""National rules of Norway within Peppol BIS Billing 3."""

from collections.abc import Iterator

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.peppol_facts import plain, supplier_country, texts, vat_identifiers
from kantor.engines.einvoice.rules.peppol_identifiers import is_norwegian_organisation
from kantor.engines.einvoice.rules.rule import Breach, RuleSet, at

RULES = RuleSet("PEPPOL Norway")


def applies(invoice: Invoice) -> bool:
    return supplier_country(invoice) == "NO"


@RULES.rule("NO-R-001")
def _vat_number_is_an_organisation_number(invoice: Invoice) -> Iterator[Breach]:
    for term in vat_identifiers(invoice, "BG-4", "BT-31"):
        number = term.value
        if number[:2] == "NO" and not (number[11:] == "MVA" and is_norwegian_organisation(number[2:11])):
            yield at(term, found=number)


@RULES.rule("NO-R-002", "warning")
def _seller_states_its_registration(invoice: Invoice) -> Iterator[Breach]:
    seller = invoice.one("BG-4")
    if seller and "Foretaksregisteret" not in [plain(text) for text in texts(seller, "BT-32")]:
        yield at(seller)
