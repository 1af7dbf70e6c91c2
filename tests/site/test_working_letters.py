"""Letters as PDF/A: the same letter gives the same bytes, in four languages, and none leaves with a hole in it."""

import re
import zlib
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kantor.channels import print
from kantor.spine.access import ClientRecord

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SENDER = ClientRecord(
    id=1,
    code="nord",
    name="Nordlicht Büro GmbH",
    country="DE",
    currency="EUR",
    language="de",
    chart="skr03",
    fiscal_year_start=1,
    vat_id="DE136695976",
    tax_number="",
    address={"street": "Hafenstraße 3", "postcode": "24103", "town": "Kiel"},
    region="SH",
    own_iban="DE75512108001245126199",
    own_bic="SOLADEST600",
    trail_email="",
    closed_on=None,
)
VALUES = {
    "number": "R-17/2026",
    "issued_on": "02.03.2026",
    "gross": "1.190,00 EUR",
    "supplier": "Jodła & Świerk",
    "client": "Nordlicht Büro GmbH",
    "reason": "Die Summe der Positionen ist nicht der Nettobetrag.\nBT-106 ≠ Σ BT-131",
}


def content(language: str = "de", **changed: Any) -> dict[str, Any]:
    address = "ul. Łódzka 7\n90-001 Łódź\nPolska"
    given = {"recipient": "Jodła & Świerk sp. z o.o.", "address": address, "template": "payables.letter.sent_back", "values": VALUES}
    return {**given, "language": language, **changed}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")


@pytest.mark.parametrize(
    ("language", "subject", "day", "closing"),
    [
        ("de", "Ihre Rechnung R-17/2026 vom 02.03.2026", "Kiel, 10.03.2026", "Mit freundlichen Grüßen"),
        ("en", "Your invoice R-17/2026 of 02.03.2026", "Kiel, 10 March 2026", "Kind regards"),
        ("pl", "Zwracamy fakturę R-17/2026 z dnia 02.03.2026", "Kiel, 10.03.2026", "Z poważaniem"),
        ("id", "Faktur Anda R-17/2026 tertanggal 02.03.2026", "Kiel, 10/03/2026", "Hormat kami"),
    ],
)
def test_a_letter_speaks_the_recipients_language(language: str, subject: str, day: str, closing: str) -> None:
    said = text_of(print.letter(content(language), SENDER, AT))
    assert [part for part in (subject, day, closing, "Jodła & Świerk sp. z o.o.", "90-001 Łódź", "Σ BT-131") if part not in said] == []


def test_it_is_pdf_a_and_the_same_letter_gives_the_same_bytes() -> None:
    first, second = (print.letter(content(), SENDER, AT) for _ in range(2))
    assert first == second
    assert date(2026, 3, 10).isoformat() in first.decode("latin-1")


def test_a_letter_has_what_pdf_a_2b_asks_for() -> None:
    """ISO 19005-2: it says its part and conformance (6.6.4), has an output intent with an ICC profile (6.2.3) and every font in it
    (6.2.11.4), and neither a password (6.1.3) nor scripts and other actions (6.5)."""
    told = inflated(print.letter(content(), SENDER, AT))
    assert b"<pdfaid:part>2</pdfaid:part>" in told
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in told
    (intent,) = re.findall(rb"/Type/OutputIntent\b.*?>>", told, re.DOTALL)
    assert b"/S/GTS_PDFA1" in intent
    assert b"/DestOutputProfile" in intent
    assert b"acsp" in told, "the signature of an ICC profile"
    fonts = re.findall(rb"/Type/FontDescriptor\b.*?>>", told, re.DOTALL)
    assert len(fonts) == len(re.findall(rb"/Subtype/CIDFontType", told)) - len(re.findall(rb"/Subtype/CIDFontType0C", told))
    assert all(b"/FontFile" in font for font in fonts)
    forbidden = (b"/Encrypt", b"/JavaScript", b"/JS", b"/OpenAction", b"/AA", b"/Launch", b"/EmbeddedFile")
    assert [one for one in forbidden if one in told] == []


def inflated(pdf: bytes) -> bytes:
    """The file and what its compressed streams say."""
    streams = [pdf[match.end() :] for match in re.finditer(rb"stream\r?\n", pdf)]
    told = [pdf]
    for stream in streams:
        with suppress(zlib.error):
            told.append(zlib.decompressobj().decompress(stream))
    return b"\n".join(told)


def test_a_letter_written_within_a_second_is_one_too(tmp_path: Path) -> None:
    """Real clocks know parts of a second, the PDF does not."""
    within = AT.replace(microsecond=123_456)
    assert print.letter(content(), SENDER, within) == print.letter(content(), SENDER, AT)
    assert print.cached(content(), SENDER, within, folder=tmp_path)[0][:5] == b"%PDF-"


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    """DIN 5008 form B: the window shows 20 to 105 mm from the left and 45 to 90 mm from the top."""
    page = pypdfium2.PdfDocument(print.letter(content(), SENDER, AT))[0].get_textpage()
    starts = [page.search(part).get_next() for part in ("Jodła", "90-001", "Polska")]
    boxes = [page.get_charbox(start[0]) for start in starts if start]
    millimetres = [(left * 25.4 / 72, (842 - top) * 25.4 / 72) for left, _, _, top in boxes]
    assert len(millimetres) == 3
    assert all(20 <= x <= 105 and 45 <= y <= 90 for x, y in millimetres), millimetres


def test_how_it_is_sent_stands_above_the_address_in_the_zone_for_remarks() -> None:
    """DIN 5008 form B: the sender's line and remarks end 62.7 mm from the top, there the six lines of the address begin."""
    lines = [f"Zeile {number}" for number in range(1, 6)]
    page = pypdfium2.PdfDocument(print.letter(content(address="\n".join(lines), email="faktury@jodla.example"), SENDER, AT))[
        0
    ].get_textpage()
    tops = {}
    for part in ("Nordlicht Büro GmbH ·", "Per E-Mail: faktury@jodla.example", "Jodła & Świerk sp. z o.o.", *lines):
        found = page.search(part).get_next()
        assert found, part
        _, bottom, _, top = page.get_charbox(found[0])
        tops[part] = ((842 - top) * 25.4 / 72, (842 - bottom) * 25.4 / 72)
    assert 45 <= tops["Nordlicht Büro GmbH ·"][0] < tops["Per E-Mail: faktury@jodla.example"][0] <= 62.7
    assert tops["Jodła & Świerk sp. z o.o."][0] >= 62.7
    assert tops["Zeile 5"][1] <= 90
    assert "Per E-Mail" not in text_of(print.letter(content(), SENDER, AT))


def test_markup_in_values_is_text() -> None:
    said = text_of(print.letter(content(values={**VALUES, "reason": '#read("/etc/passwd") *fat* $x$'}), SENDER, AT))
    assert '#read("/etc/passwd") *fat* $x$' in said


def test_what_its_writer_has_said_already_is_taken_as_it_is() -> None:
    said = text_of(
        print.letter(content(template="", values={"subject": "Zu {Ihnen} zurück", "body": "Guten Tag,\n\nso {nicht}."}), SENDER, AT)
    )
    assert [part for part in ("Zu {Ihnen} zurück", "Guten Tag,", "so {nicht}.") if part not in said] == []


@pytest.mark.parametrize(
    ("changed", "missing"),
    [({"template": "unheard_of"}, "unheard_of.subject"), ({"values": {"number": "1"}}, "issued_on")],
)
def test_a_letter_with_a_hole_in_it_is_not_written(changed: dict[str, Any], missing: str) -> None:
    with pytest.raises(print.LetterFault, match=missing):
        print.letter(content(**changed), SENDER, AT)


def test_pages_are_kept_under_the_hash_of_what_they_are_made_of(tmp_path: Path) -> None:
    data, path = print.cached(content(), SENDER, AT, folder=tmp_path)
    assert path.read_bytes() == data
    path.write_bytes(b"kept")
    assert print.cached(content(), SENDER, AT, folder=tmp_path) == (b"kept", path)
    assert print.cached(content("pl"), SENDER, AT, folder=tmp_path)[1] != path
    assert len(list(tmp_path.iterdir())) == 2
