"""The rules about what a machine read off a page: who has to look at it, and when nobody has to."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.payables.supplier_invoice.amounts import ZERO, amount
from kantor.departments.payables.supplier_invoice.passing import looked_at
from kantor.words import PAGES, SEEMS, Answers, Finding, Reading, Severity

PREFIX = "payables.supplier_invoice"


def read_by_machine(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What was read off a page is looked at by a person, unless the machine is sure and what the house knows agrees with it."""
    for field, rule, missing in looked_at(reading, answers, today):
        if "." in field and rule:
            continue  # a line is said to have passed with its sum
        value = reading.value_at(field)
        told = {"name": field.rsplit(".", 1)[-1], "percent": str(int(value.confidence * 100)), "page": str(value.source.page)}
        if rule:
            told["rule"] = f"{PREFIX}.gate.{rule}"
            yield Finding(key=f"{PREFIX}.passed_unseen", severity=Severity.OK, field=field, evidence=told)
        else:
            yield Finding(key=f"{PREFIX}.read_by_machine", severity=Severity.LOOK, field=field, evidence={**told, "missing": missing})


def seems_other(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Pages that seem to be no invoice stop until a person says by typing a number that they are one."""
    seems, number = reading.values.get(SEEMS), reading.values.get("number")
    if seems is not None and not (number and number.text):
        evidence = {"kind": seems.text, "percent": str(int(seems.confidence * 100))}
        yield Finding(key=f"{PREFIX}.seems_{seems.text}", severity=Severity.STOP, field="type_code", evidence=evidence)


def lines_add_up(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The lines read off a page make the net amount; where they do not, one was left out or misread."""
    net, lines = reading.number("net"), reading.rows("lines")
    if not reading.reader.startswith(PAGES) or net is None or not lines:
        return
    total = sum((amount(line, "net") for line in lines), ZERO)
    if total != net:
        evidence = {"expected": str(net), "found": str(total)}
        yield Finding(key=f"{PREFIX}.lines_do_not_add_up", severity=Severity.LOOK, field="lines", evidence=evidence)


PAPER = (seems_other, read_by_machine, lines_add_up)
