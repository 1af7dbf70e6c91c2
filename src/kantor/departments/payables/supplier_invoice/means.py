"""Means of payment by which the supplier has the money already or fetches it: what is owed then is never sent as well."""

from kantor.words import Reading

# Codes of BT-81 (UNTDID 4461): cash, cards and direct debits, and why the open item is kept back.
HELD = {
    "10": "payables.paid_in_cash",
    **dict.fromkeys(("48", "54", "55"), "payables.paid_by_card"),
    **dict.fromkeys(("49", "59"), "payables.direct_debit"),
}


def held_reason(reading: Reading) -> str:
    """The sentence that says why no transfer may be made; '' where one is expected."""
    return HELD.get(reading.text("payment_means"), "")
