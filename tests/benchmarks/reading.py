"""How long it takes to read an invoice and to judge it by the official rules, in milliseconds of processor time, by syntax and size."""

import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.invoices import drafts

from kantor.engines import einvoice
from kantor.engines.einvoice.writers import Draft, cii, specifications, ubl

WRITERS: dict[str, Callable[[Draft], bytes]] = {
    "UBL": lambda draft: ubl.write(draft, specifications.XRECHNUNG),
    "CII": lambda draft: cii.write(draft, specifications.XRECHNUNG),
}


def run(*, count: int = 400, lines: tuple[int, int] = (3, 30)) -> dict[str, Any]:
    """Figures by syntax and number of lines; `rules` are those of EN 16931 and XRechnung together."""
    return {"reading": [_measure(syntax, count if size < 10 else max(count // 5, 1), size) for syntax in WRITERS for size in lines]}


def _measure(syntax: str, count: int, lines: int) -> dict[str, Any]:
    files = [WRITERS[syntax](draft) for draft in drafts(count, lines=lines)]
    for data in files[:20]:  # caches of patterns and code lists are warm, as in a worker
        einvoice.check(einvoice.read(data))
    began = time.process_time()
    invoices = [einvoice.read(data) for data in files]
    parsed = time.process_time()
    found = [einvoice.check(invoice) for invoice in invoices]
    judged = time.process_time()
    return {
        "syntax": syntax,
        "lines": lines,
        "invoices": count,
        "bytes": sum(map(len, files)) // count,
        "parse_cpu_ms": round(1000 * (parsed - began) / count, 4),
        "rules_cpu_ms": round(1000 * (judged - parsed) / count, 4),
        "findings": sum(map(len, found)),
    }
