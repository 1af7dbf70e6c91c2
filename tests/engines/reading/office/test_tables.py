"""What a workbook or a CSV says: cells as their formats show them, what is hidden left out, letters and delimiter found out."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.reading import samples
from tests.engines.reading.office.files import REFERENCE, SHEET, workbook, xlsx

from kantor.engines.reading import media_type, pages
from kantor.engines.reading.office import delimited, documents
from kantor.engines.reading.recognise import CSV, TEXT


def said(data: bytes) -> list[str]:
    return [word.text for page in documents.pages(data, most=300) for word in page.words]


def test_cells_are_shown_as_their_formats_say() -> None:
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>1234.5</v></c><c r="C1" s="2"><v>46083</v></c>'
        '<c r="D1" t="inlineStr"><is><r><t>Papier</t></r><r><t>lager</t></r></is></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c></row>'
    )
    data = xlsx(row, formats=["#,##0.00 [$€-407]", "dd.mm.yyyy"], texts=["Summe"])
    assert said(data) == ["Summe", "1.234,50", "€", "02.03.2026", "Papierlager", "☑", "#REF!"]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    data = xlsx('<row><c s="1"><v>44621</v></c></row>', formats=["yyyy-mm-dd"], book='<workbookPr date1904="1"/>')
    assert said(data) == ["2026-03-02"]


def test_numbers_go_by_the_language_of_the_texts_where_no_format_names_one() -> None:
    row = '<row><c t="s"><v>0</v></c><c s="1"><v>1234.5</v></c></row>'
    english = "Invoice for the delivery of paper and pens, please pay within thirty days"
    german = "Rechnung über die Lieferung von Papier und Stiften, bitte zahlen Sie innerhalb von dreißig Tagen"
    assert [said(xlsx(row, formats=["#,##0.00"], texts=[text]))[-1] for text in (english, german)] == ["1,234.50", "1.234,50"]


def test_a_formula_shows_its_saved_result_and_itself_where_there_is_none() -> None:
    assert said(xlsx("<row><c><f>A1+1</f><v>3</v></c><c><f>SUM(A1:A9)</f></c></row>")) == ["3", "=SUM(A1:A9)"]


def test_what_is_hidden_is_not_shown() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>'
    assert said(xlsx(cells, before='<cols><col min="2" max="2" hidden="1"/></cols>')) == ["1"]
    sheet = f'<worksheet {SHEET}><sheetData><row><c t="str"><v>{{}}</v></c></row></sheetData></worksheet>'
    sheets = '<sheet name="Rechnung" r:id="rId1"/><sheet name="Lager" state="hidden" r:id="rId2"/>'
    book = {
        "xl/workbook.xml": f"<workbook {SHEET} {REFERENCE}><sheets>{sheets}</sheets></workbook>",
        "xl/worksheets/sheet1.xml": sheet.format("sichtbar"),
        "xl/worksheets/sheet2.xml": sheet.format("verborgen"),
    }
    assert said(workbook(book)) == ["sichtbar"]


def test_a_long_text_runs_over_the_empty_cells_beside_it() -> None:
    long = "Musterlieferant für Bürobedarf und Verpackungen GmbH"
    cells = (
        f'<row r="1"><c r="A1" t="str"><v>{long}</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><v>Kopierpapier weiß</v></c><c r="C2" t="str"><v>fünf Kartons</v></c></row>'
    )
    page = pages(xlsx(cells))[0]
    assert len({word.y0 for word in page.words if word.text in long.split()}) == 1
    assert next(word.x0 for word in page.words if word.text == "Kopierpapier") < 0.2


def test_an_ods_is_shown_as_it_was_saved() -> None:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
    cells = (
        '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1.234,50 €</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="a"><table:table-row>{cells}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    assert said(samples.archive({"mimetype": kind, "content.xml": content.encode()})) == ["1.234,50", "€"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_letters_and_delimiter_of_a_csv_are_found_out(encoding: str, sign: str) -> None:
    rows = [["Artikel", "Menge", "Größe", "Preis"], ["Kopierpapier", "10", "übergroß", "4.35"], ["Öse", "3", "mäßig", "1.00"]]
    data = "\n".join(sign.join(row) for row in rows).encode(encoding)
    assert media_type(data) == CSV
    assert said(data) == [cell for row in rows for cell in row]


def test_polish_letters_in_the_code_page_of_windows_are_polish() -> None:
    text = "Towar;Ilość;Łącznie\nŻółć wołowa;3;źródło\n"
    assert delimited.decoded(text.encode("cp1250")) == text


def test_prose_with_commas_is_no_table() -> None:
    text = b"Dear all, please find enclosed,\nas agreed on the phone, our price list.\nKind regards, Anna\n"
    assert media_type(text) == TEXT


CELL = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@settings(max_examples=40)
@given(st.integers(3, 6).flatmap(lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=3, max_size=8)))
def test_every_cell_of_any_table_stands_on_its_page(rows: list[list[str]]) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    told = [said for section in delimited.sections(target.getvalue().encode()) for said in section.blocks]
    (table,) = told
    assert [[cell.paragraphs[0].text for cell in row if cell.paragraphs] for row in table.rows] == rows
