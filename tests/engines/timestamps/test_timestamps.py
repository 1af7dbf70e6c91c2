"""Tokens of a real time-stamping service (openssl) are read and checked as openssl itself checks them."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from tests.engines.timestamps.tsa import Key, Tsa

from kantor.engines.timestamps import NotStamped, check_stamp, request, token_of
from kantor.engines.timestamps.token import STAMPED as STAMP_TYPE
from kantor.engines.timestamps.token import inside, parts

STAMPED = b"a signed head"
NONCE = 0xF00000000000000F


def stamped(tsa: Tsa) -> bytes:
    return token_of(tsa.answer(request(STAMPED, NONCE)))


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)])
@pytest.mark.parametrize("certificate_digest", ["sha1", "sha256"])
def test_a_token_says_when_by_whom_and_for_which_question(tmp_path: Path, key: Key, certificate_digest: str) -> None:
    tsa = Tsa(tmp_path / "tsa", key=key, certificate_digest=certificate_digest)
    before = datetime.now(UTC).replace(microsecond=0)
    stamp = check_stamp(stamped(tsa), STAMPED, [tsa.root])
    assert before <= stamp.at <= datetime.now(UTC)
    assert (stamp.nonce, stamp.by, stamp.policy) == (NONCE, "CN=Time stamps", "1.3.6.1.4.1.99999.1")


def test_openssl_accepts_the_same_token(tmp_path: Path) -> None:
    tsa = Tsa(tmp_path / "tsa")
    (tmp_path / "token").write_bytes(stamped(tsa))
    (tmp_path / "data").write_bytes(STAMPED)
    command = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "tsa/roots.pem"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).returncode == 0


def test_a_token_for_something_else_does_not_count(tmp_path: Path) -> None:
    tsa = Tsa(tmp_path / "tsa")
    with pytest.raises(NotStamped, match="something else"):
        check_stamp(stamped(tsa), STAMPED + b"!", [tsa.root])


def test_a_service_that_nobody_trusts_does_not_count(tmp_path: Path) -> None:
    tsa, other = Tsa(tmp_path / "tsa"), Tsa(tmp_path / "other")
    for roots in ([], [other.root]):
        with pytest.raises(NotStamped, match="no chain"):
            check_stamp(stamped(tsa), STAMPED, roots)


def test_a_certificate_that_was_not_valid_then_does_not_count(tmp_path: Path) -> None:
    tsa = Tsa(tmp_path / "tsa", begins=datetime(2001, 1, 1, tzinfo=UTC))
    with pytest.raises(NotStamped, match="no chain"):
        check_stamp(stamped(tsa), STAMPED, [tsa.root])


def test_what_the_service_refuses_is_said(tmp_path: Path) -> None:
    asked = request(STAMPED, NONCE).replace(bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203"))
    with pytest.raises(NotStamped, match="refused"):
        token_of(Tsa(tmp_path / "tsa").answer(asked))
    with pytest.raises(NotStamped):
        token_of(b"<html>Not here</html>")


def test_no_flipped_bit_of_a_token_passes(tmp_path: Path) -> None:
    """Every bit of what is said, signed or binds the signer; certificates that lead nowhere else are signed themselves."""
    tsa = Tsa(tmp_path / "tsa")
    token = stamped(tsa)
    truth = check_stamp(token, STAMPED, [tsa.root])
    passed = []
    for place in range(len(token)):
        changed = bytearray(token)
        changed[place] ^= 1 << place % 8
        try:
            if check_stamp(bytes(changed), STAMPED, [tsa.root]) != truth:
                passed.append(place)
        except NotStamped:
            continue
    assert passed == []


def test_rubbish_is_refused_in_a_sentence() -> None:
    for data in (b"", b"\x30", b"\x30\x80\x00\x00", b"\x30\x84\xff\xff\xff\xff", b"\x1f" * 40, bytes(range(256))):
        with pytest.raises(NotStamped):
            check_stamp(data, STAMPED, [])


@pytest.mark.parametrize(("usage", "holds"), [(ExtendedKeyUsageOID.TIME_STAMPING, True), (ExtendedKeyUsageOID.CODE_SIGNING, False)])
def test_a_certificate_for_other_things_makes_no_time_stamps(tmp_path: Path, usage: x509.ObjectIdentifier, holds: bool) -> None:
    """What a true token says, signed anew as a CMS message by a certificate of its own usage."""
    told = inside(inside(inside(parts(stamped(Tsa(tmp_path / "tsa")))[0])[1], 0xA0)[0])[2]
    (tmp_path / "told").write_bytes(inside(inside(told)[1], 0xA0)[0].body)
    other = Tsa(tmp_path / "other", usage=usage)
    command = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-econtent_type", STAMP_TYPE, "-outform", "DER"]
    command += ["-in", "../told", "-signer", "signer.pem", "-inkey", "key.pem", "-certfile", "chain.pem", "-out", "token"]
    subprocess.run(command, cwd=other.folder, check=True, capture_output=True)
    token = (other.folder / "token").read_bytes()
    if holds:
        assert check_stamp(token, STAMPED, [other.root]).nonce == NONCE
    else:
        with pytest.raises(NotStamped, match="not for time stamps alone"):
            check_stamp(token, STAMPED, [other.root])
