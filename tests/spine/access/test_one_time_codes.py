"""One-time codes against the published vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B)."""

from datetime import UTC, datetime, timedelta

import pytest

from kantor.spine.access import one_time_codes

# RFC 4226, appendix D: the codes of counts 0 to 9.
HOTP = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
SECRETS = {"sha1": b"12345678901234567890", "sha256": b"12345678901234567890123456789012", "sha512": b"1234567890" * 6 + b"1234"}
# RFC 6238, appendix B: seconds since 1970, code of eight digits, hash.
TOTP = [
    *((59, "94287082", "sha1"), (59, "46119246", "sha256"), (59, "90693936", "sha512")),
    *((1111111109, "07081804", "sha1"), (1111111109, "68084774", "sha256"), (1111111109, "25091201", "sha512")),
    *((1111111111, "14050471", "sha1"), (1111111111, "67062674", "sha256"), (1111111111, "99943326", "sha512")),
    *((1234567890, "89005924", "sha1"), (1234567890, "91819424", "sha256"), (1234567890, "93441116", "sha512")),
    *((2000000000, "69279037", "sha1"), (2000000000, "90698825", "sha256"), (2000000000, "38618901", "sha512")),
    *((20000000000, "65353130", "sha1"), (20000000000, "77737706", "sha256"), (20000000000, "47863826", "sha512")),
]
SECRET = SECRETS["sha1"]
AT = datetime.fromtimestamp(1234567890, UTC)


def test_the_codes_of_rfc_4226() -> None:
    assert [one_time_codes.code(SECRET, count) for count in range(10)] == HOTP


@pytest.mark.parametrize(("seconds", "expected", "digest"), TOTP)
def test_the_codes_of_rfc_6238(seconds: int, expected: str, digest: str) -> None:
    step = one_time_codes.step_of(datetime.fromtimestamp(seconds, UTC))
    assert one_time_codes.code(SECRETS[digest], step, digits=8, digest=digest) == expected


def test_clocks_may_be_half_a_minute_apart_and_no_more() -> None:
    shown = one_time_codes.code(SECRET, one_time_codes.step_of(AT))
    apart = {
        seconds: one_time_codes.matching_step(SECRET, shown, AT + timedelta(seconds=seconds), after=0) for seconds in (-60, -30, 0, 30, 60)
    }
    assert {seconds for seconds, step in apart.items() if step is not None} == {-30, 0, 30}


def test_a_code_is_used_once() -> None:
    step = one_time_codes.step_of(AT)
    shown = one_time_codes.code(SECRET, step)
    assert one_time_codes.matching_step(SECRET, shown, AT, after=step - 1) == step
    assert one_time_codes.matching_step(SECRET, shown, AT, after=step) is None


def test_what_apps_read_from_the_picture() -> None:
    assert one_time_codes.address(SECRET, issuer="Kantor desk.example", account="anna@office.example") == (
        "otpauth://totp/Kantor%20desk.example:anna%40office.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kantor%20desk.example"
    )
