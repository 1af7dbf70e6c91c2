"""Whatever is delivered - a mail, an archive, a mail in an archive in a mail - ends in documents, or in a reason."""

import base64
import io
import stat
import zipfile
from pathlib import Path

import pytest
from tests.engines.reading import samples

from kantor.engines.reading import Bounds, Part, Refusal, card, media_type, unpack

XML = b'<?xml version="1.0"?><Invoice/>'
PDF = b"%PDF-1.7\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def _parts(data: bytes, name: str = "delivery", bounds: Bounds | None = None) -> list[Part]:
    (found,) = unpack([(data, name)], bounds or Bounds())
    assert isinstance(found, list), found
    return found


def _refusal(data: bytes, bounds: Bounds | None = None) -> str:
    (found,) = unpack([(data, "delivery")], bounds or Bounds())
    assert isinstance(found, Refusal)
    return found.key


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (XML, "application/xml"),
        (b"\xef\xbb\xbf  <Invoice xmlns='x'/>", "application/xml"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"), "application/xml"),
        (b"<!DOCTYPE html><html></html>", "text/html"),
        (PDF, "application/pdf"),
        (b"\r\n%PDF-1.4", "application/pdf"),
        (b"<a><!-- no %PDF- here --></a>", "application/xml"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"II*\x00rest", "image/tiff"),
        (b"MM\x00*rest", "image/tiff"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (samples.mail(), "message/rfc822"),
        (samples.archive({"a": b"b"}), "application/zip"),
        (b":20:STARTUMS\r\n:25:10010010/123\r\n", "text/plain"),
        (b"\x00\x01\x02\x03", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, expected: str) -> None:
    assert media_type(data) == expected


def test_a_document_is_its_own_single_part() -> None:
    assert _parts(XML, "/home/me/Rechnung.xml") == [Part("Rechnung.xml", "application/xml", XML)]


def test_a_mail_becomes_its_text_and_its_attachments() -> None:
    text, first, second = _parts(samples.mail(("R-1.pdf", PDF, "application/pdf"), ("R-1.xml", XML, "application/octet-stream")))
    assert (text.name, text.media_type, text.is_body) == ("message.eml", "message/rfc822", True)
    told = card.read(text.data)
    assert (told.text, told.sender, told.sent_on) == ("Please find enclosed.", ("Supplier", "billing@supplier.example"), "2025-03-14")
    assert (told.headers["subject"], told.enclosed) == ("Rechnung für März", ("R-1.pdf", "R-1.xml"))
    assert [(part.name, part.media_type, part.data, part.within) for part in (first, second)] == [
        ("R-1.pdf", "application/pdf", PDF, ("delivery",)),
        ("R-1.xml", "application/xml", XML, ("delivery",)),
    ]


def test_containers_are_opened_one_in_the_other() -> None:
    inner = samples.archive({"scan.png": PNG, "more/R-2.xml": XML})
    parts = _parts(samples.mail(("invoices.zip", inner, "application/zip")), "mail.eml")
    assert [(part.name, part.within) for part in parts] == [
        ("message.eml", ("mail.eml",)),
        ("scan.png", ("mail.eml", "invoices.zip")),
        ("R-2.xml", ("mail.eml", "invoices.zip")),
    ]


def test_a_forwarded_mail_is_opened_too() -> None:
    parts = _parts(samples.archive({"forwarded.eml": samples.mail(("R-3.pdf", PDF, "application/pdf"))}))
    assert [part.name for part in parts] == ["message.eml", "R-3.pdf"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\evil.dll", "evil.dll"),
        ("/absolute.xml", "absolute.xml"),
        ("..", "file-1"),
        ("a\nb\x1b.pdf", "a_b_.pdf"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_no_name_leads_out_of_its_folder(written: str, plain: str) -> None:
    assert [part.name for part in _parts(samples.archive({written: b"text"}))] == [plain]


def test_links_and_folders_in_an_archive_are_left_out() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        written.writestr(link, "/etc/passwd")
        written.writestr("folder/", "")
        written.writestr("R.xml", XML)
    assert [part.name for part in _parts(target.getvalue())] == ["R.xml"]


def test_an_archive_that_unfolds_beyond_reason_is_refused() -> None:
    assert _refusal(samples.archive({"bomb": bytes(50_000_000)})) == "archive_bomb"
    assert _refusal(samples.archive({f"{n}": bytes(1000) for n in range(20)}), Bounds(parts=10)) == "too_many_parts"
    assert _refusal(samples.archive({"large": bytes(range(256)) * 8000}), Bounds(total_bytes=1_000_000)) == "unpacked_too_large"


def test_an_archive_that_lies_about_its_sizes_gains_nothing() -> None:
    honest = samples.archive({"bomb": bytes(50_000_000)})
    assert _refusal(honest.replace((50_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))) in ("archive_bomb", "archive_broken")


def test_broken_and_encrypted_archives_give_a_reason() -> None:
    whole = samples.archive({"a.xml": XML * 50})
    assert _refusal(whole[:40]) == "archive_broken"
    encrypted = bytearray(whole)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(mark) + offset] |= 1
    assert _refusal(bytes(encrypted)) == "archive_encrypted"
    assert _refusal(b"") == "empty"


def test_a_broken_archive_within_a_mail_leaves_the_rest_readable() -> None:
    broken = samples.archive({"a.xml": XML})[:30]
    text, pdf, closed = _parts(samples.mail(("R.pdf", PDF, "application/pdf"), ("broken.zip", broken, "application/zip")))
    assert (text.is_body, pdf.name, closed.name) == (True, "R.pdf", "broken.zip")
    assert closed.refusal is not None
    assert closed.refusal.key == "archive_broken"


def test_containers_nested_too_deep_stay_closed() -> None:
    data = samples.archive({"R.xml": XML})
    for depth in range(6):
        data = samples.archive({f"level-{depth}.zip": data})
    (closed,) = _parts(data)
    assert len(closed.within) == 4
    assert closed.refusal is not None
    assert (closed.refusal.key, closed.media_type) == ("nested_too_deep", "application/zip")


def test_an_office_document_is_no_archive() -> None:
    sheet = samples.archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    (part,) = _parts(sheet, "prices.xlsx")
    assert part.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_no_real_mail_makes_the_reader_fail(shared_data: Path) -> None:
    files = sorted((shared_data / "mail").rglob("*.eml"))
    documents = 0
    for path in files:
        documents += len(_parts(path.read_bytes(), path.name))
    print(f"mail: {len(files)} messages, {documents} documents")
    assert len(files) == 104
    assert documents > 130


def test_an_archive_with_an_entry_without_a_name_gives_parts_or_a_reason() -> None:
    """Found by fuzzing: `ZipInfo.is_dir` looks at the last letter of the name."""
    data = base64.b64decode(
        "UEsDBBQAAAAIANoYdl0GAAEAHNHUAAQAAAAFAAAAYS54bWyzSdS3AwBQSwECFAMUAAAACADaGHZd"
        "1BzRAQYAAAAEAAAABQAAAABQSwMEFAAAAAAAAAQAAAAAbWxQSwUGAAAAAAEAAQAzAAAAKRoAAAAA"
    )
    assert unpack([(data, "nameless.zip")])[0]
