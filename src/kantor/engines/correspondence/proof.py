"""What the client's own mail server says of a sender: its Authentication-Results (RFC 8601), held against the address in From.

Only fields that carry the name of that server count: anybody may write such a field, and a server removes those in its own name (RFC 8601,
section 5).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PROVEN, FORGED, UNPROVEN = "proven", "forged", "unproven"
MOST_FIELDS = 20
_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"(?P<method>[\w-]+)(?:/\d+)?\s*=\s*(?P<result>[\w-]+)(?P<rest>.*)", re.DOTALL)
_PROPERTY = re.compile(r"(?P<name>(?:header|smtp)\.[\w-]+)\s*=\s*(?P<value>\"[^\"]*\"|[^\s;]+)")
_NAMES = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}
"""Which property says for whom a method speaks."""
_FAILED = frozenset({"fail", "hardfail"})


class Result(NamedTuple):
    """What one method says: dmarc, dkim or spf; domain: whom it speaks for, '' where it does not say."""

    method: str
    result: str
    domain: str


def proof_of(fields: Iterable[str], *, server: str, sender: str) -> str:
    """PROVEN where that server vouches for the sender's domain, FORGED where it says that it is not so, else UNPROVEN.

    fields: values of Authentication-Results, the topmost first; server: its authserv-id, '' where none is trusted; sender: the address in
    From. What DMARC says counts before the rest; of several that contradict each other the worst counts.
    """
    found = [one for field in list(fields)[:MOST_FIELDS] for one in results(field, server)] if server else []
    own = sender.rpartition("@")[2].lower()
    dmarc = {one.result for one in found if one.method == "dmarc"}
    if dmarc & _FAILED:
        return FORGED
    if "pass" in dmarc:
        return PROVEN
    if any(one.result == "pass" and _is_for(one.domain, own) for one in found if one.method in _NAMES):
        return PROVEN
    return FORGED if any(one.result in _FAILED for one in found if one.method in _NAMES) else UNPROVEN


def results(field: str, server: str) -> Iterator[Result]:
    """The results in one field, none where another server wrote it."""
    while (plain := _COMMENT.sub(" ", field)) != field:
        field = plain
    name, _, told = field.partition(";")
    if (name.split() or [""])[0].lower() != server.lower():
        return
    for part in told.split(";"):
        if match := _RESULT.match(part.strip()):
            method = match["method"].lower()
            properties = {one["name"].lower(): one["value"].strip('"') for one in _PROPERTY.finditer(match["rest"])}
            said = next((properties[key] for key in _NAMES.get(method, ()) if key in properties), "")
            yield Result(method, match["result"].lower(), said.rpartition("@")[2].lower().rstrip("."))


def _is_for(domain: str, own: str) -> bool:
    """Whether it speaks for the sender's domain or one that the other belongs to; a domain of one label, as `com`, for nobody."""
    if "." not in domain or "." not in own:
        return False
    return domain == own or domain.endswith(f".{own}") or (own.endswith(f".{domain}") and domain.count(".") >= 1)
