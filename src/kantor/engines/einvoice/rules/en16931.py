"""EN 16931-1 as CEN publishes it for UBL and CII (edition 1.3.16): every rule by its official id."""

from kantor.engines.einvoice.rules.en16931_codes import CODES
from kantor.engines.einvoice.rules.en16931_decimals import DECIMALS
from kantor.engines.einvoice.rules.en16931_italy import ITALY
from kantor.engines.einvoice.rules.en16931_required import REQUIRED
from kantor.engines.einvoice.rules.en16931_totals import TOTALS
from kantor.engines.einvoice.rules.en16931_ubl import STRUCTURE
from kantor.engines.einvoice.rules.en16931_vat import VAT
from kantor.engines.einvoice.rules.rule import RuleSet

EN16931 = RuleSet("EN16931")
for _part in (REQUIRED, TOTALS, VAT, ITALY, CODES, DECIMALS, STRUCTURE):
    EN16931.rules |= _part.rules
