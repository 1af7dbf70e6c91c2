"""The posting benchmark runs and counts what it says it counts; its figures are no matter of a test."""

import pytest
from django.apps import apps
from django.db import connections
from tests.benchmarks import booking, posting

from kantor.spine.access import acting


@pytest.mark.usefixtures("committed_database")
def test_the_posting_benchmark_posts_and_copies_what_it_counts() -> None:
    try:
        small, large = posting.run([150, 300])["posting"]
        assert [small["documents"], large["documents"]] == [150, 300]
        assert all(value > 0 for figures in (small, large) for value in figures.values())
        with acting(clients=(large["client_id"],), person_id=None, at=posting.AT):
            counted = {table: apps.get_model("ledger", table).objects.count() for table in ("Entry", "Posting", "OpenItem")}
        assert counted == {"Entry": 400, "Posting": 2000, "OpenItem": 400}
        found = booking.run([100])
        assert [(row["kind"], row["count"]) for row in found["booking"]] == [("statement lines", 100), ("customer invoices", 100)]
        assert all(row["posted_per_core_s"] > 0 < row["share_of_copy"] for row in found["booking"])
        assert [(row["items"], row["lines"]) for row in found["on_screen"]] == [(100, 100)]
    finally:
        connections.close_all()
