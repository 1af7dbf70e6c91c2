"""The list of hosts that the house may connect to: names, all below a name, addresses, networks; without a list everything goes."""

import pytest

from kantor.kit.outgoing import is_listed

LISTED = ("id.example", "*.bank.example", "192.0.2.7", "2001:db8::/32")


@pytest.mark.parametrize("host", ["id.example", "ID.example.", "hooks.bank.example", "a.b.bank.example", "192.0.2.7", "2001:db8::5"])
def test_what_is_listed_may_be_reached(host: str) -> None:
    assert is_listed(host, LISTED)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "bank.example", "notbank.example", "id.example.evil.example", "192.0.2.8", "2001:db9::5", "", "::ffff:192.0.2.7"],
)
def test_what_is_not_listed_may_not(host: str) -> None:
    assert not is_listed(host, LISTED)
    assert is_listed(host, ())
