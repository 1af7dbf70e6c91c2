"""The rule set CORETAX: what must hold in an Indonesian tax invoice (faktur pajak) in the form Coretax takes it.

The tax office has no ids for these; ours are `CORETAX-...`. Sources: the VAT act (UU PPN), PMK 131/2024 on the tax base from 2025,
PMK 112/2022 on tax numbers, and PER-11/PJ/2025 on the form of tax invoices.
"""

from kantor.engines.einvoice.rules import coretax_amounts, coretax_identity
from kantor.engines.einvoice.rules.rule import RuleSet

CORETAX = RuleSet("CORETAX")
for family in (coretax_identity, coretax_amounts):
    for id, (severity, judge) in family.RULES.items():
        CORETAX.add(id, judge, severity)
