"""The account that a bank names is known as the client's own in whichever way the bank writes it."""

import pytest

from kantor.departments.treasury.own_accounts import same_account

OWN = "DE89370400440532013000"


@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("DE89 3704 0044 0532 0130 00", OWN),
        ("37040044/0532013000", OWN),
        ("37040044/532013000EUR", OWN),
        ("0532013000", OWN),
        ("61109010140000071219812874", "PL61109010140000071219812874"),
        ("1240009876543", "1240009876543"),
    ],
)
def test_the_same_account_is_known(named: str, own: str) -> None:
    assert same_account(named, own)


@pytest.mark.parametrize("named", ["", "37040044/0532013001", "50050000/0532013000", "13000", "DE02120300000000202051"])
def test_another_account_is_not(named: str) -> None:
    assert not same_account(named, OWN)
