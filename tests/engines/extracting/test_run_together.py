"""Headings that a recogniser ran together, and cells that it moved a little, keep their columns: the numbers below say where these part."""

from kantor.engines import extracting
from kantor.engines.extracting import Sheet
from kantor.words import Page, Word

_Boxes = tuple[tuple[str, float, float], ...]


def page(*rows: _Boxes, stamp: str = "") -> Sheet:
    """A page of these rows of boxes, each its text and its left and right edges in points. stamp: what is as tall as one."""
    words = [
        Word(text, 1, left / 600, 0.1 + 0.02 * place, right / 600, (0.128 if text == stamp else 0.114) + 0.02 * place)
        for place, row in enumerate(rows)
        for text, left, right in row
    ]
    return Sheet([Page(1, 600, 842, words)])


def told(sheet: Sheet, *names: str) -> list[tuple[str, ...]]:
    return [tuple(item[name].value if name in item else "" for name in names) for item in extracting.items(sheet)]


def test_a_quantity_below_the_end_of_its_long_heading_is_no_part_of_the_name_beside_it() -> None:
    sheet = page(
        (("Banyaknya Keterangan", 61, 173), ("Sat.", 384, 402), ("Harga", 435, 463), ("Jumlah", 500, 535)),
        (("25 Kursi kantor Nyaman", 101, 214), ("dus", 384, 399), ("2.325.000,00", 410, 463), ("58.125.000,00", 476, 535)),
        (("8 Pelatihan harian", 106, 192), ("pcs", 384, 398), ("3.013.000,00", 410, 463), ("24.104.000,00", 476, 535)),
        (("50 Toner hitam", 101, 173), ("pcs", 384, 398), ("2.543.000,00", 410, 463), ("127.150.000,00", 471, 535)),
    )
    assert told(sheet, "quantity", "name", "unit") == [
        ("25", "Kursi kantor Nyaman", "dus"),
        ("8", "Pelatihan harian", "pcs"),
        ("50", "Toner hitam", "pcs"),
    ]


def test_units_and_unit_price_in_one_box_are_a_quantity_a_unit_and_a_price() -> None:
    for heading in ((("Units Unit", 421, 470), ("Price", 483, 504), ("Amount", 514, 549)), (("Units Unit Price Amount", 421, 549),)):
        sheet = page(
            (("Details", 47, 76), *heading),
            (("USB cable 2 m", 47, 105), ("5", 439, 444), ("m", 452, 460), ("81.22", 483, 504), ("406.10", 523, 549)),
            (("Office chair Comfort", 47, 131), ("4", 439, 444), ("box", 452, 467), ("81.81", 483, 504), ("327.24", 523, 549)),
            (("Safety gloves", 47, 118), ("20", 434, 444), ("kg", 452, 462), ("46.19", 483, 504), ("923.80", 523, 549)),
        )
        assert told(sheet, "name", "quantity", "unit", "price") == [
            ("USB cable 2 m", "5", "m", "81.22"),
            ("Office chair Comfort", "4", "box", "81.81"),
            ("Safety gloves", "20", "kg", "46.19"),
        ]


def test_a_price_with_its_currency_stays_one_cell_below_a_misread_heading_of_quantities() -> None:
    sheet = page(
        (("Lp Towar / usługa", 55, 146), ("I1. Cena jedn. Kwota netto", 403, 540)),
        (("1", 55, 60), ("Monitor 27 cali", 75, 142), ("5", 406, 411), ("70,63 PLN", 424, 471), ("353,15 PLN", 489, 540)),
        (("2", 55, 60), ("Długopisy", 75, 199), ("100,5", 388, 411), ("29,20 PLN", 424, 471), ("2934,60 PLN", 484, 540)),
        (("3", 55, 60), ("Usługi doradcze", 75, 150), ("5", 406, 411), ("76,69 PLN", 424, 471), ("383,45 PLN", 489, 540)),
    )
    assert told(sheet, "quantity", "price", "net", "unit") == [
        ("5", "70.63", "353.15", ""),
        ("100.5", "29.20", "2934.60", ""),
        ("5", "76.69", "383.45", ""),
    ]


def test_quantities_and_units_below_a_heading_that_names_neither_are_told_by_what_they_are() -> None:
    sheet = page(
        (("Details", 47, 79), ("Units Unit Price Amount", 425, 553)),
        (("USB cable 2 m", 50, 109), ("5", 443, 452), ("m", 451, 464), ("81.22", 487, 507), ("406.10", 528, 553)),
        (("Office chair", 51, 134), ("5", 443, 452), ("box", 451, 470), ("81.81", 487, 507), ("409.05", 528, 553)),
        (("Safety gloves", 51, 129), ("20", 439, 452), ("kg", 451, 470), ("46.19", 487, 508), ("923.80", 528, 553)),
    )
    assert told(sheet, "quantity", "unit", "price") == [("5", "m", "81.22"), ("5", "box", "81.81"), ("20", "kg", "46.19")]


def test_three_numbers_below_one_heading_are_quantity_price_and_amount() -> None:
    sheet = page(
        (("Indeks", 48, 77), ("Nazwa", 97, 126), ("Kwota netto", 496, 550)),
        (("B143915", 48, 83), ("Licencja", 97, 131), ("20", 388, 405), ("46,18", 466, 487), ("923,60", 525, 550)),
        (("K-457416", 49, 87), ("Kabel USB", 97, 144), ("10", 392, 401), ("49,20", 462, 487), ("492,00", 524, 551)),
        (("A-654", 49, 73), ("Kawa", 97, 121), ("8", 396, 401), ("109,83", 462, 488), ("878,64", 524, 550)),
    )
    assert told(sheet, "quantity", "price", "net") == [
        ("20", "46.18", "923.60"),
        ("10", "49.20", "492.00"),
        ("8", "109.83", "878.64"),
    ]


def test_a_quantity_and_a_price_in_one_box_are_parted_where_they_make_the_amount() -> None:
    sheet = page(
        (("Beschreibung", 129, 191), ("Menge", 400, 430), ("Preis", 443, 466), ("Gesamt", 523, 557)),
        (("Beratung", 129, 207), ("8", 426, 430), ("33,57", 444, 466), ("268,56", 530, 557)),
        (("Softwarelizenz", 129, 191), ("2587,41", 410, 466), ("2.185,25", 523, 557)),
        (("Fracht", 129, 156), ("5,2576,57", 410, 466), ("401,99", 530, 558)),
        (("Kartons", 129, 156), ("353,41", 444, 466), ("353,41", 530, 558)),
    )
    assert told(sheet, "quantity", "price") == [("8", "33.57"), ("25", "87.41"), ("5.25", "76.57"), ("1", "353.41")]


def test_two_headings_in_one_word_are_two_columns() -> None:
    sheet = page(
        (("Kode Barang", 80, 124), ("Nama Barang / Jasa", 132, 198), ("KuantitasHarga", 398, 458), ("Jumlah Harga", 467, 515)),
        (("K87500", 80, 110), ("Biaya perawatan", 132, 190), ("1", 420, 424), ("644.68", 434, 458), ("644.68", 490, 515)),
        (("A533", 80, 100), ("Monitor 27 inci", 132, 190), ("100", 412, 424), ("540.62", 434, 458), ("54,062.00", 480, 515)),
    )
    assert told(sheet, "quantity", "price", "net") == [("1", "644.68", "644.68"), ("100", "540.62", "54062.00")]


def test_a_heading_of_two_words_stays_one_where_the_names_below_run_on() -> None:
    sheet = page(
        (("Symbol", 62, 96), ("Towar", 108, 136), ("inne", 144, 178), ("Ilość", 481, 501), ("Wartość", 510, 547)),
        (("M19151", 62, 95), ("Rękawice", 108, 148), ("ochronne", 152, 191), ("12", 492, 501), ("349,56", 520, 547)),
        (("A-930", 62, 87), ("Monitor", 108, 143), ("duży", 147, 156), ("10", 492, 501), ("272,00", 520, 547)),
    )
    assert told(sheet, "name", "quantity") == [("Rękawice ochronne", "12"), ("Monitor duży", "10")]


def test_a_stamp_across_the_headings_and_a_name_belongs_to_neither() -> None:
    sheet = page(
        (("Product", 59, 91), ("16.02.2026", 230, 300), ("Units", 464, 486), ("Net amount", 494, 544)),
        (("Ballpoint pens", 58, 117), ("RECEIVED", 217, 322), ("3", 482, 486), ("75.06", 523, 543)),
        (("RECEIVED", 217, 322),),
        (("Network switch", 58, 123), ("100", 473, 486), ("4614.00", 514, 543)),
        stamp="RECEIVED",
    )
    assert told(sheet, "name", "quantity", "net") == [("Ballpoint pens", "3", "75.06"), ("Network switch", "100", "4614.00")]


def test_prices_below_a_heading_of_units_alone_are_prices() -> None:
    sheet = page(
        (("Nazwa towaru", 80, 188), ("I.", 360, 371), ("J.m.", 374, 395), ("DITeena", 397, 463), ("Wartość", 487, 529)),
        (("Śruby stalowe", 80, 140), ("8", 362, 371), ("szt.", 372, 388), ("151,93 EUR", 407, 463), ("1215,44 EUR", 470, 529)),
        (("Taśma pakowa", 80, 144), ("8,25", 350, 366), ("godz.", 375, 400), ("75,63 EUR", 413, 459), ("623,95 EUR", 474, 526)),
    )
    assert told(sheet, "quantity", "unit", "price") == [("8", "szt.", "151.93"), ("8.25", "godz.", "75.63")]


def test_rows_below_headings_that_nobody_can_read_are_rows_where_they_make_the_net_amount() -> None:
    sheet = page(
        (("RECE", 358, 431), ("edn.Wa", 432, 546)),
        (("1", 60, 63), ("Kawa ziarnista", 84, 162), ("3", 421, 425), ("179,36", 448, 478), ("538,08", 520, 545)),
        (("2", 60, 63), ("Kartony", 84, 116), ("2", 421, 424), ("86,78", 457, 477), ("173,56", 524, 544)),
        (("Do zapłaty", 84, 140), ("711,64", 520, 545)),
    )
    rows = [tuple(item[name].value for name in ("name", "quantity", "price", "net")) for item in extracting.items(sheet, net="711.64")]
    assert rows == [("Kawa ziarnista", "3", "179.36", "538.08"), ("Kartony", "2", "86.78", "173.56")]
    assert extracting.items(sheet, net="711.00") == []
