"""National rules of Germany within Peppol BIS Billing 3; published for UBL, and applied where both parties are in Germany."""

from kantor.engines.einvoice.rules.peppol_facts import both_german
from kantor.engines.einvoice.rules.rule import RuleSet
from kantor.engines.einvoice.rules.xrechnung_judges import GERMAN_RULES

RULES = RuleSet("PEPPOL Germany")
applies = both_german

for _rule in GERMAN_RULES:
    RULES.add(_rule.peppol, _rule.judge, _rule.severity, ("UBL",))
