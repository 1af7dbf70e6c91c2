"""Periods that are held, closed and locked for taxes: the books refuse what must not come in, the database on any road, and say why."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from tests.spine.ledger.books import AT, MAY, applied, by_two, change, entry, eur, filed, invoice, new_client, opened, post
from tests.spine.ledger.test_books import told

from kantor.spine import ledger
from kantor.spine.access import Actor, acting
from kantor.spine.documents import Refusal
from kantor.words import Ask, Part, Posting
from kantor.words.locking import LatePosting, PeriodChange


def untaxed() -> Part:
    return entry(Posting(account="4930", debit=eur("5")), Posting(account="1200", credit=eur("5")))


def may_of(actor: Actor) -> ledger.PeriodRow:
    return next(period for period in ledger.periods(actor.clients[0]) if period.starts_on == MAY[0])


def test_into_a_held_month_comes_what_two_people_decide_with_a_reason_and_nothing_else(clerk: Actor) -> None:
    change(clerk, "hold", why="The month is being closed.")
    with pytest.raises(Refusal, match=r"ledger\.period_held"):
        post(clerk, filed(clerk), untaxed())
    (document,) = filed(clerk)
    late = LatePosting(booked_on=date(2026, 5, 12), reason="The bank's letter came late.")
    ledger.LockParts().apply(applied(clerk, document, late), clerk)
    with pytest.raises(Refusal, match=r"ledger\.period_held"):
        post(clerk, [document], untaxed())
    by_two(document)
    ledger.LockParts().apply(applied(clerk, document, late), clerk)
    post(clerk, [document], untaxed())
    assert len(ledger.entries_of_document(clerk.clients[0], document)) == 1
    assert (may_of(clerk).held_at, may_of(clerk).reason) == (AT, "The month is being closed.")


def test_where_a_return_was_filed_nothing_with_a_tax_code_is_posted(clerk: Actor) -> None:
    change(clerk, "file", from_on=date(2026, 4, 1), until_on=date(2026, 6, 30))
    with pytest.raises(Refusal, match=r"ledger\.tax_filed"):
        post(clerk, filed(clerk), *invoice())
    post(clerk, filed(clerk), untaxed())
    change(clerk, "unfile")
    post(clerk, filed(clerk), *invoice())


def test_changes_are_told_with_their_reason_and_what_is_so_already_stays(clerk: Actor) -> None:
    change(clerk, "close", from_on=date(2026, 4, 1), until_on=date(2026, 6, 30))
    with pytest.raises(Refusal, match=r"ledger\.periods_are_so"):
        change(clerk, "close")
    change(clerk, "reopen")
    with pytest.raises(Refusal, match=r"ledger\.no_period_within"):
        change(clerk, "close", from_on=date(2026, 5, 2))
    with pytest.raises(Refusal, match=r"ledger\.reason_missing"):
        change(clerk, "close", why="  ")
    assert told(clerk)[2:] == [*["ledger.period_closed"] * 3, "ledger.period_reopened"]
    assert [period.number for period in ledger.periods(clerk.clients[0]) if period.closed_at] == [6, 4]


@pytest.mark.parametrize("undone", [("hold", "reopen"), ("close", "reopen"), ("close", "hold"), ("file", "unfile")])
def test_nobody_opens_alone_what_was_locked(clerk: Actor, undone: tuple[str, str]) -> None:
    change(clerk, undone[0], two_people=False)
    with pytest.raises(IntegrityError, match="two people decide"):
        change(clerk, undone[1], two_people=False)
    change(clerk, undone[1])


@pytest.mark.parametrize("column", ["closed_at", "held_at", "filed_at"])
def test_no_statement_beside_the_house_opens_a_period(clerk: Actor, column: str) -> None:
    for what in ("hold", "close", "file"):
        change(clerk, what)
    with pytest.raises(IntegrityError, match="two people decide"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_period SET {column} = NULL WHERE starts_on = %s", [MAY[0]])


@pytest.mark.parametrize(("lock", "constraint"), [("held_at", "held, and names no reason"), ("filed_at", "tax return that was filed")])
def test_the_database_keeps_locks_that_the_house_does_not_know_of(
    clerk: Actor, lock: str, constraint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look at the period before posting is taken away: as if it had been locked just behind it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_period SET {lock} = now() WHERE starts_on = %s", [MAY[0]])
    monkeypatch.setattr("kantor.spine.ledger.posting._judge", lambda *_: None)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        post(clerk, filed(clerk), *invoice())


def test_what_was_decided_about_a_period_is_not_reversed(clerk: Actor) -> None:
    (counter,) = filed(clerk)
    part = PeriodChange(from_on=MAY[0], until_on=MAY[1], change="hold", reason="VAT")
    with pytest.raises(Refusal, match=r"ledger\.period_change_stays"):
        ledger.LockParts().reverse(applied(clerk, counter, part), clerk)


def test_the_house_is_told_how_a_day_is_locked(clerk: Actor) -> None:
    change(clerk, "hold")
    change(clerk, "file", why="UStVA 05/2026")
    asks = [Ask("ledger.period_lock", (day,)) for day in ("2026-05-31", "2026-06-01", "2031-01-01", "")]
    found = ledger.ANSWERS["ledger.period_lock"](asks, AT.date())
    assert [found[ask] for ask in asks] == [
        {"state": "held", "filed": True, "reason": "UStVA 05/2026"},
        {"state": "open", "filed": False, "reason": ""},
        None,
        None,
    ]
    (ask,) = [Ask("ledger.periods_within", ("2026-05-02", "2026-06-01"))]
    (may, june) = ledger.ANSWERS["ledger.periods_within"]([ask], AT.date())[ask]  # type: ignore[misc]
    assert (may["state"], june["starts_on"], june["filed"]) == ("held", "2026-06-01", False)


def test_periods_of_another_client_stay_as_they_are(clerk: Actor) -> None:
    with acting(clients=(new_client(),), person_id=None, at=AT) as other:
        opened(other)
    with acting(clients=clerk.clients, person_id=None, at=AT) as actor:
        change(actor, "close")
    with acting(clients=other.clients, person_id=None, at=AT):
        assert {period.closed_at for period in ledger.periods(other.clients[0])} == {None}
