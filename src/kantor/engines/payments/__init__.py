"""Payment files: credit transfers as ISO 20022 messages, written from exact records."""

from kantor.engines.payments.pain001 import Address, CreditTransfer, Debtor, write_pain001

__all__ = ["Address", "CreditTransfer", "Debtor", "write_pain001"]
