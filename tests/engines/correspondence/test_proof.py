"""What a mail server says of a sender counts where it is our own and speaks for the sender's domain (RFC 8601)."""

import pytest

from kantor.engines.correspondence import FORGED, PROVEN, UNPROVEN, proof_of

SERVER, SENDER = "mx.buero.example", "ina@kuehn.example"


@pytest.mark.parametrize(
    ("fields", "proof"),
    [
        (["mx.buero.example; dmarc=pass header.from=kuehn.example"], PROVEN),
        (["mx.buero.example 1; dmarc=fail (p=reject dis=none) header.from=kuehn.example; dkim=pass header.d=kuehn.example"], FORGED),
        (["mx.buero.example; dkim=pass (2048-bit key; secure) header.d=kuehn.example header.s=a"], PROVEN),
        (["mx.buero.example; dkim=pass header.i=@mail.kuehn.example"], PROVEN),
        (["mx.buero.example; spf=pass smtp.mailfrom=bounce@kuehn.example"], PROVEN),
        (["mx.buero.example; spf=pass smtp.mailfrom=x@evil.example; dkim=pass header.d=evil.example"], UNPROVEN),
        (["mx.buero.example; spf=pass smtp.mailfrom=x@evilkuehn.example"], UNPROVEN),
        (["mx.buero.example; spf=fail smtp.mailfrom=ina@kuehn.example"], FORGED),
        (["mx.buero.example; spf=softfail smtp.mailfrom=ina@kuehn.example"], UNPROVEN),
        (["mx.buero.example; none"], UNPROVEN),
        (["mx.other.example; dmarc=pass header.from=kuehn.example"], UNPROVEN),
        (["MX.Buero.Example; dmarc=fail", "mx.buero.example; dmarc=pass"], FORGED),
        (["mx.buero.example.evil.example; dmarc=pass"], UNPROVEN),
        ([], UNPROVEN),
        ([";;;=", "mx.buero.example; =pass; dkim=", "(((" * 40], UNPROVEN),
    ],
)
def test_only_our_own_server_is_believed_and_the_worst_it_says_counts(fields: list[str], proof: str) -> None:
    assert proof_of(fields, server=SERVER, sender=SENDER) == proof


def test_where_no_server_is_trusted_nothing_is_proven_or_forged() -> None:
    assert proof_of(["mx.buero.example; dmarc=fail"], server="", sender=SENDER) == UNPROVEN
    assert proof_of(["; dmarc=pass"], server="", sender=SENDER) == UNPROVEN


def test_a_sender_without_a_domain_is_proven_by_nothing_but_dmarc() -> None:
    assert proof_of(["mx.buero.example; dkim=pass header.d=com"], server=SERVER, sender="ina") == UNPROVEN
    assert proof_of(["mx.buero.example; dkim=pass header.d=com"], server=SERVER, sender="ina@evil.com") == UNPROVEN
