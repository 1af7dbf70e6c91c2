"""The rule set PEPPOL: Peppol BIS Billing 3 with the national rules of the supplier's country."""

from collections.abc import Callable, Iterator

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules import (
    peppol_denmark,
    peppol_germany,
    peppol_greece,
    peppol_iceland,
    peppol_italy,
    peppol_netherlands,
    peppol_norway,
    peppol_sweden,
)
from kantor.engines.einvoice.rules.peppol_document import DOCUMENT
from kantor.engines.einvoice.rules.peppol_lines import LINES
from kantor.engines.einvoice.rules.peppol_values import VALUES
from kantor.engines.einvoice.rules.rule import Finding, RuleSet

Applies = Callable[[Invoice], bool]


class PeppolRules(RuleSet):
    """General rules, and national ones that are judged only where they apply."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.parts: list[tuple[Applies, RuleSet]] = []

    def take(self, rules: RuleSet, applies: Applies) -> None:
        """Add a part, judged for the invoices to which it applies."""
        self.parts.append((applies, rules))
        for rule in rules.rules.values():
            self.add(rule.id, rule.judge, rule.severity, rule.syntaxes)

    def judge(self, invoice: Invoice) -> Iterator[Finding]:
        for applies, rules in self.parts:
            if applies(invoice):
                yield from rules.judge(invoice)


def _always(invoice: Invoice) -> bool:
    return True


PEPPOL = PeppolRules("PEPPOL")
for _general in (DOCUMENT, LINES, VALUES):
    PEPPOL.take(_general, _always)
for _country in (
    peppol_germany,
    peppol_norway,
    peppol_denmark,
    peppol_italy,
    peppol_sweden,
    peppol_greece,
    peppol_iceland,
    peppol_netherlands,
):
    PEPPOL.take(_country.RULES, _country.applies)
