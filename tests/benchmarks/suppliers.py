"""How the start model reads invoices of other people as PDF: real suppliers' without any template, and those whose XML says the truth."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.scans import heads

from kantor.departments.payables.supplier_invoice.reading import read
from kantor.engines import extracting
from kantor.engines.extracting import Sheet
from kantor.engines.reading import pages
from kantor.words import ReadFile

SEEN = Path(__file__).with_name("seen.toml")
STATED = {"number": "invoice_number", "issued_on": "date", "gross": "amount"}
"""What every invoice must be read right in, and where the stated results have it."""
SEEN_FIELDS = ("number", "issued_on", "due_on", "gross", "net", "vat", "currency", "iban", "bic", "supplier_vat_id", "order_number")
Figures = dict[str, Any]


def real_invoices(folder: Path) -> Figures:
    """Number, date and total as stated, or as seen where nothing is stated; then every field that stands on the papers, and what passes.
    A value passes wrongly as well where the paper has none."""
    model, seen = extracting.start(), tomllib.loads(SEEN.read_text("utf-8"))
    figures: Figures = {"invoices": 0, "all three right": 0, **{name: [0, 0] for name in STATED}}
    told: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.pdf")):
        truth = seen[path.stem]
        sheet = Sheet(pages(path.read_bytes()))
        found, wanted = extracting.find(sheet, model), {**truth, **_stated(path)}
        right = []
        for field in STATED:
            kind = extracting.KIND_OF[field]
            right.append(field in found and extracting.is_same(kind, found[field].value, wanted[field]))
            figures[field] = [figures[field][0] + right[-1], figures[field][1] + 1]
        figures["invoices"] += 1
        figures["all three right"] += all(right)
        told += heads(sheet, truth, model, complete=SEEN_FIELDS)
    return figures | {"every field": [told["right"], told["there"]], "passed": told["passed"], "passed wrong": told["passed wrong"]}


def _stated(path: Path) -> Mapping[str, str]:
    stated = path.with_suffix(".json")
    if not stated.is_file():
        return {}
    (told, *_) = json.loads(stated.read_text("utf-8"))
    return {field: str(told[key]) for field, key in STATED.items() if told.get(key) is not None}


def invoices_with_xml(folder: Path) -> Figures:
    """Invoices that carry their own data: what the page is read as, against what the XML says; fields that it leaves out are not counted,
    nor are values that do not stand on the page at all."""
    model = extracting.start()
    told: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.pdf")):
        data = path.read_bytes()
        (truth,) = read(ReadFile(data=data, media_type="application/pdf", name=path.name))
        sheet = Sheet(pages(data))
        told += heads(sheet, dict(_on_the_page(sheet, {key: value.text for key, value in truth.values.items()})), model)
    return {
        "invoices": told["papers"],
        "every field": [told["right"], told["there"]],
        "passed": told["passed"],
        "passed wrong": told["passed wrong"],
        "by field": {field: [told[f"{field} right"], told[f"{field} there"]] for field in model.fields if told[f"{field} there"]},
    }


def _on_the_page(sheet: Sheet, truth: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for field, value in truth.items():
        kind = extracting.KIND_OF.get(field)
        if value and kind and any(extracting.is_same(kind, one.value, value) for one in sheet.candidates[kind]):
            yield field, value


def kinds(sheets: Sequence[Sheet]) -> Figures:
    """Real papers that are booked as invoices: on how many the classifier was sure, and how many of these it took for such."""
    guesses = [extracting.kind_of(sheet) for sheet in sheets]
    sure = [guess for guess in guesses if guess.is_sure]
    return {"sure": [len(sure), len(guesses)], "right, of those": [sum(guess.label in extracting.INVOICES for guess in sure), len(sure)]}
