"""Says what a file is by its content; what its name or its sender claims counts for nothing."""

import re

XML = "application/xml"
PDF = "application/pdf"
MAIL = "message/rfc822"
ZIP = "application/zip"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
WEBP = "image/webp"
PICTURES = frozenset({PNG, JPEG, TIFF, WEBP})
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"
OLE = "application/x-ole-storage"
"""What office programs before 2007 wrote, and in what those of today put a file with a password."""
OFFICE = frozenset({DOCX, XLSX, ODT, ODS, CSV, OLE})
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = "text/html"
TEXT = "text/plain"
TEXTS = frozenset({TEXT, XML, HTML})
"""Files that a person can read as they stand."""
UNKNOWN = "application/octet-stream"

_HEAD_BYTES = 8192
_BROKEN_LINES = 3
_FEWEST_ROWS, _MOST_ROWS = 2, 0.9
_SIGNATURES = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (OLE_START, OLE),
)
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:")
_MAIL_HEADERS = frozenset(
    b"from to cc subject date received return-path delivered-to message-id mime-version content-type reply-to sender x-mailer".split()
)
_ELEMENT = re.compile(rb"<[?!A-Za-z_]")
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b\x1a")


def media_type(data: bytes) -> str:
    """The media type of the bytes, `application/octet-stream` where nothing known fits."""
    head = data[:_HEAD_BYTES]
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<"):
        return PDF
    return _textual(head, data)


def _textual(head: bytes, data: bytes) -> str:
    text = _as_ascii(head)
    start = text.lstrip()
    if _ELEMENT.match(start):
        return HTML if start[:15].lower().startswith((b"<!doctype html", b"<html")) else XML
    if _is_mail(text):
        return MAIL
    if data and all(byte >= 0x20 or byte in _TEXT_CONTROLS for byte in text):
        return CSV if _is_delimited(text, is_whole=len(data) <= _HEAD_BYTES) else TEXT
    return UNKNOWN


def _is_delimited(text: bytes, *, is_whole: bool) -> bool:
    """Whether most lines are parted by the same sign: a semicolon or a tab, or as many commas or strokes in each, which stand in sentences
    too."""
    lines = [line for line in (text.splitlines() if is_whole else text.splitlines()[:-1]) if line.strip()]
    if len(lines) < _FEWEST_ROWS:
        return False
    if any(sum(sign in line for line in lines) >= _MOST_ROWS * len(lines) for sign in (b";", b"\t")):
        return True
    counts = [[sum(part.count(sign) for part in line.split(b'"')[::2]) for line in lines] for sign in (b",", b"|")]
    return any(
        usual >= 2 and found.count(usual) >= _MOST_ROWS * len(lines) for found in counts for usual in [max(set(found), key=found.count)]
    )


def _as_ascii(head: bytes) -> bytes:
    """The head without byte order mark, wide characters made narrow."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "")):
        if head.startswith(mark):
            rest = head[len(mark) :]
            return rest.decode(encoding, "replace").encode("ascii", "replace") if encoding else rest
    return head


def _is_mail(text: bytes) -> bool:
    """True where the text begins with headers of which at least two are those of a message; some broken lines among them do no harm."""
    known: set[bytes] = set()
    broken = 0
    for line in text.lstrip(b"\r\n").splitlines():
        if not line or broken > _BROKEN_LINES:
            break
        header = _HEADER.match(line)
        if header is not None:
            known.add(header[1].lower())
        elif not line.startswith((b" ", b"\t", b"From ", b">From ")):
            broken += 1
    return len(known & _MAIL_HEADERS) >= 2
