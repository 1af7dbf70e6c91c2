"""How much of scans is read right, by the OCR and the fields of the real road: own papers degraded to scans, and receipts as pictures."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from kantor.demo.papers import HELD_OUT, Paper, invoices, pdf, scans
from kantor.engines import extracting
from kantor.engines.extracting import Known, Model, Sheet, formats
from kantor.engines.reading import pages, recognised, sandbox
from kantor.kit.text import fold
from kantor.words import Page, Word

SEED = 12
MOST_PAGES = 2
MISLABELLED: Mapping[str, Mapping[str, str]] = tomllib.loads(Path(__file__).with_name("mislabelled.toml").read_text("utf-8"))
BINS = (0.0, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01)
Figures = dict[str, Any]


def own_scans(count: int) -> Figures:
    """Layouts and seed that training never saw, printed, stamped and scanned; rows are compared as they follow each other, names without
    their accents, which the OCR often loses."""
    model = extracting.start()
    fields: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    words: list[tuple[float, bool]] = []
    for place, paper in enumerate(invoices(count, seed=SEED, layouts=HELD_OUT)):
        printed = pdf(paper)
        pictures = scans(printed, seed=SEED * 1000 + place)
        if len(pictures) > MOST_PAGES:
            continue
        read = [_page(picture, number) for number, picture in enumerate(pictures, 1)]
        sheet = Sheet(read)
        fields += heads(sheet, paper.truth, model)
        rows += lines_read(sheet, paper, model)
        words += list(_judged(read, pages(printed)))
    sandbox.close("ocr")
    return {
        "papers": fields.pop("papers"),
        "header fields": [fields["right"], fields["there"]],
        "passed": fields["passed"],
        "passed wrong": fields["passed wrong"],
        "rows": [rows["right"], rows["there"]],
        "rows, letters exact": [rows["exact"], rows["there"]],
        "by field": {
            name.removesuffix(" there"): [fields[name.replace("there", "right")], fields[name]] for name in fields if " there" in name
        },
        "words by confidence": _calibrated(words),
    }


def _page(picture: bytes, number: int) -> Page:
    page = recognised(picture, page=1)
    return page._replace(number=number, words=[word._replace(page=number) for word in page.words])


def heads(sheet: Sheet, truth: Mapping[str, str], model: Model, *, complete: Sequence[str] = ()) -> Counter[str]:
    """How many of the fields of the truth are read right, how many pass, and how many of these are wrong. complete: fields that the paper
    does not have where the truth does not name them, so that whatever passes there is wrong."""
    found = extracting.find(sheet, model)
    gates = extracting.gates(found, model) if extracting.may_pass(extracting.kind_of(sheet)) else {}
    told = Counter({"papers": 1})
    for field in model.fields:
        wanted, one = truth.get(field), found.get(field)
        if not wanted and field not in complete:
            continue
        passes = one is not None and field in gates and one.confidence >= gates[field]
        is_right = one is not None and bool(wanted) and extracting.is_same(extracting.KIND_OF[field], one.value, wanted or "")
        told.update({"there": bool(wanted), "right": is_right, f"{field} there": bool(wanted), f"{field} right": is_right})
        told.update({"passed": passes, "passed wrong": passes and not is_right, f"{field} passed": passes})
    return told


def lines_read(sheet: Sheet, paper: Paper, model: Model) -> Counter[str]:
    """The rows of the paper that are among those read, in their order, with every cell right."""
    found = extracting.find(sheet, model).get("net")
    items = extracting.items(sheet, net=found.value if found else "")
    exact = [[all(_same(key, item, value, str) for key, value in line.items()) for item in items] for line in paper.lines]
    folded = [[all(_same(key, item, value, fold) for key, value in line.items()) for item in items] for line in paper.lines]
    return Counter({"there": len(paper.lines), "right": in_order(folded), "exact": in_order(exact)})


def _same(key: str, item: Any, value: str, form: Any) -> bool:
    found = item[key].value if key in item else ""
    if key in ("quantity", "price", "net"):
        return bool(found) and Decimal(found) == Decimal(value)
    return "".join(form(found).split()) == "".join(form(value).split())


def in_order(fitting: Sequence[Sequence[bool]]) -> int:
    """The most pairs (row, column) that fit, each behind the one before in both."""
    best = [0] * (len(fitting[0]) + 1 if fitting else 1)
    for row in fitting:
        before = best[:]
        for place, fits in enumerate(row, 1):
            best[place] = max(before[place], best[place - 1], before[place - 1] + fits)
    return best[-1]


def _judged(read: Sequence[Page], printed: Sequence[Page]) -> Iterator[tuple[float, bool]]:
    """Each recognised word's confidence, and whether that word was printed on its page; stamps and strokes are none."""
    for page, truth in zip(read, printed, strict=True):
        there = Counter(word.text for word in truth.words)
        for word in page.words:
            parts = word.text.split()
            is_right = all(there[part] > 0 for part in parts)
            there -= Counter(parts)
            yield word.confidence, is_right


def _calibrated(words: Sequence[tuple[float, bool]]) -> dict[str, list[int]]:
    """By how sure the OCR said on average that it was: how many words were right."""
    table = {}
    for low, high in pairwise(BINS):
        some = [(confidence, right) for confidence, right in words if low <= confidence < high]
        if some:
            said = sum(confidence for confidence, _ in some) / len(some)
            table[f"said {said:.3f}"] = [sum(right for _, right in some), len(some)]
    return table


def receipts(folder: Path, known: Mapping[str, Mapping[str, str]], models: Mapping[str, Model]) -> Figures:
    """Receipts as pictures: how often date and total stand in what is recognised, and are taken. known: picture -> its truth."""
    figures: Figures = {"pictures": 0}
    kinds: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jpg")):
        truth = known.get(path.stem)
        if truth is None:
            continue
        sheet = Sheet([_page(path.read_bytes(), 1)])
        figures["pictures"] += 1
        guess = extracting.kind_of(sheet)
        kinds["unsure" if not guess.is_sure else "right" if guess.label in extracting.INVOICES else "wrong"] += 1
        for field, name in (("issued_on", "date"), ("gross", "total")):
            some = sheet.candidates[extracting.KIND_OF[field]]
            is_there = any(extracting.is_same(extracting.KIND_OF[field], one.value, truth[field]) for one in some)
            _count(figures, f"{name} in the text", is_there)
            for trained_on, model in models.items():
                told = heads(sheet, {field: truth[field]}, model)
                by_paper = heads(sheet, {field: MISLABELLED.get(path.stem, truth).get(field, truth[field])}, model)
                _count(figures, f"{name}, {trained_on}", bool(told["right"]))
                _count(figures, f"{name}, {trained_on}, by the paper", bool(by_paper["right"]))
                for passed in ("passed", "passed wrong"):
                    figures[f"{passed}, {trained_on}"] = figures.get(f"{passed}, {trained_on}", 0) + told[passed]
    sandbox.close("ocr")
    return figures | {"kinds": dict(kinds)}


def _count(figures: Figures, name: str, is_right: bool) -> None:
    right, there = figures.get(name, (0, 0))
    figures[name] = [right + is_right, there + 1]


def of_file_names(folder: Path) -> dict[str, dict[str, str]]:
    """The truth that stands in the names of the German receipts: shop, day, items, cents."""
    found = {}
    for path in folder.glob("*.jpg"):
        _, day, _, cents = path.stem.split("_")
        found[path.stem] = {"issued_on": f"{day[4:]}-{day[2:4]}-{day[:2]}", "gross": f"{int(cents) / 100:.2f}"}
    return found


def sroie(folder: Path, part: str) -> dict[str, Known]:
    """The texts of English receipts, as their makers recognised and labelled them, by their number."""
    text = (folder / "data" / part / "metadata.jsonl").read_text("utf-8")
    return {told["key"]: _receipt(told) for told in map(json.loads, text.splitlines())}


def by_the_paper(known: Mapping[str, Known]) -> list[Known]:
    """The receipts with what stands on them in place of the labels that say something else."""
    return [one._replace(truth={**one.truth, **MISLABELLED.get(key, {})}) for key, one in known.items()]


def _receipt(told: Figures) -> Known:
    width, height = told["image_size"]["width"], told["image_size"]["height"]
    words = [
        Word(text, 1, box[0] / width, box[1] / height, box[2] / width, box[3] / height)
        for text, box in zip(told["words"], told["bboxes"], strict=True)
    ]
    said = told["entities"]
    day = next(iter(formats.dates(said.get("date", ""))), None)
    total = list(formats.amounts(said.get("total", "").lstrip("$"), decimal="."))
    truth = {"supplier_name": said.get("company", "")}
    truth |= {"issued_on": day.value} if day else {}
    truth |= {"gross": total[-1].value} if total else {}
    return Known(Sheet([Page(1, width, height, words)]), truth)
