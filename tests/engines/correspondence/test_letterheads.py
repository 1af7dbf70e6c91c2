"""Letters say who writes, of what day and about what, laid out after DIN 5008 or as people do, in four languages."""

from pathlib import Path

import pytest
from tests.engines.reading import samples

from kantor.engines import extracting
from kantor.engines.correspondence import Head, head, wording
from kantor.engines.extracting import Sheet
from kantor.engines.reading import pdf_words

A4 = "width: 210mm, height: 297mm, margin: 0mm"
DIN_5008 = """#set text(size: 11pt)
#place(dx: 25mm, dy: 12mm, text(size: 20pt)[*Musterfeld Maschinen*])
#place(dx: 25mm, dy: 46mm, text(size: 8pt)[Musterfeld Maschinen GmbH · Industriestraße 12 · 70565 Stuttgart])
#place(dx: 25mm, dy: 55mm)[Papierhaus Linde GmbH \\ Frau Anna Berg \\ Hafenstraße 3 \\ 20457 Hamburg]
#place(dx: 125mm, dy: 55mm)[Ihr Zeichen: AB \\ Ihr Schreiben vom: 01.03.2026 \\ Datum: 09.03.2026]
#place(dx: 130mm, dy: 30mm, text(fill: red)[EINGEGANGEN 11. März 2026])
#place(dx: 25mm, dy: 100mm)[*Mängel an der Lieferung vom 27. Februar*]
#place(dx: 25mm, dy: 112mm)[Sehr geehrte Frau Berg,]
#place(dx: 25mm, dy: 122mm)[die Ware kam beschädigt an, wir bitten um Ersatz bis zum 20.03.2026.]
#place(dx: 25mm, dy: 140mm)[Mit freundlichen Grüßen]"""
PRIVATE = """#set text(size: 12pt)
#place(dx: 120mm, dy: 25mm)[Margaret Whitfield \\ 14 Orchard Lane \\ Leeds LS1 4AB \\ m.whitfield\\@post.example]
#place(dx: 25mm, dy: 60mm)[Paper House Ltd \\ 3 Harbour Street \\ London E1 6AN]
#place(dx: 25mm, dy: 85mm)[12 March 2026]
#place(dx: 25mm, dy: 98mm)[Dear Sir or Madam,]
#place(dx: 25mm, dy: 106mm)[Re: Broken chair, order 8812]
#place(dx: 25mm, dy: 116mm)[the chair you sent me is broken, and I would like my money back.]
#place(dx: 25mm, dy: 150mm)[Yours faithfully,]
#place(dx: 25mm, dy: 165mm)[Margaret Whitfield]"""
POLISH = """#set text(size: 11pt)
#place(dx: 130mm, dy: 20mm)[Kraków, 3 marca 2026 r.]
#place(dx: 25mm, dy: 30mm)[Jan Nowak \\ ul. Długa 7/3 \\ 31-147 Kraków]
#place(dx: 110mm, dy: 55mm)[Papiernia Lipa Sp. z o.o. \\ ul. Portowa 3 \\ 80-001 Gdańsk]
#place(dx: 25mm, dy: 85mm)[Dotyczy: reklamacja drukarki]
#place(dx: 25mm, dy: 95mm)[Szanowni Państwo,]
#place(dx: 25mm, dy: 105mm)[drukarka nie działa od dnia zakupu, proszę o wymianę.]
#place(dx: 25mm, dy: 130mm)[Z poważaniem]
#place(dx: 25mm, dy: 140mm)[Jan Nowak]"""
INDONESIAN = """#set text(size: 11pt)
#place(dx: 25mm, dy: 15mm, text(size: 16pt)[PT Surya Abadi])
#place(dx: 25mm, dy: 23mm)[Jalan Melati 8, 40115 Bandung]
#place(dx: 140mm, dy: 40mm)[Bandung, 5 Maret 2026]
#place(dx: 25mm, dy: 50mm)[Perihal: Permintaan penawaran kertas]
#place(dx: 25mm, dy: 62mm)[Kepada Yth. \\ PT Rumah Kertas \\ Jalan Pelabuhan 3 \\ 10110 Jakarta]
#place(dx: 25mm, dy: 95mm)[Dengan hormat,]
#place(dx: 25mm, dy: 105mm)[kami mohon penawaran harga untuk kertas putih.]
#place(dx: 25mm, dy: 130mm)[Hormat kami]"""
CONTRACT = """#set text(size: 11pt)
#place(dx: 25mm, dy: 20mm, text(size: 18pt)[*Mietvertrag über Lagerräume*])
#place(dx: 25mm, dy: 45mm)[zwischen der Speicher Nord GmbH, Kaistraße 9, 24103 Kiel, als Vermieterin]
#place(dx: 25mm, dy: 55mm)[und der Papierhaus Linde GmbH, Hafenstraße 3, 20457 Hamburg, als Mieterin.]
#place(dx: 25mm, dy: 75mm)[§ 1 Vermietet werden die Räume im Erdgeschoss.]
#place(dx: 25mm, dy: 240mm)[Kiel, den 2. März 2026]"""


def read(folder: Path, text: str) -> Head:
    return head(Sheet(pdf_words.pages(samples.pdf(folder, text, page=A4), most=2)), extracting.start())


@pytest.mark.parametrize(
    ("letter", "sender", "written_on", "subject"),
    [
        (DIN_5008, "Musterfeld Maschinen GmbH", "2026-03-09", "Mängel an der Lieferung vom 27. Februar"),
        (PRIVATE, "Margaret Whitfield", "2026-03-12", "Broken chair, order 8812"),
        (POLISH, "Jan Nowak", "2026-03-03", "reklamacja drukarki"),
        (INDONESIAN, "PT Surya Abadi", "2026-03-05", "Permintaan penawaran kertas"),
    ],
    ids=["din_5008", "private", "polish", "indonesian"],
)
def test_a_letter_says_who_writes_when_and_about_what(tmp_path: Path, letter: str, sender: str, written_on: str, subject: str) -> None:
    told = read(tmp_path, letter)
    assert told.sender
    assert told.written_on
    assert told.subject
    assert (told.sender.value, told.written_on.value, told.subject.value) == (sender, written_on, subject)
    assert all(0 < edge < 1 for one in (told.sender, told.written_on, told.subject) for edge in one.box)


def test_address_stamp_and_mail_are_read_where_they_stand(tmp_path: Path) -> None:
    din, private = read(tmp_path, DIN_5008), read(tmp_path, PRIVATE)
    assert din.address
    assert din.address.value == "Industriestraße 12, 70565 Stuttgart"
    assert din.stamped_on
    assert din.stamped_on.value == "2026-03-11"
    assert private.stamped_on is None
    assert private.email
    assert private.email.value == "m.whitfield@post.example"


def test_a_contract_is_about_what_its_title_says(tmp_path: Path) -> None:
    told = read(tmp_path, CONTRACT)
    assert told.subject
    assert told.subject.value == "Mietvertrag über Lagerräume"


def test_a_number_of_five_figures_in_the_subject_is_no_postcode(tmp_path: Path) -> None:
    subject = "#place(dx: 25mm, dy: 91mm)[Complaint about order 88120]"
    told = read(tmp_path, PRIVATE.replace("Re: Broken chair, order 8812", "please help:") + "\n" + subject)
    assert told.subject
    assert told.subject.value == "Complaint about order 88120"


def test_a_letter_says_what_stands_between_salutation_and_closing(tmp_path: Path) -> None:
    def said(letter: str) -> str:
        found = wording(Sheet(pdf_words.pages(samples.pdf(tmp_path, letter, page=A4), most=2)))
        return found.value if found else ""

    assert said(DIN_5008) == "die Ware kam beschädigt an, wir bitten um Ersatz bis zum 20.03.2026."
    assert said(POLISH) == "drukarka nie działa od dnia zakupu, proszę o wymianę."
    assert said(CONTRACT) == ""
