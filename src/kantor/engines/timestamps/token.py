"""Time stamps as in RFC 3161: reads a token byte by byte and checks whom it comes from, what it stamps and when."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

SIGNED_DATA, STAMPED = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
CERTIFICATE_SHA1, CERTIFICATE = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"
DIGESTS: dict[str, tuple[str, hashes.HashAlgorithm]] = {
    "2.16.840.1.101.3.4.2.1": ("sha256", hashes.SHA256()),
    "2.16.840.1.101.3.4.2.2": ("sha384", hashes.SHA384()),
    "2.16.840.1.101.3.4.2.3": ("sha512", hashes.SHA512()),
}
SIGNATURES = {
    **{f"1.2.840.113549.1.1.{11 + number}": digest for number, digest in enumerate(DIGESTS)},  # RSA, RFC 4055
    **{f"1.2.840.10045.4.3.{2 + number}": digest for number, digest in enumerate(DIGESTS)},  # ECDSA, RFC 5758
}
"""Algorithms of signatures that name their digest; the others (plain RSA or EC, Ed25519) use the one that the signer names."""
PSS = "1.2.840.113549.1.1.10"
INTEGER, OCTETS, OBJECT, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
GENERALIZED_TIME = 0x18
MOST_ISSUERS = 8
NO_TOKEN = (
    *(IndexError, TypeError, ValueError, StopIteration, UnsupportedAlgorithm),
    *(x509.InvalidVersion, x509.DuplicateExtension, x509.ExtensionNotFound, x509.UnsupportedGeneralNameType),
)


class NotStamped(ValueError):
    """The token does not show what it should; the message says why."""


class Part(NamedTuple):
    """An element of DER (X.690): its tag, its content, and all of its bytes."""

    tag: int
    body: bytes
    whole: bytes


class Stamp(NamedTuple):
    """What a token that holds says. by: the signer's name; root: SHA-256 of the certificate that it was led back to, in hexadecimal."""

    at: datetime
    nonce: int | None
    policy: str
    by: str
    root: str


def parts(data: bytes) -> list[Part]:
    """The elements that stand one behind the other. NotStamped where this is no DER."""
    found, start = [], 0
    while start < len(data):
        tag, length, begin = data[start], data[start + 1] if start + 1 < len(data) else 0x80, start + 2
        if tag & 0x1F == 0x1F or length == 0x80 or length > 0x84:
            raise NotStamped("it is not written in DER")
        if length & 0x80:
            begin += length & 0x7F
            length = int.from_bytes(data[start + 2 : begin])
        if begin + length > len(data):
            raise NotStamped("it is cut off")
        found.append(Part(tag, data[begin : begin + length], data[start : begin + length]))
        start = begin + length
    return found


def inside(part: Part, tag: int = SEQUENCE) -> list[Part]:
    """The elements in an element of this kind."""
    if part.tag != tag:
        raise NotStamped(f"an element has the tag {part.tag:#x} where {tag:#x} belongs")
    return parts(part.body)


def object_id(part: Part) -> str:
    """An object identifier with its dots."""
    numbers: list[int] = []
    number = 0
    for byte in part.body if part.tag == OBJECT else b"":
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers, number = [*numbers, number], 0
    if not numbers:
        raise NotStamped("an object identifier is missing")
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def integer(part: Part) -> int:
    if part.tag != INTEGER:
        raise NotStamped("a number is missing")
    return int.from_bytes(part.body, signed=True)


def check_stamp(token: bytes, stamped: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    """What the token says about the bytes `stamped`.

    NotStamped where it stamps something else, where its signature does not hold, or where no chain of certificates for time stamps that
    were valid then leads to one of the roots. Whether a certificate was revoked is not asked.
    """
    try:
        return _checked(token, stamped, roots)
    except NO_TOKEN as error:
        raise error if isinstance(error, NotStamped) else NotStamped(f"it cannot be read: {error}") from error


def _checked(token: bytes, stamped: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    kind, content = inside(_only(parts(token)))
    if object_id(kind) != SIGNED_DATA:
        raise NotStamped("it is no signed message")
    _, _, enclosed, *more = inside(_only(inside(content, 0xA0)))
    what, wrapped = inside(enclosed)
    if object_id(what) != STAMPED:
        raise NotStamped("what is signed is no time stamp")
    told = _only(inside(wrapped, 0xA0)).body
    stamp = inside(_only(parts(told)))
    at = _stamped_at(stamp[4])
    _check_imprint(stamp[2], stamped)
    enclosed_certificates = [x509.load_der_x509_certificate(one.whole) for part in more if part.tag == 0xA0 for one in parts(part.body)]
    signer = _check_signer(_only(inside(more[-1], SET)), told, enclosed_certificates)
    root = _root_of(signer, enclosed_certificates, roots, at)
    nonce = next((integer(part) for part in stamp[5:] if part.tag == INTEGER), None)
    return Stamp(at, nonce, object_id(stamp[1]), signer.subject.rfc4514_string(), root.fingerprint(hashes.SHA256()).hex())


def _check_imprint(part: Part, stamped: bytes) -> None:
    algorithm, found = inside(part)
    if hashlib.new(_digest(object_id(inside(algorithm)[0]))[0], stamped).digest() != found.body:
        raise NotStamped("it stamps something else")


def _check_signer(signer: Part, told: bytes, certificates: Sequence[x509.Certificate]) -> x509.Certificate:
    """The certificate of whoever signed, once its signature holds (RFC 5652, 5.4) and names that certificate (RFC 5816)."""
    _, name, digest_part, attributes, algorithm, signature = inside(signer)[:6]
    certificate = next((one for one in certificates if _is_named(one, name)), None)
    if certificate is None:
        raise NotStamped("the certificate of its signer is missing")
    digest, algorithm_id = object_id(inside(digest_part)[0]), object_id(inside(algorithm)[0])
    said = {object_id(inside(each)[0]): _only(inside(inside(each)[1], SET)) for each in inside(attributes, 0xA0)}
    if CONTENT_TYPE not in said or object_id(said[CONTENT_TYPE]) != STAMPED:
        raise NotStamped("its signature is of another kind of message")
    if MESSAGE_DIGEST not in said or said[MESSAGE_DIGEST].body != hashlib.new(_digest(digest)[0], told).digest():
        raise NotStamped("its signature is of another time stamp")
    if not _names_certificate(said, certificate):
        raise NotStamped("its signature names another certificate")
    if algorithm_id == PSS:
        raise NotStamped("signatures of the kind RSASSA-PSS are not read")
    signed = bytes([SET]) + attributes.whole[1:]  # signed is the set as such, not the place in which it stands
    try:
        _verify(certificate, signature.body, signed, _digest(SIGNATURES.get(algorithm_id, digest))[1])
    except InvalidSignature as error:
        raise NotStamped("its signature does not hold") from error
    return certificate


def _verify(certificate: x509.Certificate, signature: bytes, signed: bytes, digest: hashes.HashAlgorithm) -> None:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), digest)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(digest))
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    else:
        raise NotStamped("its signer has a key of a kind that is not read")


def _is_named(certificate: x509.Certificate, name: Part) -> bool:
    if name.tag == 0x80:
        return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest == name.body
    issuer, serial = inside(name)
    return certificate.issuer.public_bytes() == issuer.whole and certificate.serial_number == integer(serial)


def _names_certificate(said: dict[str, Part], certificate: x509.Certificate) -> bool:
    if CERTIFICATE in said:
        first = inside(inside(inside(said[CERTIFICATE])[0])[0])
        digest: hashes.HashAlgorithm = hashes.SHA256() if first[0].tag == OCTETS else _digest(object_id(inside(first[0])[0]))[1]
        return certificate.fingerprint(digest) == next(part.body for part in first if part.tag == OCTETS)
    if CERTIFICATE_SHA1 in said:
        first = inside(inside(inside(said[CERTIFICATE_SHA1])[0])[0])
        return certificate.fingerprint(hashes.SHA1()) == first[0].body  # noqa: S303 - RFC 3161 has it so; the signature binds the name too
    return False


def _root_of(
    signer: x509.Certificate, enclosed: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], at: datetime
) -> x509.Certificate:
    """The root that the signer's certificate leads to, each link of the chain valid at that moment."""
    usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise NotStamped("the certificate of its signer is not for time stamps alone")
    found = next(_ways_up(signer, enclosed, roots, at, 0), None)
    if found is None:
        raise NotStamped("no chain of certificates that were valid then leads to a root that is trusted")
    return found


def _ways_up(
    one: x509.Certificate, enclosed: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], at: datetime, below: int
) -> Iterator[x509.Certificate]:
    if below > MOST_ISSUERS or not one.not_valid_before_utc <= at <= one.not_valid_after_utc:
        return
    if one in roots:
        yield one
    for issuer in (*roots, *enclosed):
        if issuer != one and _has_issued(issuer, one, below):
            yield from _ways_up(issuer, enclosed, roots, at, below + 1)


def _has_issued(issuer: x509.Certificate, one: x509.Certificate, below: int) -> bool:
    try:
        one.verify_directly_issued_by(issuer)
        limits = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return False
    return limits.ca and (limits.path_length is None or limits.path_length >= below)


def _digest(identifier: str) -> tuple[str, hashes.HashAlgorithm]:
    if identifier not in DIGESTS:
        raise NotStamped(f"the digest {identifier} is not read")
    return DIGESTS[identifier]


def _stamped_at(part: Part) -> datetime:
    """GeneralizedTime in UTC, with a fraction or without."""
    text = part.body.decode("ascii")
    whole, _, fraction = text.removesuffix("Z").partition(".")
    if part.tag != GENERALIZED_TIME or not text.endswith("Z") or len(whole) != 14:
        raise NotStamped("its moment is not in UTC")
    return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC, microsecond=int(f"{fraction:0<6}"[:6]))


def _only(found: Sequence[Part]) -> Part:
    if len(found) != 1:
        raise NotStamped(f"{len(found)} elements stand where one belongs")
    return found[0]
