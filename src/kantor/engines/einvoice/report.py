"""What `kantor check` says about a file: syntax, profile, findings in the reader's language, and the invoice by business terms."""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kantor.engines.einvoice.checking import UNREADABLE, check, explain
from kantor.engines.einvoice.messages import sentence
from kantor.engines.einvoice.model import Group, Invoice, Term, exact
from kantor.engines.einvoice.profiles import profile
from kantor.engines.einvoice.readers import read_all
from kantor.engines.einvoice.readers.xml import Unreadable

FAILED = "KANTOR-FAILED"

Value = Any
Model = dict[str, Value]

# Helpers that readers keep for the rules: syntax, not meaning.
_HELPERS = ("UBL-", "CII-", "XML-")
# Identifiers whose scheme EN 16931-1 counts as a term of its own, `<id>-1` (and `-2` for the version of a classification).
_SCHEMED = frozenset(f"BT-{number}" for number in (18, 29, 30, 34, 46, 47, 49, 60, 61, 71, 128, 157, 158))
# Terms that are amounts, quantities or percentages.
_NUMBERS = frozenset(
    f"BT-{number}"
    for number in (
        *(92, 93, 94, 96, 99, 100, 101, 103, *range(106, 118), 119, 129, 131, 136, 137, 138, 141, 142, 143, 146, 147, 148, 149, 152),
        "DEX-002",
    )
)


def report(data: bytes, name: str, language: str, rule_sets: Iterable[str] | None = None) -> dict[str, Value]:
    """The report on one file as plain data for JSON; it never raises.

    data: the file; name: what to call it; language: en, de, pl or id; rule_sets: names from `RULE_SETS`, None for those of the profile.

    The answer has `file`, `syntax` and `kind` (None where the file cannot be read), `profile`, `valid` (no fatal finding), `findings`
    (each with `rule`, `severity`, `path`, `message`) and `model` (see `model_of`; of a file with several invoices their list as `INVOICE`).
    """
    try:
        names = None if rule_sets is None else tuple(rule_sets)
        invoices = read_all(data)
        findings = [
            {"rule": found.rule, "severity": found.severity, "path": found.path, "message": explain(found, language)}
            for invoice in invoices
            for found in check(invoice, names)
        ]
        models = [model_of(invoice) for invoice in invoices]
    except Unreadable as refused:
        return unread(name, language, refused)
    except Exception as error:  # a defect of ours must not stop the check of a whole folder; it is reported like anything else
        return _unread(name, FAILED, sentence(FAILED, language, {"reason": f"{type(error).__name__}: {error}"}))
    return {
        "file": name,
        "syntax": invoices[0].syntax,
        "kind": invoices[0].kind,
        "profile": profile(invoices[0]).name,
        "valid": not any(finding["severity"] == "fatal" for finding in findings),
        "findings": findings,
        "model": models[0] if len(models) == 1 else {"INVOICE": models},
    }


def unread(name: str, language: str, refused: Unreadable) -> dict[str, Value]:
    """The report on a file that nobody can read."""
    return _unread(name, UNREADABLE, sentence(f"{UNREADABLE}.{refused.key}", language, refused.evidence))


def _unread(name: str, rule: str, message: str) -> dict[str, Value]:
    finding = {"rule": rule, "severity": "fatal", "path": "", "message": message}
    return {"file": name, "syntax": None, "kind": None, "profile": None, "valid": False, "findings": [finding], "model": None}


def model_of(invoice: Invoice) -> Model:
    """The invoice as nested data: terms by id with their value (a list where the term occurs more than once), groups by id as lists.

    The scheme of an identifier is `<id>-1`, the version of a classification `BT-158-2`, media type and file name of a file `BT-125-1`
    and `BT-125-2`; the attachment itself (BT-125) appears as the SHA-256 of its bytes. So that the same invoice reads the same in
    every syntax, numbers stand without trailing zeros, and empty terms and groups are left out.
    """
    return _group(invoice)


def _group(group: Group) -> Model:
    told: Model = {}
    for id, terms in group.terms.items():
        filled = [term for term in terms if term.value]
        if filled and not id.startswith(_HELPERS):
            told[id] = _one_or_many([_value(id, term) for term in filled])
            told |= _details(id, filled)
    for id, groups in group.groups.items():
        below = [model for model in map(_group, groups) if model]
        if below and not id.startswith(_HELPERS):
            told[id] = below
    return told


def _one_or_many(values: list[str]) -> Value:
    return values[0] if len(values) == 1 else values


def _value(id: str, term: Term) -> str:
    if id == "BT-125":
        return _fingerprint(term.value)
    number = exact(term.value) if id in _NUMBERS else None
    return term.value if number is None else _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.removeprefix("+")


def _details(id: str, terms: list[Term]) -> Model:
    if id in _SCHEMED:
        details = {f"{id}-1": [term.scheme for term in terms], f"{id}-2": [term.version for term in terms]}
    elif id == "BT-125":
        details = {"BT-125-1": [term.unit for term in terms], "BT-125-2": [term.name for term in terms]}
    else:
        return {}
    return {key: _one_or_many([value or "" for value in values]) for key, values in details.items() if any(values)}


def _fingerprint(attachment: str) -> str:
    try:
        content = base64.b64decode(attachment, validate=False)
    except (binascii.Error, ValueError):
        content = attachment.encode()
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
