"""Electronic invoices: read any of the syntaxes into one semantic invoice, check it against the official rules, explain every finding."""

from kantor.engines.einvoice.apart import read_apart, report_apart
from kantor.engines.einvoice.checking import check, explain
from kantor.engines.einvoice.codes import is_country, is_currency
from kantor.engines.einvoice.model import Group, Invoice, SyntaxFinding, Term
from kantor.engines.einvoice.profiles import RULE_SETS, Profile, profile, rule_set
from kantor.engines.einvoice.readers import prepare, read, read_all
from kantor.engines.einvoice.readers.xml import Unreadable
from kantor.engines.einvoice.report import report
from kantor.engines.einvoice.rules.rule import Finding

__all__ = [
    "RULE_SETS",
    "Finding",
    "Group",
    "Invoice",
    "Profile",
    "SyntaxFinding",
    "Term",
    "Unreadable",
    "check",
    "explain",
    "is_country",
    "is_currency",
    "prepare",
    "profile",
    "read",
    "read_all",
    "read_apart",
    "report",
    "report_apart",
    "rule_set",
]
