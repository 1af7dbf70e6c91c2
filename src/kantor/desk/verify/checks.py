"""The panel of checks: what stops, what asks for a look, what is fine, each in a sentence and with the field it points to."""

from typing import NamedTuple

from kantor.desk.sentences import label, sentence
from kantor.spine.documents import Checked
from kantor.words import Finding, Severity

ICONS = {Severity.OK: "check", Severity.LOOK: "look", Severity.STOP: "stop"}
CSS = {Severity.OK: "fine", Severity.LOOK: "look", Severity.STOP: "stop"}
_RANK = {Severity.STOP: 0, Severity.LOOK: 1, Severity.OK: 2}
MANY_ALIKE = 3


class Line(NamedTuple):
    """css: `fine`, `look` or `stop`; rule: the number of an official rule, '' for our own; field: address it points to, '' for none."""

    css: str
    icon: str
    text: str
    rule: str
    field: str
    two_people: bool


class Panel(NamedTuple):
    """lines: in order of gravity; notes: what official rules merely remark."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    stops: int


def panel_of(checked: Checked) -> Panel:
    """Many findings alike (every field of an empty form is missing) are told as one that names the fields."""
    findings = sorted(checked.findings, key=lambda finding: _RANK[finding.severity])
    is_note = [finding.severity is Severity.OK and finding.key.startswith("einvoice.") for finding in findings]
    alike: dict[str, list[Finding]] = {}
    for finding, note in zip(findings, is_note, strict=True):
        if not note:
            alike.setdefault(finding.key if finding.evidence.get("name") else f"{finding.key}:{finding.field}:{id(finding)}", []).append(
                finding
            )
    lines: list[Line] = []
    for same in alike.values():
        lines += [_together(same, checked.type)] if len(same) > MANY_ALIKE else [_line(finding, checked.type) for finding in same]
    return Panel(
        tuple(lines),
        tuple(_line(finding, checked.type) for finding, note in zip(findings, is_note, strict=True) if note),
        sum(finding.severity is Severity.STOP for finding in findings),
    )


def _line(finding: Finding, type: str) -> Line:
    rule = finding.key.removeprefix("einvoice.") if finding.key.startswith("einvoice.") else ""
    return Line(CSS[finding.severity], ICONS[finding.severity], sentence(finding, type), rule, finding.field or "", finding.two_people)


def _together(same: list[Finding], type: str) -> Line:
    names = dict.fromkeys(label(type, finding.field) if finding.field else finding.evidence["name"] for finding in same)
    first = same[0]
    told = Finding(key=first.key, severity=first.severity, field=first.field, evidence={**first.evidence, "name": ", ".join(names)})
    return _line(told, type)
