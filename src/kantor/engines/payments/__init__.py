"""Payment files: credit transfers and direct debits written as ISO 20022 messages from exact records, and what banks answer to them."""

from kantor.engines.payments.elements import Address
from kantor.engines.payments.pain001 import CHARGES, CreditTransfer, Debtor, is_sepa, write_pain001
from kantor.engines.payments.pain002 import REFUSED, Status, StatusReport, is_pain002, read_pain002
from kantor.engines.payments.pain008 import SCHEMES, SEQUENCES, Collector, DirectDebit, is_creditor_id, write_pain008

__all__ = [
    "CHARGES",
    "REFUSED",
    "SCHEMES",
    "SEQUENCES",
    "Address",
    "Collector",
    "CreditTransfer",
    "Debtor",
    "DirectDebit",
    "Status",
    "StatusReport",
    "is_creditor_id",
    "is_pain002",
    "is_sepa",
    "read_pain002",
    "write_pain001",
    "write_pain008",
]
