"""The made-up papers as office files (DOCX, XLSX, ODT, CSV), written with the standard library alone, the same bytes each time."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kantor.demo.papers.deal import Paper

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REFERENCE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = ("General", "#,##0.00", "dd.mm.yyyy", "dd/mm/yyyy", "yyyy-mm-dd")
_AMOUNT, _BOLD = 1, len(_STYLES)
_DAYS = (("{:%d.%m.%Y}", 2), ("{:%d/%m/%Y}", 3), ("{:%Y-%m-%d}", 4))
_DECIMAL = {"en": ".", "de": ",", "pl": ",", "id": ","}
_NUMBER = re.compile(r"-?\d[\d.,\u00a0\u202f ]*")
_FIRST_DAY = date(1899, 12, 30)

Row = Sequence[str]


def docx(paper: Paper) -> bytes:
    """As a letter written in Word: letterhead and bank below in header and footer, the facts by tabs, goods and totals in tables."""
    said = paper.content
    head = "".join(_paragraph(text, bold=not place) for place, text in enumerate(said["sender"]))
    foot = "".join(_paragraph("  ·  ".join(part)) for part in said["footer"]) or _paragraph("")
    body = [_paragraph(text) for text in ("", *said["recipient"], "")]
    body += [_paragraph(said["title"], bold=True, half_points=32), *(_paragraph(text) for text in _below_title(said))]
    body += [_paragraph(f"{label}:\t{value}") for label, value in said["meta"]]
    body += [_paragraph(text) for text in said["before"]]
    for table in said["tables"]:
        body.append(_table([[column["title"] for column in table["columns"]], *table["rows"]]))
    body.append(_table([[label, value] for label, value, _ in said["totals"]], edge=4000))
    body += [_paragraph(text) for text in (*said["after"], *said["bank"])]
    edges = '<w:headerReference r:id="rId1" w:type="default"/><w:footerReference r:id="rId2" w:type="default"/>'
    page = f'<w:sectPr>{edges}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1134" w:right="1134"/></w:sectPr>'
    names = f'xmlns:w="{_WORD}" xmlns:r="{_REFERENCE}"'
    return _packed(
        {
            "[Content_Types].xml": _types({"/word/document.xml": "wordprocessingml.document.main"}),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
            "word/_rels/document.xml.rels": _relations({"rId1": ("header", "header1.xml"), "rId2": ("footer", "footer1.xml")}),
            "word/document.xml": f"{_HEAD}<w:document {names}><w:body>{''.join(body)}{page}</w:body></w:document>",
            "word/header1.xml": f"{_HEAD}<w:hdr {names}>{head}</w:hdr>",
            "word/footer1.xml": f"{_HEAD}<w:ftr {names}>{foot}</w:ftr>",
        }
    )


def xlsx(paper: Paper) -> bytes:
    """As a form filled in in Excel: amounts and days are numbers with a format, not text."""
    rows = []
    for number, row in enumerate(_grid(paper), 1):
        cells = "".join(_cell(f"{_letters(column)}{number}", text, paper) for column, text in enumerate(row, 1) if text)
        rows.append(f'<row r="{number}">{cells}</row>')
    formats = "".join(f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(code)}/>' for place, code in enumerate(_STYLES))
    looks = "".join(f'<xf numFmtId="{164 + place}" fontId="0"/>' for place in range(len(_STYLES))) + '<xf numFmtId="0" fontId="1"/>'
    return _packed(
        {
            "[Content_Types].xml": _types(
                {"/xl/workbook.xml": "spreadsheetml.sheet.main", "/xl/worksheets/sheet1.xml": "spreadsheetml.worksheet"}
            ),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_REFERENCE}">'
            f'<sheets><sheet name={quoteattr(paper.content["title"][:30])} sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations({"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}),
            "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_SHEET}"><numFmts>{formats}</numFmts><fonts><font/><font><b/></font></fonts>'
            f"<cellXfs>{looks}</cellXfs></styleSheet>",
            "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
        }
    )


def odt(paper: Paper) -> bytes:
    """As a letter written in LibreOffice."""
    said = paper.content
    texts = [*said["sender"], "", *said["recipient"], ""]
    body = [f"<text:p>{escape(text)}</text:p>" for text in texts] + [f"<text:h>{escape(said['title'])}</text:h>"]
    body += [f"<text:p>{escape(text)}</text:p>" for text in _below_title(said)]
    body += [f"<text:p>{escape(label)}:<text:tab/>{escape(value)}</text:p>" for label, value in said["meta"]]
    tables = [[[column["title"] for column in table["columns"]], *table["rows"]] for table in said["tables"]]
    for rows in (*tables, [[label, value] for label, value, _ in said["totals"]]):
        cells = ["".join(f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>" for text in row) for row in rows]
        body.append("<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>")
    after = [*said["after"], *said["bank"], *("  ·  ".join(part) for part in said["footer"])]
    body += [f"<text:p>{escape(text)}</text:p>" for text in after]
    names = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "text", "table"))
    text = f"<office:text>{''.join(body)}</office:text>"
    content = f"{_HEAD}<office:document-content {names}><office:body>{text}</office:body></office:document-content>"
    return _packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def as_csv(paper: Paper, *, encoding: str = "utf-8-sig") -> bytes:
    """As a program writes its table: semicolons where the comma stands in amounts."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter="," if paper.language == "en" else ";").writerows(_grid(paper))
    return target.getvalue().encode(encoding, "replace")


FORMS: Mapping[str, Callable[[Paper], bytes]] = {"docx": docx, "xlsx": xlsx, "odt": odt, "csv": as_csv}


def _grid(paper: Paper) -> list[list[str]]:
    """Everything that the paper says, in cells of as many columns in each row."""
    said = paper.content
    table = said["tables"][0] if said["tables"] else {"columns": [], "rows": []}
    wide = max(len(table["columns"]), 3)
    rows: list[Row] = [[text] for text in said["sender"]] + [[""]] + [[text] for text in said["recipient"]] + [[""], [said["title"]]]
    rows += [[text] for text in _below_title(said)]
    rows += [[f"{label}:", "", value] for label, value in said["meta"]] + [[""], [column["title"] for column in table["columns"]]]
    rows += [*table["rows"], [""]]
    rows += [[*[""] * (wide - 2), label, value] for label, value, _ in said["totals"]]
    rows += [[text] for text in (*said["after"], *said["bank"], *(line for part in said["footer"] for line in part))]
    return [[*row, *[""] * (wide - len(row))] for row in rows]


def _cell(place: str, text: str, paper: Paper) -> str:
    amount, day = _amount(text, _DECIMAL[paper.language]), _day(text)
    if day is not None:
        return f'<c r="{place}" s="{day[1]}"><v>{(day[0] - _FIRST_DAY).days}</v></c>'
    if amount is not None:
        return f'<c r="{place}" s="{_AMOUNT}"><v>{amount}</v></c>'
    look = f' s="{_BOLD}"' if text == paper.content["title"] else ""
    return f'<c r="{place}" t="inlineStr"{look}><is><t>{escape(text)}</t></is></c>'


def _below_title(said: Mapping[str, Any]) -> list[str]:
    """What stands alone under the title: the number of some invoices."""
    return [said["below_title"]] if said.get("below_title") else []


def _amount(text: str, decimal: str) -> Decimal | None:
    """An amount with cents; anything else stays text, as numbers of articles and telephones do."""
    whole, sign, cents = text.strip().rpartition(decimal)
    if not sign or len(cents) != 2 or not cents.isdigit() or not _NUMBER.fullmatch(whole):
        return None
    return Decimal(f"{re.sub('[^0-9-]', '', whole)}.{cents}")


def _day(text: str) -> tuple[date, int] | None:
    for form, look in _DAYS:
        for order in ((0, 1, 2), (2, 1, 0)):
            parts = re.split(r"[./-]", text.strip())
            if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[order[0]]) == 4:
                try:
                    on = date(*(int(parts[place]) for place in order))
                except ValueError:
                    continue
                if form.format(on) == text.strip():
                    return on, look
    return None


def _letters(column: int) -> str:
    return chr(64 + column) if column <= 26 else chr(64 + (column - 1) // 26) + chr(65 + (column - 1) % 26)


def _paragraph(text: str, *, bold: bool = False, half_points: int = 20) -> str:
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{half_points}"/></w:rPr>'
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="3400"/></w:tabs></w:pPr>' if "\t" in text else ""
    runs = "<w:r><w:tab/></w:r>".join(f'<w:r>{look}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in text.split("\t"))
    return f"<w:p>{stops}{runs}</w:p>"


def _table(rows: Sequence[Row], *, edge: int = 0) -> str:
    """edge: width of an empty column on the left, in twentieths of a point."""
    columns = max(map(len, rows), default=0)
    before = f'<w:gridCol w:w="{edge}"/>' if edge else ""
    grid = before + "".join(f'<w:gridCol w:w="{(9600 - edge) // max(1, columns)}"/>' for _ in range(columns))
    empty = "<w:tc><w:p/></w:tc>" if edge else ""
    told = ["".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in row) for row in rows]
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{empty}{row}</w:tr>' for row in told)}</w:tbl>"


def _types(parts: Mapping[str, str]) -> str:
    family = "application/vnd.openxmlformats-officedocument"
    said = "".join(f'<Override PartName="{name}" ContentType="{family}.{kind}+xml"/>' for name, kind in parts.items())
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>{said}</Types>'


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    said = "".join(f'<Relationship Id="{id}" Type="{_REFERENCE}/{kind}" Target="{target}"/>' for id, (kind, target) in targets.items())
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _packed(parts: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()
