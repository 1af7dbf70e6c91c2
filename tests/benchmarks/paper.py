"""How fast pages are read: the text layer of a PDF, and scans by one and two processes; and how many words of real receipts are found."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import typst
from tests.engines.reading import samples

from kantor.engines.reading import pdf_words, recognised, sandbox
from kantor.engines.reading.ocr import page as ocr

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LINE = "Pos. {n} Papier weiß 80 g, holzfrei, Art. {n}0{n}1 #h(1fr) {n},00 Stk #h(1fr) 12,{n}0 € \\\n"
SHEET = "#set text(size: 10pt)\n= Rechnung RE-2026-0815\nPapierhaus Linde GmbH, Łódzka 7, Kraków \\\n" + "".join(
    LINE.format(n=number) for number in range(10, 45)
)
A4 = "width: 210mm, height: 297mm, margin: 20mm"


def run(*, pages: int = 6, receipts: int = 100) -> dict[str, Any]:
    """Figures of `pages` made-up sheets of A4, 35 lines each, and of so many real receipts of each kind where they are at hand."""
    return {"paper": {**_text(), **_scans(pages), "found": [_found(kind, receipts) for kind in ("sroie", "receipts-de")]}}


def _text(times: int = 20) -> dict[str, Any]:
    made = typst.compile(f"#set page({A4})\n{SHEET}\n#pagebreak()\n{SHEET}".encode(), format="pdf")
    began = time.process_time()
    for _ in range(times):
        read = pdf_words.pages(made, most=50)
    return {"text_cpu_ms": round(1000 * (time.process_time() - began) / times / len(read), 2), "text_words": len(read[0].words)}


def _scans(pages: int) -> dict[str, Any]:
    scan = samples.saved(samples.scan(SHEET, page=A4, dpi=200), dpi=200)
    ocr.prepare()
    began = time.process_time()
    for _ in range(pages):
        read = ocr.page(scan, number=1)
    figures: dict[str, Any] = {"scan_cpu_s": round((time.process_time() - began) / pages, 2), "scan_words": len(read.words)}
    for workers in (1, 2):
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda _: recognised(scan, page=1), range(workers)))  # the models are loaded, as in a worker
            began = time.monotonic()
            list(pool.map(lambda _: recognised(scan, page=1), range(pages * workers)))
            figures[f"pages_a_minute_{workers}"] = round(60 * pages * workers / (time.monotonic() - began), 1)
        sandbox.close("ocr")
    return figures


def _found(kind: str, most: int) -> dict[str, Any]:
    """How many of the words that people, or another engine that was sure, read on real receipts are among ours."""
    told = list(_receipts(kind))[:most] if SHARED.is_dir() else []
    words = whole = joined = 0
    began = time.process_time()
    for path, truth in told:
        ours = [_plain(word.text) for word in ocr.page(path.read_bytes(), number=1).words]
        counted, run_together = Counter(ours), "".join(ours)
        for word in filter(None, map(_plain, truth)):
            words += 1
            is_there = counted[word] > 0
            counted[word] -= is_there
            whole += is_there
            joined += is_there or word in run_together
    return {
        "kind": kind,
        "receipts": len(told),
        "words": words,
        "recall": round(whole / words, 4) if words else None,
        "recall_run_together": round(joined / words, 4) if words else None,
        "cpu_s": round((time.process_time() - began) / len(told), 2) if told else None,
        "absent": "" if told else f"{SHARED} is not there",
    }


def _receipts(kind: str) -> Iterator[tuple[Path, list[str]]]:
    if kind == "sroie":
        lines = [json.loads(line) for file in (SHARED / kind).glob("data/*/metadata.jsonl") for line in file.open(encoding="utf-8")]
        known = {one["key"]: one["words"] for one in lines}
        for path in sorted((SHARED / kind / "images").glob("*.jpg")):
            yield path, [word for line in known[path.stem] for word in line.split()]
        return
    for path in sorted((SHARED / kind).glob("*.jpg")):
        blocks = json.loads(path.with_name(f"{path.stem}_blocks.json").read_text(encoding="utf-8"))
        yield path, [word for one in blocks if one["BlockType"] == "LINE" and one["Confidence"] > 95 for word in one["Text"].split()]


def _plain(word: str) -> str:
    """Without punctuation, capitals and dots on vowels, which the engine behind the German truth does not know."""
    return re.sub(r"\W", "", word).upper().translate(str.maketrans("ÄÖÜẞ", "AOUS")).replace("SS", "S")
