"""Mail in the state in which it arrives."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.engines.reading import samples

from kantor.engines.reading import Refused, open_mail


def test_a_mail_says_who_sent_what_when() -> None:
    mail = open_mail(samples.mail())
    assert (mail.subject, mail.sender, mail.recipients) == ("Rechnung für März", "billing@supplier.example", ["invoices@firm.example"])
    assert mail.sent_at is not None
    assert mail.sent_at.astimezone(UTC) == datetime(2025, 3, 14, 8, 30, tzinfo=UTC)
    assert mail.message_id == "<1@supplier.example>"


@pytest.mark.parametrize(
    ("headers", "subject"),
    [
        (b"Subject: =?utf-8?B?UmVjaG51bmc=?= =?iso-8859-1?Q?_f=FCr?= Sie\n", "Rechnung für Sie"),
        ("Subject: Rechnung für Sie\n".encode(), "Rechnung für Sie"),
        ("Subject: Rechnung für Sie\n".encode("cp1252"), "Rechnung für Sie"),
        (b"Subject: =?no-such-charset?Q?abc?=\n", "abc"),
        (b"Subject: =?utf-8?B?!!!?=\n", "=?utf-8?B?!!!?="),
        (b"", ""),
    ],
)
def test_a_subject_is_read_however_it_is_encoded(headers: bytes, subject: str) -> None:
    assert open_mail(headers + b"From: a@b.example\n\ntext").subject == subject


def test_a_text_in_an_unknown_charset_is_still_text() -> None:
    mail = open_mail(b"From: a@b.example\nContent-Type: text/plain; charset=x-unknown\n\nGr\xfc\xdfe")
    assert [(part.data, part.is_body) for part in mail.enclosures] == [("Grüße".encode(), True)]


def test_a_date_that_is_none_is_no_date() -> None:
    assert open_mail(b"From: a@b.example\nDate: yesterday\n\n.").sent_at is None


def test_parts_nested_beyond_reason_are_refused() -> None:
    head = b"From: a@b.example\n"
    for depth in range(3000):
        head += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    with pytest.raises(Refused, match="mail_too_deep"):
        open_mail(head + b"\nend")


def test_file_names_of_real_mails_are_readable(shared_data: Path) -> None:
    folder = shared_data / "mail" / "spec" / "fixtures" / "emails" / "attachment_emails"
    names = {part.name for path in folder.glob("*.eml") for part in open_mail(path.read_bytes()).enclosures if not part.is_body}
    assert {"broken.pdf", "ForwardedMessage.eml", "This is a test.pdf", "Eelanalüüsi päring.jpg", "Photo25.jpg"} <= names
