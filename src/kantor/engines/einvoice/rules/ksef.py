"""The rule set KSEF: what must hold in a Polish structured invoice FA(3) beyond its schema.

The schema has no names for these; the ids are ours (`KSEF-...`), the sources are the VAT act (ustawa o VAT) and the Ministry's information
sheet on FA(3). Fatal is what contradicts itself or the act; a warning is what a careful clerk would look at.
"""

from kantor.engines.einvoice.rules import (
    ksef_amounts,
    ksef_annotations,
    ksef_corrections,
    ksef_dates,
    ksef_lines,
    ksef_parties,
    ksef_payment,
)
from kantor.engines.einvoice.rules.rule import RuleSet

KSEF = RuleSet("KSEF")
for family in (ksef_parties, ksef_dates, ksef_amounts, ksef_lines, ksef_annotations, ksef_corrections, ksef_payment):
    for id, (severity, judge) in family.RULES.items():
        KSEF.add(id, judge, severity)
