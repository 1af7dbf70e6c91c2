"""Posting a signed message to a program outside: to a public address over https, within seconds, reading no more than the first line."""

import ipaddress
import socket
import ssl
import time
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from standardwebhooks import Webhook

from kantor.kit.outgoing import is_listed

PATIENCE_S = 8.0
FIRST_LINE_BYTES = 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unsendable(Exception):
    """The address may not be sent to, or cannot be reached; key: of the sentence that says why."""

    def __init__(self, key: str, **evidence: str) -> None:
        super().__init__(": ".join([key, *evidence.values()]))
        self.key, self.evidence = key, evidence


def checked_url(url: str, *, to_private: bool) -> SplitResult:
    """The parts of an address that may be sent to: a host of `outgoing_hosts`, where that lists some.

    to_private: plain http is let through, as are names that lead to private addresses.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unsendable("hooks.no_address", url=url[:200]) from None
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if (
        not is_plain
        or parts.scheme not in ("https", *(("http",) if to_private else ()))
        or not parts.hostname
        or parts.username
        or port == 0
    ):
        raise Unsendable("hooks.no_address", url=url[:200])
    if not is_listed(parts.hostname, settings.KANTOR.outgoing_hosts):
        raise Unsendable("hooks.not_listed", host=parts.hostname)
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return parts
    if not to_private and not is_public(literal):
        raise Unsendable("hooks.not_public", host=parts.hostname)
    return parts


def is_public(address: Address) -> bool:
    """Whether packets to it leave for the internet, also where another address is hidden within it."""
    if isinstance(address, ipaddress.IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            hidden = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if hidden is not None:
            return is_public(hidden)
    return address.is_global and not address.is_multicast and not address.is_reserved


def post(url: str, body: str, *, secret: str, message_id: str, at: datetime, to_private: bool) -> int:
    """The status that the program answered. Redirects are not followed; Unsendable or OSError where nothing was answered.

    The name is looked up once and the address that was looked at is the one connected to, so that no later answer of a name server
    leads inside.
    """
    parts = checked_url(url, to_private=to_private)
    deadline = time.monotonic() + PATIENCE_S
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "Content-Length": str(len(body.encode())),
        "User-Agent": "Kantor",
        "Connection": "close",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, at, body),
    }
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {text}\r\n" for name, text in headers.items())
    with _connected(parts, deadline, to_private=to_private) as connection:
        connection.sendall(f"{head}\r\n{body}".encode())
        return _status(connection, deadline)


def _connected(parts: SplitResult, deadline: float, *, to_private: bool) -> socket.socket:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[4][0]) for place in places]
    if not to_private and not all(is_public(ipaddress.ip_address(address.partition("%")[0])) for address in addresses):
        raise Unsendable("hooks.not_public", host=host)
    plain = socket.create_connection((addresses[0], port), timeout=_left(deadline))
    if parts.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _status(connection: socket.socket, deadline: float) -> int:
    """The first line is all that is read of an answer, however slowly the rest would come."""
    line = b""
    while b"\n" not in line and len(line) < FIRST_LINE_BYTES:
        connection.settimeout(_left(deadline))
        more = connection.recv(FIRST_LINE_BYTES)
        if not more:
            break
        line += more
    words = line.split(b"\n", 1)[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1].isdigit():
        raise Unsendable("hooks.no_answer")
    return int(words[1])


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the program did not answer in time")
    return left
