"""What must be right before usage is billed: a standing contract, a line that is billed by quantity, and meters that run forward."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.usage_report.document import FIELDS, KEY, LINES, asks, contract
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import Row, cell, day, number
from kantor.words.filled import filled

ZERO = Decimal(0)


def _found(key: str, severity: Severity, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def of_its_contract(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    known = answers.get(contract(reading))
    if reading.text("contract_number") and not known:
        yield _found("contract_unknown", Severity.STOP, "contract_number", number=reading.text("contract_number"))
    if not known:
        return
    lines: dict[str, Mapping[str, str]] = {}
    for one in known["lines"]:
        lines.setdefault(one["line"], one)
    for index, row in enumerate(reading.rows("lines")):
        yield from _of_line(row, f"lines.{index}", lines.get(cell(row, "line")), known, today)
    yield from _more_than_ordered(reading, lines, known.get("delivered") or {})


def _of_line(row: Row, place: str, line: Mapping[str, str] | None, known: Mapping[str, Any], today: date) -> Iterator[Finding]:
    on, quantity = day(cell(row, "on")), number(cell(row, "quantity"))
    before, now = number(cell(row, "before")), number(cell(row, "reading"))
    if line is None or line["kind"] != "metered":
        yield _found("line_not_metered", Severity.STOP, f"{place}.line", line=cell(row, "line"))
    if on and not known["first_on"] <= on.isoformat() <= (known["ends_on"] or date.max.isoformat()):
        yield _found("outside_contract", Severity.STOP, f"{place}.on", on=on)
    elif on and on > today:
        yield _found("day_to_come", Severity.STOP, f"{place}.on", on=on)
    if quantity is not None and quantity < 0:
        yield _found("goes_back", Severity.LOOK, f"{place}.quantity", quantity=cell(row, "quantity"))
    elif before is not None and now is not None and quantity is not None and quantity != now - before:
        yield _found("differs_from_meter", Severity.LOOK, f"{place}.quantity", moved=f"{now - before:f}")


def _more_than_ordered(reading: Reading, lines: Mapping[str, Mapping[str, str]], delivered: Mapping[str, str]) -> Iterator[Finding]:
    """A metered line with a quantity is an order of so much: what was reported before and is reported now stays within it."""
    for line, told in lines.items():
        ordered = number(told.get("quantity", ""))
        places = [index for index, row in enumerate(reading.rows("lines")) if cell(row, "line") == line]
        now = sum((number(cell(reading.rows("lines")[index], "quantity")) or ZERO for index in places), ZERO)
        whole = now + (number(delivered.get(line, "")) or ZERO)
        if ordered is not None and told["kind"] == "metered" and places and whole > ordered:
            evidence = {"line": line, "ordered": f"{ordered:f}", "whole": f"{whole:f}"}
            yield _found("more_than_ordered", Severity.LOOK, f"lines.{places[-1]}.quantity", **evidence)


RULES = (
    filled(KEY, FIELDS, LINES, needs_rows=True),
    Rule(key=f"{KEY}.of_its_contract", judge=of_its_contract, asks=asks),
)
