"""Ten thousand random customer invoices a country against plain arithmetic: not a cent may differ, in the form or in the books."""

import time
from typing import Any

from tests.departments.receivables.random_invoices import differences

from kantor.countries import COUNTRIES


def run(count: int = 10_000) -> dict[str, Any]:
    """{"sales": a row for each country: how many invoices, how many differences (the first of them in words), CPU seconds}."""
    return {"sales": [_measured(country, count) for country in COUNTRIES]}


def _measured(country: str, count: int) -> dict[str, Any]:
    began = time.process_time()
    found = list(differences(country, count, seed=2026, with_file=False))
    spent = round(time.process_time() - began, 1)
    return {"country": country, "invoices": count, "differences": len(found), "first": found[:1], "cpu_s": spent}
