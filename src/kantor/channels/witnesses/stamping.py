"""Has heads stamped by a time-stamping service over HTTP (RFC 3161, section 3.4)."""

import http.client
import secrets
import ssl
from urllib.parse import urlsplit

from kantor.engines.timestamps import NotStamped, request, token_of
from kantor.spine.trail import Certificates, Head, check_token, stamped_bytes

PATIENCE_S = 20
MOST_BYTES = 1_000_000
ASKED, ANSWERED = "application/timestamp-query", "application/timestamp-reply"


def stamp(head: Head, url: str, roots: Certificates) -> bytes:
    """The token of the service at `url` for this head, checked. NotStamped where it gives none that holds, OSError where it is away."""
    nonce = secrets.randbits(63) | 1 << 62
    token = token_of(_asked(url, request(stamped_bytes(head), nonce)))
    if check_token(head, token, roots).nonce != nonce:
        raise NotStamped("it answers another question than the one that was asked")
    return token


def _asked(url: str, body: bytes) -> bytes:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, parts.port, timeout=PATIENCE_S, context=ssl.create_default_context()
        )
    else:  # in the clear is usual here: what comes back is signed, and what is asked is a digest
        connection = http.client.HTTPConnection(host, parts.port, timeout=PATIENCE_S)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {"Content-Type": ASKED, "Accept": ANSWERED, "User-Agent": "Kantor"})
        answer = connection.getresponse()
        data = answer.read(MOST_BYTES)
    except http.client.HTTPException as error:
        raise OSError(f"the time-stamping service does not speak HTTP: {error.__class__.__name__}") from error
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise OSError(f"the time-stamping service answers with HTTP {answer.status}")
    return data
