"""Checks the signature of a JSON Web Signature by a set of public keys (RFC 7515, 7517, 7518, 8037); asymmetric ones alone."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

SHORTEST_RSA_BITS = 2048
EC_BYTES = 32
KINDS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
"""What may sign, and the kind of its key. `none` and shared secrets are not among them, whatever a token says."""


def is_signed(alg: str, kid: str, signed: bytes, signature: bytes, keys: Sequence[Mapping[str, Any]]) -> bool:
    """Whether one of the keys has signed it. kid: the key that the token names, '' for any of its kind."""
    fitting = [key for key in keys if key.get("kty") == KINDS.get(alg, "") and key.get("use", "sig") == "sig"]
    return any(_holds(alg, key, signed, signature) for key in fitting if not kid or key.get("kid") == kid)


def unbase64(text: str) -> bytes:
    """base64url without its filling; ValueError where it is none."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _holds(alg: str, key: Mapping[str, Any], signed: bytes, signature: bytes) -> bool:
    try:
        if alg == "EdDSA":
            ed25519.Ed25519PublicKey.from_public_bytes(unbase64(key["x"])).verify(signature, signed)
        elif alg == "ES256":
            _check_ec(key, signed, signature)
        else:
            _check_rsa(alg, key, signed, signature)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return True


def _check_ec(key: Mapping[str, Any], signed: bytes, signature: bytes) -> None:
    if key["crv"] != "P-256" or len(signature) != 2 * EC_BYTES:
        raise ValueError("another curve")
    x, y = (int.from_bytes(unbase64(key[name]), "big") for name in "xy")
    r, s = (int.from_bytes(part, "big") for part in (signature[:EC_BYTES], signature[EC_BYTES:]))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    public.verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))


def _check_rsa(alg: str, key: Mapping[str, Any], signed: bytes, signature: bytes) -> None:
    e, n = (int.from_bytes(unbase64(key[name]), "big") for name in "en")
    public = rsa.RSAPublicNumbers(e, n).public_key()
    if public.key_size < SHORTEST_RSA_BITS:
        raise ValueError("too short a key")
    pads = padding.PSS(padding.MGF1(SHA256()), SHA256.digest_size) if alg == "PS256" else padding.PKCS1v15()
    public.verify(signature, signed, pads, SHA256())
