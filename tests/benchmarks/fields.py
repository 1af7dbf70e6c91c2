"""How many fields are read right off pages that no training saw: receipts, invoices of real suppliers, and the house's own samples."""

import csv
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks import scans, suppliers
from tests.benchmarks.learning import learning

from kantor.demo.papers import HELD_OUT, invoices, known
from kantor.demo.papers.learning import measured
from kantor.demo.papers.sorting import tried
from kantor.engines import extracting, language
from kantor.engines.extracting import Known, Model, Sheet
from kantor.engines.language import Example
from kantor.engines.reading import pages
from kantor.kit.text import fold
from kantor.words import Page, Word

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KANTOR_SHARED_DATA") or ROOT.parent / "shared" / "data")
RECEIPT_FIELDS = {"gross": "total", "issued_on": "date", "supplier_name": "company"}
LIKE_A_VENDOR = 0.85
OWN = ("own samples", "kinds and languages", "learning", "own scans")
"""What is measured on papers that the house makes itself."""
FOLDERS = {"kinds of real papers": "sroie", "receipts-de, pictures": "receipts-de"}
"""Parts whose data lie in a folder of another name."""
Figures = dict[str, Any]


def run(*, papers: int = 144, receipts: int = 1000) -> Figures:
    """Figures by part; a part whose data is not here says so. papers: own samples; receipts: of the English ones, at most."""
    parts: dict[str, Callable[[], Figures]] = {
        "own samples": lambda: own_samples(papers),
        "kinds and languages": lambda: kinds_and_languages(papers),
        "learning": learning,
        "receipts-de": german_receipts,
        "invoice-pdfs": lambda: suppliers.real_invoices(SHARED / "invoice-pdfs"),
        "xml-rechnung-triples": lambda: suppliers.invoices_with_xml(SHARED / "xml-rechnung-triples"),
        "kinds of real papers": lambda: real_kinds(receipts),
        "sroie": lambda: english_receipts(receipts),
        "own scans": lambda: scans.own_scans(papers // 3),
        "sroie/images": lambda: english_pictures(receipts),
        "receipts-de, pictures": german_pictures,
        "text/banking_data": messages,
    }
    figures: Figures = {}
    for name, part in parts.items():
        is_here = name in OWN or (SHARED / FOLDERS.get(name, name)).is_dir()
        figures[name] = part() if is_here else {"skipped": f"no {name} among the shared data; KANTOR_SHARED_DATA names their folder"}
    return {"fields": figures}


def own_samples(count: int) -> Figures:
    """Layouts and seed that training never saw: header fields, rows of the tables right in every cell, and what passed wrongly."""
    model = extracting.start()
    documents = list(known(invoices(count, seed=12, layouts=HELD_OUT)))
    fields = measured(model, [document for _, document in documents])
    there, right = sum(one.there for one in fields.values()), sum(one.right for one in fields.values())
    rows = [
        (line, found[place] if place < len(found) else {})
        for paper, document in documents
        for found in [extracting.items(document.sheet, net=_net(document, model))]
        for place, line in enumerate(paper.lines)
    ]
    return {
        "papers": count,
        "header fields": [right, there],
        "rows": [sum(all(_same_cell(key, item, value) for key, value in line.items()) for line, item in rows), len(rows)],
        "passed": sum(one.passed for one in fields.values()),
        "passed wrong": sum(one.passed_wrong for one in fields.values()),
        "by field": {field: [one.right, one.there] for field, one in fields.items()},
    }


def _net(document: Known, model: Model) -> str:
    found = extracting.find(document.sheet, model)
    return found["net"].value if "net" in found else ""


def _same_cell(key: str, item: Any, value: str) -> bool:
    found = item[key].value if key in item else ""
    return bool(found) and (Decimal(found) == Decimal(value) if key in ("quantity", "price", "net") else found.split() == value.split())


def kinds_and_languages(count: int) -> Figures:
    """Papers in a wording and layouts that training never saw: of which it was sure what they are, and right; whose language was told."""
    told = tried(extracting.usual_kinds(), count=count)
    return {
        "papers": told.papers,
        "sure": [told.sure, told.papers],
        "kind, of those": [told.right, told.sure],
        "language": [told.language_right, told.papers],
    }


def messages() -> Figures:
    """Banking77: customers' messages to a bank, 77 intents, trained and tried on the split that its authors made."""
    trained, asked = (_messages(part) for part in ("train", "test"))
    model = language.fitted(trained, most_terms=40_000)
    right = 0
    for one in asked:
        scores = model.scores(one.text)
        right += model.labels[max(range(len(scores)), key=scores.__getitem__)] == one.label
    return {"trained on": len(trained), "intent": [right, len(asked)]}


def _messages(part: str) -> list[Example]:
    with (SHARED / "text" / "banking_data" / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return [Example(row["text"], row["category"]) for row in csv.DictReader(file)]


def english_receipts(most: int) -> Figures:
    """SROIE: trained on the 626 texts for training, tried on the 361 others; companies with a list of those from the training."""
    trained = list(scans.sroie(SHARED / "sroie", "train").values())[:most]
    labelled = scans.sroie(SHARED / "sroie", "test")
    tried = list(labelled.values())[:most]
    vendors = sorted({one.truth["supplier_name"] for one in trained})
    model = _trained_on_receipts(most)
    figures: Figures = {"trained on": len(trained), "tried on": len(tried)}
    for field, one in measured(model, tried).items():
        figures[RECEIPT_FIELDS[field]] = [one.right, len(tried)]
        figures[f"{RECEIPT_FIELDS[field]} passed"], figures[f"{RECEIPT_FIELDS[field]} passed wrong"] = one.passed, one.passed_wrong
    for field, one in measured(model, scans.by_the_paper(labelled)[:most]).items():
        figures[f"{RECEIPT_FIELDS[field]} passed wrong, by the paper"] = one.passed_wrong
    names = [(_company(one.sheet, model, vendors), one.truth["supplier_name"]) for one in tried]
    start = sum(
        (
            scans.heads(one.sheet, {key: one.truth[key] for key in ("issued_on", "gross") if key in one.truth}, extracting.start())
            for one in tried
        ),
        Counter(),
    )
    figures |= {f"{key}, start model": start[key] for key in ("right", "there", "passed", "passed wrong")}
    figures["company"] = [sum(_squeezed(found) == _squeezed(truth) for found, truth in names), len(tried)]
    return figures


@cache
def _trained_on_receipts(most: int) -> Model:
    return extracting.train(list(scans.sroie(SHARED / "sroie", "train").values())[:most], fields=tuple(RECEIPT_FIELDS), name="receipts")


def english_pictures(most: int) -> Figures:
    """The receipts of SROIE's test of which there are pictures, by the model trained on its training texts and by the start model."""
    known = {key: one.truth for key, one in scans.sroie(SHARED / "sroie", "test").items()}
    models = {"trained on its texts": _trained_on_receipts(most), "start model": extracting.start()}
    return scans.receipts(SHARED / "sroie" / "images", known, models)


def german_pictures() -> Figures:
    folder = SHARED / "receipts-de"
    return scans.receipts(folder, scans.of_file_names(folder), {"start model": extracting.start()})


def real_kinds(most: int) -> Figures:
    """Papers of other people that are booked as invoices: PDFs of suppliers, texts of receipts."""
    files = [path for name in ("invoice-pdfs", "xml-rechnung-triples") for path in sorted((SHARED / name).rglob("*.pdf"))]
    german = [_textract(json.loads(path.read_text("utf-8"))) for path in sorted((SHARED / "receipts-de").glob("*_blocks.json"))]
    english = [one.sheet for one in scans.sroie(SHARED / "sroie", "test").values()][:most]
    return {
        "supplier's PDFs": suppliers.kinds([Sheet(pages(path.read_bytes())) for path in files]),
        "receipts": suppliers.kinds([*(Sheet([page]) for page in german), *english]),
    }


def _company(sheet: Sheet, model: Model, vendors: Sequence[str]) -> str:
    """A known vendor whose name stands in the first lines, or nearly so; else what the model takes for the name."""
    lines = [_squeezed(line.text) for line in sheet.lines[:12]]
    likest = max(((_likeness(line, _squeezed(vendor)), vendor) for vendor in vendors for line in lines if len(line) > 3), default=(0.0, ""))
    if likest[0] >= LIKE_A_VENDOR:
        return likest[1]
    found = extracting.find(sheet, model, least=0.0).get("supplier_name")
    return found.value if found else ""


def _likeness(line: str, vendor: str) -> float:
    if vendor in line:
        return 1.0
    shorter, longer = sorted((len(line), len(vendor)))
    return SequenceMatcher(None, line, vendor, autojunk=False).ratio() if shorter > LIKE_A_VENDOR * 0.8 * longer else 0.0


def _squeezed(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())


def german_receipts() -> Figures:
    """Read with the start model, which saw no receipt of these shops; truth stands in the file names."""
    model = extracting.start()
    figures: Figures = {"receipts": 0, "date in the text": 0, "total in the text": 0, "date": 0, "total": 0}
    for path in sorted((SHARED / "receipts-de").glob("*_blocks.json")):
        day, cents = path.stem.split("_")[1], path.stem.split("_")[3]
        truth = {"date": f"{day[4:]}-{day[2:4]}-{day[:2]}", "total": f"{int(cents) / 100:.2f}"}
        sheet = Sheet([_textract(json.loads(path.read_text("utf-8")))])
        found = extracting.find(sheet, model, least=0.0)
        figures["receipts"] += 1
        for name, kind, field in (("date", "date", "issued_on"), ("total", "amount", "gross")):
            values = {one.value for one in sheet.candidates[kind]}
            figures[f"{name} in the text"] += truth[name] in values
            figures[name] += field in found and found[field].value == truth[name]
    return figures


def _textract(blocks: Sequence[Figures]) -> Page:
    def words() -> Iterator[Word]:
        for block in blocks:
            if block["BlockType"] == "WORD":
                box = block["Geometry"]["BoundingBox"]
                left, top = box["Left"], box["Top"]
                yield Word(block["Text"], 1, left, top, left + box["Width"], top + box["Height"])

    return Page(1, 595, 1400, list(words()))
