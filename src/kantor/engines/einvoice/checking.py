"""Judge an invoice by the rule sets of its profile, and put each finding into a sentence."""

from collections.abc import Iterable
from decimal import localcontext

from kantor.engines.einvoice.messages import languages_of, sentence
from kantor.engines.einvoice.model import EXACT, Invoice
from kantor.engines.einvoice.profiles import profile, rule_set
from kantor.engines.einvoice.rules.rule import Finding

UNREADABLE = "KANTOR-UNREADABLE"
# What a reader finds on the tree belongs to the rule set whose publisher names its rules so; anything else always counts.
_PUBLISHERS = {"UBL-": "EN16931", "CII-": "EN16931", "PEPPOL-": "PEPPOL", "BR-DE": "XRECHNUNG"}
# XRechnung adopts rules of Peppol; only an invoice that names no specification is judged by both.
_SETS_THAT_SHARE_NO_RULE = 3


def check(invoice: Invoice, rule_sets: Iterable[str] | None = None) -> list[Finding]:
    """Everything the rules object to: first what the reader saw, then set by set.

    rule_sets: names from `RULE_SETS`; None takes those of the invoice's profile. Raises KeyError for a name we do not have.
    """
    claimed = profile(invoice)
    names = tuple(claimed.rule_sets if rule_sets is None else rule_sets)
    without, severities = (claimed.without, claimed.severities) if rule_sets is None else (frozenset(), {})
    findings = [
        Finding(seen.rule, seen.severity, seen.path, {"found": seen.evidence}) for seen in invoice.found if _publisher(seen.rule, names)
    ]
    judged: set[str] = set()
    with localcontext(EXACT):
        for name in names:
            rules = rule_set(name)
            findings += [finding for finding in rules.judge(invoice) if finding.rule not in judged]
            if len(names) > _SETS_THAT_SHARE_NO_RULE:
                judged |= {rule.id for rule in rules.rules.values() if not rule.syntaxes or invoice.syntax in rule.syntaxes}
    if not without and not severities:
        return findings
    return [
        finding._replace(severity=severities.get(finding.rule, finding.severity)) for finding in findings if finding.rule not in without
    ]


def explain(finding: Finding, language: str) -> str:
    """One sentence about the finding in `language`: en, de, pl or id; also about the key of a file that cannot be read."""
    key = finding.rule if languages_of(finding.rule) else f"{UNREADABLE}.{finding.rule}"
    return sentence(key if languages_of(key) else finding.rule, language, finding.evidence)


def _publisher(rule: str, names: tuple[str, ...]) -> bool:
    return all(publisher in names for prefix, publisher in _PUBLISHERS.items() if rule.startswith(prefix))
