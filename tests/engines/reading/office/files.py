"""Small office files made on the spot for the tests, and those that strangers send to do harm."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.engines.reading import samples

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REFERENCE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)


def docx(body: str, **parts: str | bytes) -> bytes:
    """A DOCX with that in its body; parts: by their name below `word/`, `__` for a point."""
    named = {f"word/{name.replace('__', '.')}": text.encode() if isinstance(text, str) else text for name, text in parts.items()}
    document = f"<w:document {WORD} {REFERENCE}><w:body>{body}</w:body></w:document>".encode()
    return samples.archive({"[Content_Types].xml": TYPES, "word/document.xml": document, **named})


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def xlsx(cells: str, *, formats: Sequence[str] = (), texts: Sequence[str] = (), book: str = "", before: str = "") -> bytes:
    """An XLSX of one sheet. cells: its rows as XML, style 1 and so on shows them in `formats`; book: properties of the workbook; before:
    XML of the sheet in front of its rows."""
    numbered = "".join(f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(code)}/>' for place, code in enumerate(formats))
    looks = "<xf/>" + "".join(f'<xf numFmtId="{164 + place}"/>' for place in range(len(formats)))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return workbook(
        {
            "xl/workbook.xml": f'<workbook {SHEET} {REFERENCE}>{book}<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/styles.xml": f"<styleSheet {SHEET}><numFmts>{numbered}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f"<sst {SHEET}>{shared}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}>{before}<sheetData>{cells}</sheetData></worksheet>",
        }
    )


def workbook(parts: Mapping[str, str]) -> bytes:
    """An XLSX of these parts, whose first sheet is `rId1`."""
    sheets = "".join(f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>' for number in (1, 2))
    every = {"[Content_Types].xml": TYPES.decode(), "xl/_rels/workbook.xml.rels": f"<Relationships>{sheets}</Relationships>", **parts}
    return samples.archive({name: text.encode() for name, text in every.items()})


def entities() -> bytes:
    return docx("", document__xml='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')


def laughing_sheet() -> bytes:
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return workbook(
        {
            "xl/workbook.xml": f'<workbook {SHEET} {REFERENCE}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'{bomb}<worksheet {SHEET}><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
        }
    )


def bomb() -> bytes:
    return docx(paragraph("a"), document__xml=b"<a>" + b" " * (80 << 20) + b"</a>")


def endless_sheet() -> bytes:
    rows = ("".join(f"<c><v>{row * place * 7919}</v></c>" for place in range(400)) for row in range(1, 600))
    return xlsx("".join(f"<row>{cells}</row>" for cells in rows))


def endless_letter() -> bytes:
    return docx("<w:p/>" * 40_000 + paragraph("a"))


def nested_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 80)


def far_cell() -> bytes:
    return xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>')


def broken() -> bytes:
    return docx("", document__xml=b"<w:document")


def empty() -> bytes:
    return docx("<w:p/>")


def pictures_alone() -> bytes:
    return docx("<w:p/>", **{"media/a__png": b""})


def encrypted() -> bytes:
    return OLD + "EncryptedPackage".encode("utf-16-le")


def encrypted_odt() -> bytes:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    kind = b"application/vnd.oasis.opendocument.text"
    return samples.archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": b"\x00\x01"})


def outlook() -> bytes:
    return OLD + "__properties_version1.0".encode("utf-16-le")


def old() -> bytes:
    return OLD
