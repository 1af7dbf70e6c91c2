"""Heads of the audit trail reach witnesses outside: the client's mailbox and a time-stamping service, once a day, whoever is away."""

import ipaddress
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.db import connections
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.timestamps.tsa import LONG, Tsa, served
from tests.journeys.office import Office, open_office
from tests.site.post_office import PASSWORD, USER, PostOffice, opened
from tests.site.test_evidence import alone

from kantor.channels import witnesses
from kantor.channels.mail import Relay
from kantor.channels.witnesses import Outside
from kantor.channels.witnesses.mailing import send
from kantor.site.health import work
from kantor.site.health.trouble import Case
from kantor.spine import access, documents, trail

MAILBOX = "trail@buero.example"


@pytest.fixture
def office(committed_database: str) -> Iterator[Office]:
    office = open_office()
    filed = office.type_in("DE", "anna", "office.client_change", {"trail_email": MAILBOX})
    office.approve("DE", filed, "bert")
    office.finish("DE", filed)
    yield office
    connections.close_all()


@pytest.fixture
def tsa(tmp_path: Path) -> Tsa:
    return Tsa(tmp_path / "tsa")


def by_mail(port: int) -> Outside:
    return Outside(smtp_url=f"smtp+plain://127.0.0.1:{port}", mail_from="Kantor <kantor@house.example>")


def by_stamp(url: str, tsa: Tsa) -> Outside:
    return Outside(stamp_url=url, roots_file=tsa.folder / "roots.pem")


def seal(office: Office) -> trail.Head:
    access.seal_trails(trail.signer(settings.KANTOR.signing_key_file), office.now())
    with office.acting("DE"):
        return trail.heads(office.clients["DE"], newest=1)[0]


def tell(office: Office, outside: Outside) -> int:
    """As the worker does: what is seen to wait is told, and nothing else."""
    client_id = office.clients["DE"]
    waits = any(one.client_id == client_id for one in witnesses.waiting(outside, office.now()))
    told = witnesses.tell(client_id, outside, office.now)
    assert bool(told) == waits
    return told


def test_a_head_is_mailed_once_a_day_and_only_when_something_happened(office: Office) -> None:
    post = PostOffice()
    with opened(post) as port:
        head = seal(office)
        assert [tell(office, by_mail(port)) for _ in range(3)] == [1, 0, 0]
        office.bring(GERMAN)
        seal(office)
        assert tell(office, by_mail(port)) == 0
        office.now.forward(days=1)
        newer = seal(office)
        assert [tell(office, by_mail(port)) for _ in range(3)] == [1, 0, 0]
        office.now.forward(days=1)
        seal(office)
        assert tell(office, by_mail(port)) == 0, "that a head was mailed is no news"
    first, second = post.mails
    assert (first["To"], first["Auto-Submitted"]) == (MAILBOX, "auto-generated")
    assert first["Message-ID"] != second["Message-ID"]
    (enclosed,) = first.iter_attachments()
    assert trail.Head.from_json(json.loads(enclosed.get_content())) == head
    assert newer.root.hex() in second.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_an_address_that_is_none_is_refused_before_anybody_agrees(office: Office) -> None:
    filed = office.type_in("DE", "anna", "office.client_change", {"trail_email": "two@x.example, three@x.example"})
    assert "office.no_mailbox" in office.findings("DE", filed)


def test_what_the_client_kept_finds_a_log_that_was_replaced(
    office: Office, tmp_path: Path, superuser_connection: psycopg.Connection[Any]
) -> None:
    post, kept, client_id = PostOffice(), tmp_path / "kept.jsonl", office.clients["DE"]
    with opened(post) as port:
        seal(office)
        tell(office, by_mail(port))
    kept.write_bytes(next(post.mails[0].iter_attachments()).get_content())
    trust = trail.trust(settings.KANTOR.signing_key_file)
    assert next(access.verify_trails(trust, office.now(), clients=[client_id], anchors=kept)).is_intact
    with superuser_connection.transaction():
        superuser_connection.execute("SET LOCAL session_replication_role = replica")
        for table in ("testimony", "record", "leaf", "node", "head"):
            superuser_connection.execute(f"DELETE FROM trail_{table} WHERE client_id = %s", [client_id])  # type: ignore[arg-type]
    report = next(access.verify_trails(trust, office.now(), clients=[client_id], anchors=kept))
    assert report.counts == {"anchor_broken": 1}


def test_a_witness_who_is_away_is_asked_again_and_named_by_the_doctor(office: Office, tsa: Tsa) -> None:
    outside = replace(by_stamp("http://127.0.0.1:1/tsr", tsa), smtp_url="smtp+plain://127.0.0.1:1", mail_from="a@b.example")
    seal(office)
    assert tell(office, outside) == 2
    assert tell(office, outside) == 0, "it rests for a while"
    office.now.forward(minutes=2)
    assert tell(office, outside) == 2
    troubles = list(work.witnesses(Case(config=settings.KANTOR, now=office.now(), clock=office.now)))
    assert [trouble.name for trouble in troubles] == ["witness_away", "witness_away"]
    assert "refused" in troubles[0].seen
    office.now.forward(days=2)
    post = PostOffice()
    with opened(post) as port, served(tsa) as url:
        assert tell(office, replace(by_mail(port), stamp_url=url, roots_file=tsa.folder / "roots.pem")) == 2
    assert len(post.mails) == 1
    assert list(work.witnesses(Case(config=settings.KANTOR, now=office.now(), clock=office.now))) == []


def test_a_mail_that_left_before_its_worker_was_killed_comes_again_as_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    post = PostOffice()
    with opened(post) as port:
        seal(office)
        with monkeypatch.context() as patched:
            patched.setattr("kantor.spine.trail.note_given", _killed)
            with pytest.raises(KeyboardInterrupt):
                tell(office, by_mail(port))
        assert tell(office, by_mail(port)) == 0, "whoever has it in hand may still be at it"
        office.now.forward(minutes=6)
        assert tell(office, by_mail(port)) == 1
    assert len({mail["Message-ID"] for mail in post.mails}) == 1
    assert len(post.mails) == 2


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_mail_leaves_encrypted_and_with_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = own_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@b.example", "c@d.example"
    for scheme, at_once in (("smtp", False), ("smtps", True)):
        post = PostOffice(certificate=certificate, at_once=at_once, asks_password=True)
        with opened(post) as port:
            send(mail, Relay(f"{scheme}://{USER}:p%40ss%2Fword@127.0.0.1:{port}", "a@b.example"))
        assert (len(post.mails), post.were_encrypted) == (1, [True])
    assert PASSWORD == "p@ss/word"


def test_no_mail_leaves_in_the_clear_unless_it_may(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@b.example", "c@d.example"
    strange = own_certificate(tmp_path)  # that nobody here trusts
    for post, scheme in (
        (PostOffice(), "smtp"),
        (PostOffice(certificate=strange), "smtp"),
        (PostOffice(certificate=strange, at_once=True), "smtps"),
    ):
        with opened(post) as port, pytest.raises(Exception, match=r"STARTTLS|CERTIFICATE"):
            send(mail, Relay(f"{scheme}://127.0.0.1:{port}", "a@b.example"))
        assert post.mails == []


def test_a_stamp_is_kept_and_proves_itself_without_the_house(office: Office, tsa: Tsa, tmp_path: Path) -> None:
    document = office.bring(GERMAN)[0].document_id
    with served(tsa) as url:
        head = seal(office)
        assert tell(office, by_stamp(url, tsa)) == 1
    trust = trail.trust(settings.KANTOR.signing_key_file, tsa.folder / "roots.pem")
    with office.acting("DE"):
        stamp = trail.check_token(head, trail.stamps(office.clients["DE"])[head.number], trust.roots)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=1)
    seal(office)
    out = tmp_path / "evidence.zip"
    with office.acting("DE") as actor, out.open("wb") as file:
        documents.write_evidence(file, [document], actor, trust=trust)
    status, told = alone(tmp_path, out)
    assert status == 0, told
    assert f"Head {head.number} was there on {stamp.at}, stamped by CN=Time stamps under a root with" in told
    assert "under one of your roots" in alone(tmp_path, out, "--roots", tsa.folder / "roots.pem")[1]
    other = Tsa(tmp_path / "other")
    assert "BROKEN  Head" in alone(tmp_path, out, "--roots", other.folder / "roots.pem")[1]
    assert alone(tmp_path, _without_a_bit_of_its_stamp(out))[0] == 1


def _without_a_bit_of_its_stamp(evidence: Path) -> Path:
    changed = evidence.with_name("changed.zip")
    with zipfile.ZipFile(evidence) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "heads.json":
                heads = json.loads(data)
                for head in (each for each in heads if "stamp" in each):
                    head["stamp"] = head["stamp"][:-2] + f"{int(head['stamp'][-2:], 16) ^ 1:02x}"
                data = json.dumps(heads).encode()
            after.writestr(name, data)
    return changed


def test_an_answer_of_a_service_that_nobody_trusts_is_not_kept(office: Office, tsa: Tsa, tmp_path: Path) -> None:
    other = Tsa(tmp_path / "other")
    seal(office)
    with served(other) as url:
        tell(office, by_stamp(url, tsa))
    with office.acting("DE"):
        assert trail.stamps(office.clients["DE"]) == {}


TAMPERINGS: list[tuple[str, str]] = [
    (
        "UPDATE trail_testimony SET token = set_byte(token, 300, get_byte(token, 300) # 1) WHERE token IS NOT NULL AND client_id = %s",
        "stamp_broken",
    ),
    ("UPDATE trail_testimony SET told = 'other@example.com' WHERE witness = 'mail' AND client_id = %s", "testimony_changed"),
    ("UPDATE trail_testimony SET head_number = 1 WHERE witness = 'stamp' AND client_id = %s", "testimony_changed"),
    ("DELETE FROM trail_testimony WHERE witness = 'mail' AND client_id = %s", "testimony_removed"),
    (
        "INSERT INTO trail_testimony (client_id, head_number, witness, told_on, told, created_at, given_at)"
        " SELECT client_id, 1, 'mail', '2026-01-01', told, created_at, given_at"
        " FROM trail_testimony WHERE witness = 'mail' AND client_id = %s",
        "testimony_changed",
    ),
]


def test_testimonies_that_were_tampered_with_are_found(office: Office, tsa: Tsa, superuser_connection: psycopg.Connection[Any]) -> None:
    client_id = office.clients["DE"]
    with opened(PostOffice()) as port, served(tsa) as url:
        seal(office)
        office.bring(GERMAN)
        seal(office)
        assert tell(office, replace(by_mail(port), stamp_url=url, roots_file=tsa.folder / "roots.pem")) == 2
    seal(office)
    trust = trail.trust(settings.KANTOR.signing_key_file, tsa.folder / "roots.pem")
    counts: Callable[[], dict[str, int]] = lambda: next(access.verify_trails(trust, office.now(), clients=[client_id])).counts  # noqa: E731
    assert counts() == {}
    for statement, found in TAMPERINGS:
        with superuser_connection.transaction():
            superuser_connection.execute("CREATE TEMP TABLE was AS SELECT * FROM trail_testimony")
            superuser_connection.execute("SET LOCAL session_replication_role = replica")
            assert superuser_connection.execute(statement, [client_id]).rowcount  # type: ignore[arg-type]
        assert counts().get(found), statement
        with superuser_connection.transaction():
            superuser_connection.execute("TRUNCATE trail_testimony")
            superuser_connection.execute("INSERT INTO trail_testimony SELECT * FROM was")
            superuser_connection.execute("DROP TABLE was")


def own_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "post office")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + LONG)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "post_office.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM))
    return path
