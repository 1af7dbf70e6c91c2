"""What field 86 says about a line: German and Polish sub-fields, words between strokes as in the Netherlands, or free text."""

import re
from dataclasses import replace

from kantor.engines.statements.model import Line

RETURNS = frozenset({"108", "109", "159", "181", "183", "184"})
"""GVC of returned transfers and direct debits."""
_STRUCTURED = re.compile(r"(\d{3})([^\w\s])(?=\d\d)")
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PREF|RREF|SQTP|ORCR|ORMR|DDAT)\+|(MTLG):")
_WORDS = re.compile(
    r"/(EREF|MARF|CSID|CNTP|REMI|PURP|ULTC|ULTD|RTRN|BENM|ORDP|NAME|ISDT|TRCD|IBAN|BIC|TRTP|KREF|PREF|ACCW|SVCL|EXCH|ADDR|ID|BUSP|SVWZ|CREF|STZR)/"
)
_POLISH = re.compile(r"(?:^|;)\s*(ID IPH|ID ZLEC|Z RACH\.|NA RACH\.|OD|DLA|TYT\.|TNR):")
_DUTCH = re.compile(r"\n?REK: ?(?P<iban>[A-Z]{2}\d{2}[A-Z0-9]{8,30})/NAAM: ?(?P<name>.*)$")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Za-z0-9]{8,30}|[\d. /-]{5,34}")
_NO_REFERENCE = frozenset({"NOTPROVIDED", "NONREF", "NOT PROVIDED"})


def told(line: Line, text: str) -> Line:
    """The line with what its details say; several fields 86 of one line follow one another."""
    whole = text.strip("\n")
    if found := _STRUCTURED.match(whole.lstrip()):
        return _by_numbers(line, whole.replace("\n", ""), found[1], found[2])
    if len(_WORDS.findall(whole.replace("\n", ""))) > 1:
        return _by_words(line, whole.replace("\n", ""))
    if "TYT.:" in whole:
        return _polish(line, whole)
    if found := _DUTCH.search(whole):
        return replace(line, iban=found["iban"], name=found["name"].strip(), remittance=_lines(whole[: found.start()]))
    return replace(line, remittance=line.remittance + _lines(whole))


def _by_numbers(line: Line, whole: str, code: str, sign: str) -> Line:
    """Sub-fields as the German banks agreed on: 00 text, 20-29 and 60-63 purpose, 30 bank, 31 account, 32-33 name, 34 return."""
    parts = re.split(re.escape(sign) + r"(\d\d)", whole)
    fields: dict[str, str] = {}
    for number, value in zip(parts[1::2], parts[2::2], strict=True):
        fields[number] = fields.get(number, "") + value
    purpose = [fields[number] for number in sorted(fields) if number[0] == "2"]
    further = [fields[number] for number in sorted(fields) if number in ("60", "61", "62", "63")]
    sepa = _sepa("".join(purpose))
    if sepa:
        for tag, value in _sepa("SVWZ+" + "".join(further)).items():
            sepa[tag] = f"{sepa[tag]} {value}".strip() if tag in sepa else value
    account = (fields.get("31") or fields.get("38") or "").strip()
    return replace(
        line,
        code=code,
        text=fields.get("00", "").strip() or line.text,
        bic=fields.get("30", "").strip() or sepa.get("BIC", ""),
        iban=account or sepa.get("IBAN", ""),
        name=(fields.get("32", "") + fields.get("33", "")).strip() or sepa.get("ABWA", ""),
        end_to_end_id=_named(sepa.get("EREF", "")),
        own_reference=_named(sepa.get("KREF", "")) or line.own_reference,
        mandate=sepa.get("MREF", ""),
        creditor_id=sepa.get("CRED", ""),
        remittance=((sepa["SVWZ"],) if sepa.get("SVWZ") else ()) if sepa else _lines("\n".join(purpose + further)),
        return_reason=(sepa.get("MTLG") or fields.get("34", "")) if code in RETURNS else "",
    )


def _sepa(purpose: str) -> dict[str, str]:
    """By tag (`EREF`, `SVWZ`, ...): nothing where there are none; what stands before the first of them counts as purpose."""
    parts = _SEPA.split(purpose)
    if len(parts) == 1:
        return {}
    found = {"SVWZ": parts[0].strip()} if parts[0].strip() else {}
    for plus, colon, value in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        tag = plus or colon
        found[tag] = f"{found[tag]} {value.strip()}" if tag in found else value.strip()
    if found.get("MTLG") and not found.get("SVWZ"):
        found["SVWZ"] = found["MTLG"]
    return found


def _by_words(line: Line, whole: str) -> Line:
    parts = _WORDS.split(whole)
    found: dict[str, str] = {}
    for word, value in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(word, value.strip("/ "))
    party = found.get("CNTP", "").split("/")
    remittance = re.sub(r"^(USTD|STRD)/+", "", found.get("REMI", found.get("SVWZ", "")))
    structured = re.match(r"(?:CUR|ISO)/(\S+)", remittance) if found.get("REMI", "").startswith("STRD") else None
    extra_account = line.text if _ACCOUNT.fullmatch(line.text) else ""
    return replace(
        line,
        end_to_end_id=_named(found.get("EREF", "")),
        mandate=found.get("MARF", ""),
        creditor_id=found.get("CSID", ""),
        iban=party[0] if party[0] else found.get("IBAN", "") or extra_account,
        bic=party[1] if len(party) > 1 else found.get("BIC", ""),
        name=party[2] if len(party) > 2 else found.get("NAME", ""),
        reference=structured[1] if structured else "",
        remittance=_lines(remittance),
        return_reason=found.get("RTRN", ""),
        text="" if extra_account else line.text,
    )


def _polish(line: Line, whole: str) -> Line:
    """Labels of Polish collection accounts: from, to, account, title."""
    parts = _POLISH.split(";" + whole.replace("\n", " "))
    found = {label: " ".join(value.split()) for label, value in zip(parts[1::2], parts[2::2], strict=True)}
    return replace(
        line,
        iban=(found.get("Z RACH.") or found.get("NA RACH.") or "").rstrip("; "),
        name=(found.get("OD") or found.get("DLA") or "").rstrip("; "),
        own_reference=found.get("ID IPH", "") or line.own_reference,
        remittance=_lines(found.get("TYT.", "").rstrip("; ")),
    )


def _named(reference: str) -> str:
    return "" if reference.strip().upper() in _NO_REFERENCE else reference.strip()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
