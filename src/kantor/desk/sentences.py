"""Findings and refusals as people read them: their sentence, with fields named and values written in the reader's language."""

import re
from collections.abc import Mapping

from kantor.engines import einvoice
from kantor.kit.say import known, say
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.words import ALSO, Finding
from kantor.words.field import day

_NUMBER = re.compile(r"-?\d+\.\d+")


def sentence(finding: Finding, type: str = "") -> str:
    """A finding of a document of that type; official rules of e-invoices have sentences of their own."""
    if finding.key.startswith("einvoice."):
        rule = finding.key.removeprefix("einvoice.")
        return einvoice.explain(einvoice.Finding(rule, "", finding.evidence.get("path", ""), dict(finding.evidence)), shown.language())
    evidence = dict(finding.evidence)
    if finding.field and type and evidence.get("name") and evidence["name"] == finding.field.rsplit(".", 1)[-1]:
        evidence["name"] = label(type, finding.field)
    return refusal(finding.key, evidence, type)


def numbered(finding: Finding, type: str = "") -> str:
    """The same, an official rule behind its number, by which others look it up."""
    rule = finding.key.removeprefix("einvoice.")
    is_official = rule != finding.key and not rule.islower()  # what cannot be read has a key of ours, and no number
    return f"{rule}: {sentence(finding, type)}" if is_official else sentence(finding, type)


def refusal(key: str, evidence: Mapping[str, str], type: str = "") -> str:
    """The sentence of any key with its evidence."""
    return say(key, shown.language(), {name: _written(name, text, type) for name, text in evidence.items()})


def label(type: str, address: str) -> str:
    """What a field, a table, a table's column (`lines.net`) or cell is called; address as in findings, rows are counted from one; also that
    of a value which is kept for another form."""
    if address.startswith(ALSO):
        type, _, address = address.removeprefix(ALSO).rpartition(":")
    parts = address.split(".")
    own = f"{type}.{parts[0]}"
    if not known(own) and (other := _form_with(parts[0])):
        type, own = other, f"{other}.{parts[0]}"
    if len(parts) == 2 and known(f"{type}.{address}"):
        return f"{shown.sentence(own)}: {shown.sentence(f'{type}.{address}')}"
    if len(parts) < 3:
        return shown.sentence(own if known(own) else f"desk.field.{parts[0]}" if known(f"desk.field.{parts[0]}") else own)
    column = f"{type}.{parts[0]}.{parts[2]}"
    return f"{shown.sentence(own)} {int(parts[1]) + 1}: {shown.sentence(column)}"


def _form_with(key: str) -> str:
    """A form of the house that has this field or table, where a value was told for another form than the document has now."""
    forms = (type for type in documents.all_types() if key in {one.key for one in type.fields} | {one.key for one in type.tables})
    return next((type.key for type in forms if known(f"{type.key}.{key}")), "")


def _written(name: str, text: str, type: str) -> str:
    """Keys become words, days and decimals are written as the language does."""
    if name == "name" and type:
        for key in (f"{type}.{text}", f"{type}.lines.{text}", f"{type}.taxes.{text}"):
            if known(key):
                return shown.sentence(key)
    if name == "role" and known(f"ledger.role.{text}"):
        return shown.sentence(f"ledger.role.{text}")
    if name == "by" and known(f"desk.by.{text}"):
        return shown.sentence(f"desk.by.{text}")
    if known(text):
        return shown.sentence(text)
    on = day(text)
    if on:
        return shown.day(on)
    return shown.number(text, places=2) if _NUMBER.fullmatch(text) else text
