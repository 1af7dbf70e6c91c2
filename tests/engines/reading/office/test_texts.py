"""What a DOCX or ODT says is what its reader sees: nothing deleted, no box twice, numbers of lists, tabs at their stops."""

from tests.engines.reading import samples
from tests.engines.reading.office.files import REFERENCE, WORD, docx, paragraph

from kantor.engines.reading import pages

BOX = "<w:txbxContent><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></w:txbxContent>"


def said(data: bytes) -> str:
    return " ".join(word.text for page in pages(data) for word in page.words)


def test_a_word_in_several_runs_is_one_word() -> None:
    runs = "".join(f"<w:r>{look}<w:t>{text}</w:t></w:r>" for look, text in (("", "Rech"), ("<w:rPr><w:b/></w:rPr>", "nung"), ("", " 1")))
    assert said(docx(f"<w:p>{runs}</w:p>")) == "Rechnung 1"


def test_what_was_deleted_hidden_or_is_a_field_code_is_not_shown() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>alt</w:delText></w:r></w:del><w:ins><w:r><w:t>neu</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r></w:p>"
    )
    assert said(docx(body)) == "neu"


def test_a_text_box_is_read_once() -> None:
    twice = f"<w:r><AlternateContent><Choice>{BOX}</Choice><Fallback>{BOX}</Fallback></AlternateContent></w:r>"
    assert said(docx(f"<w:p><w:r><w:t>Text</w:t></w:r>{twice}</w:p>")) == "Text Kasten"


def test_letterhead_and_foot_are_read_once() -> None:
    edges = '<w:sectPr><w:headerReference r:id="h"/><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>'
    part = "<w:{0} {1}><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>"
    related = b'<Relationships><Relationship Id="h" Target="header1.xml"/><Relationship Id="f" Target="footer1.xml"/></Relationships>'
    files = {"header1__xml": part.format("hdr", WORD, "Kopf"), "footer1__xml": part.format("ftr", WORD, "Fuß")}
    assert said(docx(paragraph("Text") + edges, **files, **{"_rels/document__xml__rels": related})) == "Kopf Text Fuß"


def test_list_items_have_the_numbers_that_their_reader_sees() -> None:
    numbering = (
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    body = paragraph("Papier", listed) + paragraph("Toner", listed)
    assert said(docx(body, numbering__xml=numbering)) == "1. Papier 2. Toner"


def test_a_right_tab_puts_the_amount_at_its_end() -> None:
    stops = '<w:tabs><w:tab w:val="right" w:pos="8000"/></w:tabs>'
    row = f"<w:p><w:pPr>{stops}</w:pPr><w:r><w:t>Summe</w:t><w:tab/><w:t>119,00</w:t></w:r></w:p>"
    page = pages(docx(row + row.replace("119,00", "1.119,00")))[0]
    first, second = (word for word in page.words if "119" in word.text)
    assert abs(first.x1 - second.x1) < 0.0005
    assert second.x0 < first.x0


def test_a_page_break_begins_a_page() -> None:
    body = '<w:p><w:r><w:t>eins</w:t><w:br w:type="page"/><w:t>zwei</w:t></w:r></w:p>'
    assert [[word.text for word in page.words] for page in pages(docx(body))] == [["eins"], ["zwei"]]


def test_cells_stand_side_by_side_and_a_long_text_is_broken_within_its_cell() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Papier " * 30, "1,00"))
    page = pages(docx(f'<w:tbl><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'))[0]
    amount = next(word for word in page.words if word.text == "1,00")
    paper = [word for word in page.words if word.text == "Papier"]
    assert len({word.y0 for word in paper}) > 1
    assert max(word.x1 for word in paper) < amount.x0
    assert min(word.y0 for word in paper) == amount.y0


def test_nothing_is_fetched_from_outside() -> None:
    outside = b'<Relationships><Relationship Id="h" TargetMode="External" Target="http://127.0.0.1:9/header.xml"/></Relationships>'
    body = paragraph("Text") + f'<w:sectPr {REFERENCE}><w:headerReference r:id="h"/></w:sectPr>'
    assert said(docx(body, **{"_rels/document__xml__rels": outside})) == "Text"


def test_an_odt_says_what_its_reader_sees() -> None:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f"<office:document-content {names}><office:body><office:text><text:tracked-changes><text:p>alt</text:p></text:tracked-changes>"
        '<text:p>Rechnung<text:s text:c="2"/>R-1<text:tab/>heute</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    assert said(samples.archive({"mimetype": kind, "content.xml": content.encode()})) == "Rechnung R-1 heute a"
