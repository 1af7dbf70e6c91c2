"""Which hosts the house may connect to, where a setting lists them."""

import ipaddress
from collections.abc import Sequence


def is_listed(host: str, listed: Sequence[str]) -> bool:
    """Whether a name or an address is on the list; a list without entries lets everything through.

    listed: names (`id.example`), all names below one (`*.example.org`), addresses, or networks (`10.2.0.0/16`), which hold for addresses
    that are written as such: names are compared as names.
    """
    if not listed:
        return True
    plain = host.lower().rstrip(".")
    try:
        address = ipaddress.ip_address(plain)
    except ValueError:
        return any(plain == one.lower() or (one.startswith("*.") and plain.endswith(one[1:].lower())) for one in listed)
    return any(address in network for one in listed if (network := network_of(one)) is not None)


def network_of(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """The addresses that an entry lists; None for a name."""
    try:
        return ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return None
