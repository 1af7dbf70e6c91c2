"""Which specification an invoice claims to follow (BT-24), and the rule sets that hold for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.rules.coretax import CORETAX
from kantor.engines.einvoice.rules.en16931 import EN16931
from kantor.engines.einvoice.rules.ksef import KSEF
from kantor.engines.einvoice.rules.peppol import PEPPOL
from kantor.engines.einvoice.rules.rule import RuleSet
from kantor.engines.einvoice.rules.xrechnung import XRECHNUNG
from kantor.engines.einvoice.rules.xrechnung_cvd import XRECHNUNG_CVD
from kantor.engines.einvoice.rules.xrechnung_extension import XRECHNUNG_EXTENSION
from kantor.engines.einvoice.rules.xrechnung_severities import CVD, EXTENSION, STANDARD

RULE_SETS: dict[str, RuleSet] = {
    rules.name: rules for rules in (EN16931, PEPPOL, XRECHNUNG, XRECHNUNG_EXTENSION, XRECHNUNG_CVD, KSEF, CORETAX)
}


class Profile(NamedTuple):
    """A specification: our name for it, its rule sets in order, the ids of rules it takes back, severities it gives to others' rules."""

    name: str
    rule_sets: tuple[str, ...]
    without: frozenset[str] = frozenset()
    severities: Mapping[str, str] = MappingProxyType({})


# Two profiles of Factur-X are bookkeeping aids, not invoices of EN 16931: without lines nothing can be added up from them.
_FROM_LINES = (f"BR-{category}-{number}" for category in ("S", "Z", "E", "AE", "IC", "G", "O", "AF", "AG") for number in ("01", "08"))
_FACTUR_X_WITHOUT_LINES = frozenset({"BR-16", "BR-CO-10", *_FROM_LINES})
_BEYOND_MINIMUM = {"BR-10", "BR-11", "BR-12", "BR-CO-13", "BR-CO-14", "BR-CO-16", "BR-CO-18", "BR-CO-25", "BR-CO-26"}
_FACTUR_X_MINIMUM = _FACTUR_X_WITHOUT_LINES | _BEYOND_MINIMUM

_PEPPOL = Profile("peppol-bis-3", ("EN16931", "PEPPOL"))

# Checked in this order: the first fragment that occurs in BT-24 decides.
_FRAGMENTS = (
    ("kosit:extension:xrechnung", Profile("xrechnung-extension", ("EN16931", "XRECHNUNG", "XRECHNUNG_EXTENSION"), severities=EXTENSION)),
    ("cvd", Profile("xrechnung-cvd", ("EN16931", "XRECHNUNG", "XRECHNUNG_CVD"), severities=CVD)),
    ("xrechnung", Profile("xrechnung", ("EN16931", "XRECHNUNG"), severities=STANDARD)),
    ("urn:fdc:peppol.eu:", _PEPPOL),
    ("urn:www.difi.no:ehf", _PEPPOL),  # the Norwegian predecessor, which Peppol BIS took over
    (":minimum", Profile("factur-x-minimum", ("EN16931",), _FACTUR_X_MINIMUM)),
    (":basicwl", Profile("factur-x-basicwl", ("EN16931",), _FACTUR_X_WITHOUT_LINES)),
    (":basic", Profile("factur-x-basic", ("EN16931",))),
    (":extended", Profile("factur-x-extended", ("EN16931",))),
)
_EN16931 = Profile("en16931", ("EN16931",))
_UNNAMED = Profile("unnamed", ("EN16931", "PEPPOL", "XRECHNUNG", "XRECHNUNG_EXTENSION", "XRECHNUNG_CVD"))
_BY_SYNTAX = {"FA3": Profile("ksef-fa3", ("KSEF",)), "CORETAX": Profile("coretax", ("CORETAX",))}


def profile(invoice: Invoice) -> Profile:
    """The specification that BT-24 names; all sets of the syntax where it names none.

    The core alone is EN 16931, whatever the business process; where we do not know the name, a Peppol process (BT-23) decides for Peppol.
    """
    national = _BY_SYNTAX.get(invoice.syntax)
    if national:
        return national
    claimed = invoice.text("BT-24").lower()
    if not claimed:
        return _UNNAMED
    if claimed == "urn:cen.eu:en16931:2017":
        return _EN16931
    otherwise = _PEPPOL if invoice.text("BT-23").startswith("urn:fdc:peppol.eu:") else _EN16931
    return next((found for fragment, found in _FRAGMENTS if fragment in claimed), otherwise)


def rule_set(name: str) -> RuleSet:
    """The rule set of that name. Raises KeyError for a name we do not have."""
    return RULE_SETS[name]
