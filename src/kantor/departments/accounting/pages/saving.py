"""A report as a file: CSV and XLSX with amounts as numbers, PDF as it is printed."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typst

from kantor.channels.sheets import write_table
from kantor.departments.accounting.reports import AMOUNT, Asked, Report, Table
from kantor.departments.accounting.reports.declaring import Cell, Heading
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.kit.ui import shown

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


class Head(NamedTuple):
    """What stands above a printed table. title: key of its words; client: whose figures; days: as people read them; nothing: what is said
    in place of lines where there are none."""

    title: str
    client: str
    days: str
    currency: str
    nothing: str = ""


def saved(kind: str, report: Report, asked: Asked, table: Table, at: datetime) -> bytes:
    """kind: csv, xlsx or pdf."""
    days, nothing = days_said(report, asked), nothing_said(report, asked)
    head = Head(f"accounting.report.{report.key}", asked.client.name, days, asked.client.currency, nothing)
    return saved_table(kind, head, table, asked.language, at)


def saved_table(kind: str, head: Head, table: Table, language: str, at: datetime) -> bytes:
    """kind: csv, xlsx or pdf."""
    return printed(head, table, language, at) if kind == "pdf" else _sheet(kind, table)


def days_said(report: Report, asked: Asked) -> str:
    if report.is_now:
        return shown.day(asked.today)
    return shown.day(asked.until_on) if report.is_of_day else span_said(asked)


def nothing_said(report: Report, asked: Asked) -> str:
    """What a report without lines says: of one day, that nothing was open on it, whatever was booked before."""
    if report.is_of_day:
        return shown.sentence("accounting.report.nothing_open", day=shown.day(asked.until_on))
    return shown.sentence("accounting.report.nothing")


def span_said(asked: Asked) -> str:
    return f"{shown.day(asked.from_on)} – {shown.day(asked.until_on)}"


def file_name(report: Report, asked: Asked, kind: str) -> str:
    return f"{report.key}-{asked.client.code}-{asked.until_on.isoformat()}.{kind}"


def heading_said(heading: Heading) -> str:
    if heading.said:
        return heading.said
    about = {"day": shown.day(date.fromisoformat(heading.about))} if heading.about else {}
    return shown.sentence(f"accounting.column.{heading.key}", **about)


def printed(head: Head, table: Table, language: str, at: datetime) -> bytes:
    """PDF/A on A4, lying where the columns need it; the same table at the same moment always gives the same bytes."""
    page = {
        "language": language,
        "title": say(head.title, language),
        "client": head.client,
        "days": head.days,
        "currency": head.currency,
        "made_at": shown.moment(at),
        "nothing": "" if table.lines else head.nothing,
        "note": say(table.note, language) if table.note else "",
        "headings": [{"text": heading_said(one), "amount": one.holds == AMOUNT} for one in table.headings],
        "lines": [{"cells": [_text(cell) for cell in line.cells], "style": line.style, "level": line.level} for line in table.lines],
    }
    template = resources.files(__package__).joinpath("report.typ").read_bytes()
    inputs = {"page": json.dumps(page, ensure_ascii=False)}
    made_at = at.replace(microsecond=0)  # the format knows no finer moment
    done = typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], ignore_system_fonts=True, timestamp=made_at)
    if not isinstance(done, bytes):
        raise TypeError("typst gave no single PDF")
    return done


def _text(cell: Cell) -> str:
    if isinstance(cell, Money):
        return shown.figures(cell)
    return shown.day(cell) if isinstance(cell, date) else cell or ""


def _sheet(kind: str, table: Table) -> bytes:
    rows: Sequence[list[str | Decimal | date | None]] = [
        [cell.amount if isinstance(cell, Money) else cell for cell in line.cells] for line in table.lines
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind}"
        write_table(path, [heading_said(one) for one in table.headings], rows)
        return path.read_bytes()
