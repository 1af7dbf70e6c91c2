"""Whether an order stays within what its customer may owe; pure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.kit.money import Money
from kantor.words import Finding, Severity


def over_limit(key: str, known: Mapping[str, Any], net: Decimal, currency: str) -> Iterator[Finding]:
    """known: what `receivables.credit` answers; net: of the order in its currency. A second person decides above the limit, and where it
    cannot be said, because the books know no rate of a currency."""
    if not known.get("limit"):
        return
    told = {name: str(known[name]) for name in ("limit", "owed")}
    unknown = known.get("uncounted", "").split() + ([currency] if known.get("rate") == "" else [])
    if unknown:
        evidence = {**told, "currency": ", ".join(dict.fromkeys(unknown))}
        yield Finding(
            key="receivables.limit_in_another_currency", severity=Severity.LOOK, field="customer_id", evidence=evidence, two_people=True
        )
        return
    worth = Money(net * Decimal(known.get("rate") or 1), known.get("own") or currency).rounded().amount
    if worth > Decimal(known["left"]):
        evidence = {**told, "ordered": f"{worth:f}"}
        yield Finding(key=key, severity=Severity.LOOK, field="customer_id", evidence=evidence, two_people=True)
