"""Files that strangers send to do harm, made on the spot: small to write down, large or endless for whoever believes them."""

import base64
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.engines.reading.office import files as office

UBL = b"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
HEAD = b'<Invoice xmlns="' + UBL + b'">'
# The harmless string by which virus scanners are tried (eicar.org), in two pieces so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def external_entity() -> bytes:
    return b'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD + b"&x;</Invoice>"


def parameter_entity() -> bytes:
    return b'<!DOCTYPE Invoice [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>' + HEAD + b"</Invoice>"


def billion_laughs() -> bytes:
    entities = [b'<!ENTITY a0 "ha">'] + [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)]
    return b"<!DOCTYPE Invoice [" + b"".join(entities) + b"]>" + HEAD + b"&a9;</Invoice>"


def quadratic_blow_up() -> bytes:
    return b'<!DOCTYPE Invoice [<!ENTITY a "' + b"a" * 100_000 + b'">]>' + HEAD + b"&a;" * 10_000 + b"</Invoice>"


def document_type() -> bytes:
    return b'<!DOCTYPE Invoice SYSTEM "invoice.dtd">' + HEAD + b"</Invoice>"


def document_type_in_wide_letters() -> bytes:
    return document_type().decode().encode("utf-16")


def deep_nesting() -> bytes:
    return HEAD + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</Invoice>"


def many_attributes() -> bytes:
    return HEAD + b"<a " + b" ".join(b'a%d=""' % number for number in range(1_000_000)) + b"/></Invoice>"


def many_namespaces() -> bytes:
    return HEAD + b"<a " + b" ".join(b'xmlns:n%d="urn:%d"' % (number, number) for number in range(200_000)) + b"/></Invoice>"


def many_empty_elements() -> bytes:
    return HEAD + b"<a/>" * 20_000 + b"</Invoice>"


def endless_name() -> bytes:
    return b"<" + b"a" * 12_000_000 + b"/>"


def invalid_utf8() -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>' + HEAD + b"\xff\xfe\x80</Invoice>"


def wide_without_mark() -> bytes:
    return (HEAD + b"</Invoice>").decode().encode("utf-16-le")


def another_encoding_declared() -> bytes:
    return b'<?xml version="1.0" encoding="UTF-16"?>' + HEAD + b"</Invoice>"


def unknown_encoding() -> bytes:
    return b'<?xml version="1.0" encoding="klingon"?>' + HEAD + b"</Invoice>"


def virus_attached() -> bytes:
    return HEAD + b"<a>" + base64.b64encode(EICAR) + b"</a></Invoice>"


def virus_on_many_lines() -> bytes:
    """As mail programs and many invoice programs break base64."""
    return HEAD + b"<a>" + base64.encodebytes(b"attached: " + EICAR) + b"</a></Invoice>"


def virus_alone() -> bytes:
    return EICAR


def virus_in_archive() -> bytes:
    return _archive(("invoice.xml", b"<a/>"), ("eicar.com", EICAR + b" packed"))


def virus_in_mail() -> bytes:
    attached = b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
    named = b"Content-Disposition: attachment; filename=eicar.com\r\n\r\n" + base64.encodebytes(EICAR + b" sent")
    return _MAIL + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + attached + named + b"\r\n--b--\r\n"


def virus_in_pdf() -> bytes:
    """Packed, as attachments in a PDF are."""
    return _pdf_with_attachment(_stream(b"/Type/EmbeddedFile/Filter/FlateDecode", zlib.compress(EICAR)))


def zero_bytes() -> bytes:
    return HEAD + b"a\x00b</Invoice>"


def _archive(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def zip_bomb() -> bytes:
    return _archive(("invoice.xml", bytes(50 << 20)))


def nested_bombs() -> bytes:
    data = zip_bomb()
    for _ in range(10):
        data = _archive(("next.zip", data))
    return data


def overlapping_bomb() -> bytes:
    """A thousand entries of the directory that all mean the same packed megabytes (D. Fifield, "A better zip bomb", 2019)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(900_000)
    body = packed.compress(content) + packed.flush()
    fields = (20, 0, 8, 0, 0, zlib.crc32(content), len(body), len(content), 1, 0)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, *fields) + b"a" + body
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *fields, 0, 0, 0, 0, 0) + b"a"
    return local + entry * 1000 + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1000, 1000, len(entry) * 1000, len(local), 0)


def archive_of_many() -> bytes:
    return _archive(*((f"{number}.xml", b"<a/>") for number in range(2_000)))


def climbing_names() -> bytes:
    return _archive(
        ("../../../../etc/cron.d/kantor", b"<a/>"), ("/var/lib/ssh/authorized_keys", b"<a/>"), ("..\\..\\windows\\a.xml", b"<a/>")
    )


def link_in_archive() -> bytes:
    link = zipfile.ZipInfo("invoice.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def _pdf(*objects: bytes) -> bytes:
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return b"%PDF-1.7\n" + numbered + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


def _stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(content), content)


def _deflated(size_bytes: int, layers: int) -> bytes:
    data = bytes(size_bytes)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return data


def pdf_stream_bomb() -> bytes:
    """A page whose content unfolds twice over, to half a gigabyte."""
    content = _stream(b"/Filter[/FlateDecode/FlateDecode]", _deflated(500 << 20, 2))
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _page(b"0 0 9 9", b"/Contents 4 0 R"), content)


def pdf_attachment_bomb() -> bytes:
    return _pdf_with_attachment(_stream(b"/Type/EmbeddedFile/Filter[/FlateDecode/FlateDecode]", _deflated(200 << 20, 2)))


def _pdf_with_attachment(content: bytes) -> bytes:
    names = b"/Names<</EmbeddedFiles<</Names[(factur-x.xml)3 0 R]>>>>"
    file = b"<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 4 0 R>>>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % names, b"<</Type/Pages/Kids[5 0 R]/Count 1>>", file, content, _page(b"0 0 9 9"))


def _page(box: bytes, rest: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]%s>>" % (box, rest)


def pdf_of_a_square_mile() -> bytes:
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _page(b"0 0 99999999 99999999"))


def pdf_within_itself() -> bytes:
    form = _stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>", b"/X Do /X Do")
    page = _page(b"0 0 9 9", b"/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R")
    kids = b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1000000>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids, page, form, _stream(b"", b"/X Do"))


def huge_picture() -> bytes:
    """A PNG of 60,000 by 60,000 dots in a few hundred bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


_MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def nested_mail() -> bytes:
    levels = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(2_000))
    return _MAIL + levels + b"Content-Type: text/plain\r\n\r\nend\r\n"


def mail_of_many() -> bytes:
    part = b"--b\r\nContent-Type: application/xml\r\nContent-Disposition: attachment; filename=a.xml\r\n\r\n<a/>\r\n"
    return _MAIL + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 10_000 + b"--b--\r\n"


def endless_headers() -> bytes:
    return _MAIL + b"".join(b"X-%d: %s\r\n" % (number, b"a" * 60) for number in range(100_000)) + b"\r\nend\r\n"


def endless_header() -> bytes:
    return _MAIL + b"To: " + b'"a' * 500_000 + b"\r\n\r\nend\r\n"


REFUSED: dict[Callable[[], bytes], set[str]] = {
    external_entity: {"einvoice.document_type"},
    parameter_entity: {"einvoice.document_type"},
    billion_laughs: {"einvoice.document_type"},
    quadratic_blow_up: {"einvoice.document_type"},
    document_type: {"einvoice.document_type"},
    document_type_in_wide_letters: {"einvoice.document_type"},
    deep_nesting: {"einvoice.not_xml"},
    many_attributes: {"einvoice.not_xml", "reading.reading_too_long", "reading.reading_too_large"},
    endless_name: {"einvoice.not_xml"},
    invalid_utf8: {"einvoice.not_xml"},
    another_encoding_declared: {"einvoice.not_xml"},
    unknown_encoding: {"einvoice.not_xml"},
    virus_attached: {"reading.harmful"},
    virus_on_many_lines: {"reading.harmful"},
    virus_in_pdf: {"einvoice.harmful"},
    zero_bytes: {"einvoice.not_xml"},
    wide_without_mark: {"documents.not_recognised", "einvoice.not_xml"},
    zip_bomb: {"reading.archive_bomb"},
    nested_bombs: {"reading.nested_too_deep"},
    overlapping_bomb: {"reading.archive_broken", "reading.archive_bomb", "reading.unpacked_too_large", "reading.too_many_parts"},
    archive_of_many: {"reading.too_many_parts"},
    link_in_archive: {"documents.not_recognised"},
    nested_mail: {"reading.mail_too_deep", "documents.not_recognised"},
    mail_of_many: {"reading.too_many_parts"},
    pdf_attachment_bomb: {"einvoice.reading_too_large", "einvoice.reading_too_long"},
}
"""What is refused at the door, with the reasons that may be given."""

AT_THE_DOOR: dict[Callable[[], bytes], set[str]] = {
    virus_alone: {"reading.harmful"},
    virus_in_archive: {"reading.harmful", "einvoice.unknown_syntax"},
    virus_in_mail: {"reading.harmful"},
}
"""What no reader is asked about: the same, where everything comes in."""

OFFICE: dict[Callable[[], bytes], set[str]] = {
    office.entities: {"office_entities"},
    office.laughing_sheet: {"office_entities", "office_broken"},
    office.bomb: {"office_bomb"},
    office.endless_sheet: {"office_too_long"},
    office.endless_letter: {"office_too_long"},
    office.broken: {"office_broken"},
    office.empty: {"office_empty"},
    office.pictures_alone: {"office_only_pictures"},
    office.encrypted: {"office_encrypted"},
    office.encrypted_odt: {"office_encrypted"},
    office.outlook: {"office_outlook"},
    office.old: {"office_old"},
}
"""Office files whose pages cannot be set, with the reasons that may be given."""

HARMLESS_HERE = (many_namespaces, many_empty_elements, endless_headers, endless_header, climbing_names)
"""What may be taken for a document of some kind, or refused: it must end, and nothing else must suffer."""

PAGES = (pdf_stream_bomb, pdf_of_a_square_mile, pdf_within_itself, huge_picture, office.nested_tables, office.far_cell)
"""What becomes a task for a person, and does its harm when the pages are shown."""
