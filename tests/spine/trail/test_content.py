"""The same content always has the same bytes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kantor.kit.money import Money
from kantor.spine import trail


def test_keys_are_sorted_and_nothing_is_wasted() -> None:
    assert trail.canonical({"b": 1, "a": [True, None, "ż"]}) == '{"a":[true,null,"ż"],"b":1}'


def test_dates_exact_numbers_and_bytes_are_text() -> None:
    content = {"on": date(2026, 3, 2), "at": datetime(2026, 3, 2, tzinfo=UTC), "rate": Decimal("1.10"), "hash": b"\x01"}
    assert trail.canonical(content) == '{"at":"2026-03-02T00:00:00+00:00","hash":"01","on":"2026-03-02","rate":"1.10"}'


def test_money_keeps_its_currency() -> None:
    assert trail.canonical(Money.of("12.50", "EUR")) == '{"amount":"12.50","currency":"EUR"}'


def test_text_that_is_no_unicode_is_escaped_instead_of_lost() -> None:
    assert trail.canonical({"name": "\ud800ż"}) == '{"name":"\\ud800\\u017c"}'


def test_what_has_no_exact_text_is_refused() -> None:
    with pytest.raises(ValueError):
        trail.canonical({"amount": float("nan")})
    with pytest.raises(TypeError):
        trail.canonical({"thing": object()})
