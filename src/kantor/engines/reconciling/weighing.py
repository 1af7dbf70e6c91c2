"""How much each kind of evidence weighs, and which of it together is enough to post without asking anybody."""

from kantor.engines.reconciling.amounts import SURE

REFERENCE = {"id": 60, "reference": 50, "batch": 40, "short": 34, "slip": 30, "none": 0, "sum": -6}
PAYER = {"iban": 30, "history": 29, "number": 24, "name": 24, "in_text": 20, "alike": 10, "unknown": 0, "other": -20}
AMOUNT = {
    "exact": 30,
    "original": 30,
    "charged": 29,
    "discount": 28,
    "rounding": 25,
    "exchanged": 18,
    "late_discount": 16,
    "fee": 14,
    "nearly": 8,
    "partial": 6,
    "overpaid": 6,
}
CLEAR_LEAD = 40
"""By how much (in tenths) the first proposal must outweigh every other before it posts by itself."""
_TOLD = frozenset({"iban", "history", "number", "name", "in_text"})
_EXACTLY = frozenset({"exact", "original", "charged", "discount"})


def weight(reference: str, payer: str, amount: str) -> int:
    """In tenths, so that nearness in time can tell apart what weighs the same."""
    return 10 * (REFERENCE[reference] + PAYER[payer] + AMOUNT[amount])


def may_post(pattern: str) -> bool:
    """Evidence of this pattern may post by itself, unless a client's people taught otherwise."""
    if pattern in ("account", "returned_id", "returned_account"):
        return True
    kinds = pattern.split("+")
    return len(kinds) == 3 and enough(*kinds)


def enough(reference: str, payer: str, amount: str) -> bool:
    """These kinds of evidence may post by themselves. reference: the weakest by which any of the items was found; payer: `unknown` where
    the line does not tell, `other` where it surely tells somebody else."""
    told = payer in _TOLD
    if reference in ("id", "batch"):
        return payer != "other" and amount in SURE
    if reference == "reference":
        return payer != "other" and (amount in SURE or (told and amount in ("partial", "exchanged")))
    if reference == "short":
        return told and amount in SURE
    if reference in ("slip", "sum"):
        return told and amount in _EXACTLY
    return told and amount in _EXACTLY
