"""A finding: what a rule says about a document, as a key and its evidence; the sentence lives in the translations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """`ok`: checked and fine; `look`: a person must look; `stop`: cannot take effect as it is."""

    OK = "ok"
    LOOK = "look"
    STOP = "stop"


_RANK = {Severity.OK: 0, Severity.LOOK: 1, Severity.STOP: 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """key: stable, dotted (`payables.supplier_invoice.iban_unknown`, `einvoice.BR-CO-15`); field: key of the field it points to,
    `table.index.column` for a table's cell, or None; evidence: the values that show it, ready to be put into a sentence;
    two_people: one person alone may not decide on it."""

    key: str
    severity: Severity
    field: str | None = None
    evidence: Mapping[str, str] = filled(default_factory=dict)
    two_people: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "severity": self.severity.value,
            "field": self.field,
            "evidence": dict(self.evidence),
            "two_people": self.two_people,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        return cls(**{**data, "severity": Severity(data["severity"])})


def worst(findings: Iterable[Finding]) -> Severity:
    """The gravest severity among the findings; `ok` where there are none."""
    return max((finding.severity for finding in findings), key=_RANK.__getitem__, default=Severity.OK)
