"""Asks a time-stamping service and reads its answer: the DER of RFC 3161, sections 2.4.1 and 2.4.2."""

from hashlib import sha256

from kantor.engines.timestamps.token import INTEGER, OCTETS, SEQUENCE, NotStamped, inside, integer, parts

SHA256 = bytes.fromhex("300d06096086480165030402010500")
"""AlgorithmIdentifier of SHA-256, with the NULL that every service understands."""
TRUE = b"\x01\x01\xff"
GRANTED = (0, 1)
REFUSED = {2: "refused", 3: "put off", 4: "warns of a revocation", 5: "tells of a revocation"}


def request(stamped: bytes, nonce: int) -> bytes:
    """A TimeStampReq for the SHA-256 of these bytes; the certificates are asked for, so that the token can be checked by itself."""
    imprint = _element(SEQUENCE, SHA256 + _element(OCTETS, sha256(stamped).digest()))
    return _element(SEQUENCE, _number(1) + imprint + _number(nonce) + TRUE)


def token_of(answer: bytes) -> bytes:
    """The token in a TimeStampResp; NotStamped where the service gave none, with what it says."""
    found = parts(answer)
    if len(found) != 1:
        raise NotStamped("this is no answer of a time-stamping service")
    status, *token = inside(found[0])
    told = inside(status)
    if not told or integer(told[0]) not in GRANTED or not token:
        number = integer(told[0]) if told else -1
        text = " ".join(_text(part.body) for group in told[1:2] if group.tag == SEQUENCE for part in parts(group.body))
        raise NotStamped(f"the service {REFUSED.get(number, f'answers with status {number}')}{f': {text}' if text else ''}")
    return token[0].whole


def _text(body: bytes) -> str:
    return body.decode(errors="replace")[:200]


def _number(value: int) -> bytes:
    return _element(INTEGER, value.to_bytes(value.bit_length() // 8 + 1))


def _element(tag: int, body: bytes) -> bytes:
    size = len(body)
    length = bytes([size]) if size < 0x80 else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag]) + length + body
