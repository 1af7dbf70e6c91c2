"""The demonstration: two thirds of its inbox need nobody, the books balance, the trail is intact, and a second run does nothing twice."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kantor import demo
from kantor.departments.accounting.closing import items as checklist
from kantor.departments.accounting.closing.checks import Span, look
from kantor.departments.accounting.reports import REPORTS, Asked
from kantor.departments.treasury.pages.suspense import QUERIES as LINES
from kantor.engines.statements import read_camt
from kantor.kit.money import Money
from kantor.spine import access, ledger, trail

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
REASONS = {
    *("supplier_unknown", "amount_unusual", "iban_changed", "duplicate", "price_above_order", "more_than_ordered", "not_received"),
    *("vat_implausible", "issued_in_the_future", "supplier_blocked", "exchange_rate_missing", "negative_invoice", "buyer_is_somebody_else"),
}


@pytest.mark.usefixtures("committed_database")
def test_the_demonstration_is_built_taken_in_and_recognised(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        demo.build(tmp_path, lambda: AT, _interrupting)
    built = demo.build(tmp_path, lambda: AT, lambda told, share: None)
    assert built.is_new, "what was interrupted is built to its end"
    outcomes = demo.open_inbox(built, tmp_path, lambda: AT, iter)
    found = demo.summary(built, outcomes, AT)
    assert found.straight_through >= 2 / 3
    assert len(list((tmp_path / "demo-inbox" / "files").iterdir())) >= 60
    assert {finding.key.removeprefix("payables.supplier_invoice.") for finding, _ in found.waiting} >= REASONS
    assert found.refused_count >= 6
    assert all(client.balance.amount == 0 and client.differences == 0 for client in found.clients)
    for code, client_id in built.ids.items():
        with access.acting(clients=[client_id], person_id=None, at=AT):
            assert len(ledger.journal(client_id, from_on=AT.date().replace(year=2025), until_on=AT.date())) >= 24, code
            assert _told_by_the_bank(tmp_path, code) == _in_the_bank(client_id), code
            assert _of_the_accountants(client_id) == (True, [True, False, False], 1), code
            assert _in_the_way(client_id) <= {"unfiled", "foreign"}, code

    access.seal_trails(trail.make_key(tmp_path / "key.pem"), AT)
    trust = trail.trust(tmp_path / "key.pem")
    assert all(report.is_intact for report in access.verify_trails(trust, AT))

    before = _effects(built)
    again = demo.build(tmp_path, lambda: AT, lambda told, share: None)
    assert (again.is_new, again.ids, again.password) == (False, built.ids, built.password)
    outcomes = demo.open_inbox(again, tmp_path, lambda: AT, iter)
    assert Counter(outcome.outcome for outcome in outcomes).keys() == {"duplicate"}
    assert _effects(again) == before


def _interrupting(told: str, share: float) -> None:
    if share > 0.2:
        raise KeyboardInterrupt


def _told_by_the_bank(data: Path, code: str) -> Money:
    """What the newest statement ends with."""
    (statement,) = read_camt(max((data / "demo-bank").glob(f"{code}-*.xml")).read_bytes())
    assert statement.closing
    return statement.closing.amount


def _in_the_bank(client_id: int) -> Money:
    """By the books, the acting client's."""
    bank = ledger.account_roles(client_id)["bank"]
    rows = ledger.trial_balance(client_id, from_on=AT.date().replace(month=1, day=1), until_on=AT.date())
    return next(row.closing for row in rows if row.number == bank)


def _of_the_accountants(client_id: int) -> tuple[bool, list[bool], int]:
    """Whether something is planned, what is ticked of the checklist of the oldest open month, and the lines that nobody has placed yet."""
    asked = Asked(client=access.client(client_id), from_on=date(2026, 1, 1), until_on=date(2026, 11, 30), today=AT.date(), language="en")
    planned = any(line.cells[2].amount for line in REPORTS["plan_and_actual"].make(asked).lines if isinstance(line.cells[2], Money))
    listed = checklist.items(client_id, date(2026, 8, 31), month_of_year=8)
    waiting = LINES.rows("suspense", clients=[client_id], after_on=date.min, after_id=0, limit=50)
    return planned, [item.done for item in listed], len(waiting)


def _in_the_way(client_id: int) -> set[str]:
    """What stands in the way of closing the oldest open month: its assets are entered and worn, the year before is carried forward."""
    span = Span(access.client(client_id), date(2026, 8, 1), date(2026, 8, 31))
    return {one.key for one in look(span) if one.found}


def _effects(built: demo.Built) -> dict[str, int]:
    """Entries by client."""
    counts = {}
    for code, client_id in built.ids.items():
        with access.acting(clients=[client_id], person_id=None, at=AT):
            page, count = ledger.journal(client_id, from_on=AT.date().replace(year=2025), until_on=AT.date()), 0
            while page:
                count += len(page)
                page = ledger.journal(client_id, from_on=AT.date().replace(year=2025), until_on=AT.date(), after=page[-1])
        counts[code] = count
    return counts
