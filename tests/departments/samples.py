"""Runs the samples of a document type: a file or typed values in, the expected values, findings and effect out. Tests without test code.

A sample is a .toml in the type's folder `samples`:

    today = 2026-03-02
    file = "invoice.xml"                    # read by the type's reader, or
    [values]                                # typed in by a person
    number = "1"
    [[tables.lines]]
    net = "10.00"
    [client]                                # what differs from the usual German client
    currency = "EUR"
    [[answers]]                             # what other departments would say, beside who the client is and the roles of its chart
    question = "ledger.account_roles"
    about = []
    answer = { payables = "3300" }
    [expected]
    findings = ["payables.supplier_invoice.duplicate"]      # keys, severities above `ok`
    values = { number = "1" }               # of what was read and suggested
    [[expected.parts]]                      # what the effect has, in order; only what is named is compared
    kind = "entry"
    postings = [{ account = "3300", credit = "10.00 EUR" }]
"""

import tomllib
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from kantor.countries import law
from kantor.kit.money import Money
from kantor.words import Answers, Ask, DocumentType, ReadFile, Reading, Severity, Source, Value, Verified

CLIENT = {
    "id": 1,
    "country": "DE",
    "currency": "EUR",
    "chart": "skr03",
    "fiscal_year_start": 1,
    "vat_id": "DE123456789",
    "name": "Muster GmbH",
}
MEDIA_TYPES = {".xml": "application/xml", ".pdf": "application/pdf", ".csv": "text/csv", ".json": "application/json"}
PERSON = Source("person")


def run(type: DocumentType, path: Path) -> None:
    """Assert that what comes of the sample is what it expects."""
    sample = tomllib.loads(path.read_text(encoding="utf-8"))
    client = CLIENT | sample.get("client", {})
    given = {Ask(entry["question"], tuple(entry["about"])): entry["answer"] for entry in sample.get("answers", [])}
    answers = {Ask("access.client", ()): client, Ask("ledger.account_roles", ()): _roles(client)} | given
    reading = _reading(type, sample, path.parent)
    if type.suggest:
        reading = type.suggest(reading, answers)
    expected = sample["expected"]
    assert {key: reading.text(key) for key in expected.get("values", {})} == expected.get("values", {})
    found = _findings(type, reading, answers, sample["today"])
    assert sorted(found) == sorted(expected["findings"])
    if "parts" in expected:
        assert type.effect is not None
        verified = Verified(document_id=1, type=type.key, reading=reading, answers=answers, client=client, today=sample["today"])
        parts = [_plain(part) for part in type.effect(verified).parts]
        assert len(parts) == len(expected["parts"]), parts
        for part, wanted in zip(parts, expected["parts"], strict=True):
            assert _only(part, wanted) == wanted


def _roles(client: Mapping[str, Any]) -> dict[str, str]:
    """Which account plays which role in the client's chart."""
    chart = law(client["country"]).charts[client["chart"]]
    return {role: account.number for role, account in chart.by_role.items()}


def _reading(type: DocumentType, sample: Mapping[str, Any], folder: Path) -> Reading:
    if "file" in sample:
        assert type.read is not None
        file = folder / sample["file"]
        (reading,) = type.read(ReadFile(data=file.read_bytes(), media_type=MEDIA_TYPES[file.suffix], name=file.name))
        return reading
    values = {key: Value(text, PERSON) for key, text in sample["values"].items()}
    tables = {
        name: tuple({key: Value(text, PERSON) for key, text in row.items()} for row in rows)
        for name, rows in sample.get("tables", {}).items()
    }
    return Reading(reader="person", values=values, tables=tables)


def _findings(type: DocumentType, reading: Reading, answers: Answers, today: Any) -> list[str]:
    found = (finding for rule in type.rules for finding in rule.judge(reading, answers, today))
    return [finding.key for finding in found if finding.severity is not Severity.OK]


def _plain(value: Any) -> Any:
    """Records as dicts of texts, so that a .toml can be compared with them."""
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    if hasattr(value, "__dataclass_fields__"):
        fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
        return fields | ({"kind": value.kind} if hasattr(value, "kind") else {})
    return value if isinstance(value, int | bool) or value is None else str(value.value if isinstance(value, Enum) else value)


def _only(found: Any, wanted: Any) -> Any:
    """What is found, cut down to what is asked for."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return {key: _only(found.get(key), inner) for key, inner in wanted.items()}
    if isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        return [_only(inner, asked) for inner, asked in zip(found, wanted, strict=True)]
    return found
