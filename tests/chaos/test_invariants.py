"""Each invariant that no seeded bug breaks speaks up where its matter is wrong, and is silent where it is right."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from tests.chaos import invariants
from tests.chaos.picture import QUESTIONS, Picture

MOVE = {"client_id": 1, "document_id": 5, "article": "KP", "lot": "", "source": "supplier", "destination": "main", "quantity": Decimal(4)}
STOCK = {"client_id": 1, "place": "main", "article": "KP", "lot": "", "quantity": Decimal(4)}
ENTRY = {"client_id": 1, "id": 7, "document_id": 5, "series": "PI", "year": 2026, "voucher": 1, "sum": 0, "lines": 3}
WAITING = {"id": 5, "client_id": 1, "key": "k", "state": "waiting", "tasks": 1, "decisions": 0, "has_reason": False}


def picture(**rows: Sequence[dict[str, Any]]) -> Picture:
    given = {name: [SimpleNamespace(**row) for row in rows.get(name, ())] for name in QUESTIONS}
    notes: dict[str, list[dict[str, Any]]] = {"sent_back": []}
    return Picture(
        rows=given,
        notes=notes,
        clients={},
        bank=[],
        names={},
        left_over=[],
        not_taken={},
        reckoning={"failed": [], "trail": [], "trouble": "", "broken": [], "lost": []},
    )


def test_stock_that_is_what_moved_is_right() -> None:
    assert list(invariants.stock_is_what_moved(picture(moves=[MOVE], stock=[STOCK]))) == []


@pytest.mark.parametrize("moves", [[], [MOVE, MOVE], [MOVE | {"source": "main", "destination": "customer"}]])
def test_stock_that_is_not_what_moved_is_found(moves: list[dict[str, Any]]) -> None:
    assert len(list(invariants.stock_is_what_moved(picture(moves=moves, stock=[STOCK])))) == 1


def test_books_that_do_not_add_up_are_found() -> None:
    right = {"entries": [ENTRY], "currencies": [{"client_id": 1, "currency": "EUR", "sum": 0}]}
    assert list(invariants.the_ledger_is_zero_per_currency(picture(**right))) == []
    assert len(list(invariants.the_ledger_is_zero_per_currency(picture(entries=[ENTRY | {"sum": 1}])))) == 1
    assert len(list(invariants.the_ledger_is_zero_per_currency(picture(entries=[ENTRY | {"lines": 0}])))) == 1
    assert len(list(invariants.the_ledger_is_zero_per_currency(picture(currencies=[right["currencies"][0] | {"sum": -3}])))) == 1


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({}, 0),
        ({"tasks": 0}, 1),
        ({"tasks": 2}, 1),
        ({"state": "ready"}, 1),
        ({"state": "received"}, 1),
        ({"state": "refused"}, 1),
        ({"state": "refused", "has_reason": True}, 0),
        ({"state": "sent_back", "decisions": 1}, 0),
    ],
)
def test_a_document_that_stays_on_its_road_is_found(wrong: dict[str, Any], found: int) -> None:
    assert len(list(invariants.every_document_is_done_waits_or_is_refused(picture(documents=[WAITING | wrong])))) == found


def test_what_may_leave_and_does_not_is_found() -> None:
    row = {"key": "matter:5"}
    assert list(invariants.what_was_approved_leaves(picture(outbox=[row | {"state": "sent"}, row | {"state": "draft"}]))) == []
    assert len(list(invariants.what_was_approved_leaves(picture(outbox=[row | {"state": "approved"}])))) == 1


EFFECT = {"id": 40, "client_id": 1, "kind": "document.took_effect", "document_id": 5, "key": None}
HEARD = {"id": "msg_3_40", "is_signed": True, "body": "{}"}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([HEARD], 0),
        ([HEARD, HEARD], 0),  # at least once, as webhooks are
        ([], 1),
        ([HEARD | {"is_signed": False}], 1),
        ([HEARD, HEARD | {"body": "{1}"}], 1),
        ([HEARD, HEARD | {"id": "msg_3_41"}], 1),
    ],
)
def test_an_effect_of_which_the_bank_was_not_told_rightly_is_found(told: list[dict[str, Any]], found: int) -> None:
    effective = WAITING | {"state": "effective", "type": "payables.supplier_invoice"}
    seen = replace(
        picture(documents=[effective], records=[EFFECT, EFFECT | {"id": 30}]), hooks=[{"id": 3, "client": 1, "secret": "", "after": 30}]
    )
    seen.notes["told"] = told
    assert len(list(invariants.programs_are_told_of_every_effect(seen))) == found


def test_a_page_without_a_place_is_found() -> None:
    seen = picture()
    assert list(invariants.every_page_has_its_place(seen)) == []
    seen.reckoning["lost"] = ["of original 3 not all pages were dealt out"]
    assert list(invariants.every_page_has_its_place(seen)) == ["of original 3 not all pages were dealt out"]
