"""Small PDFs, mails and archives made on the spot for the tests."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import numpy as np
import typst
from PIL import Image

from kantor.engines.reading.ocr.picture import Pixels

ENCRYPTED_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<OWNER>/U<USER>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<0011><0011>]/Size 5>>
%%EOF
""".replace(b"OWNER", b"17" * 32).replace(b"USER", b"42" * 32)


def pdf(
    folder: Path, text: str, attachments: dict[str, bytes] | None = None, page: str = "width: 200pt, height: 100pt, margin: 10pt"
) -> bytes:
    """A PDF/A-3 with that text and these files embedded; `text` and `page` in Typst's language."""
    lines = ['#set document(title: "sample", author: "a test")', f"#set page({page})"]
    for number, (name, content) in enumerate((attachments or {}).items()):
        (folder / f"embedded-{number}").write_bytes(content)
        options = 'relationship: "alternative", description: "a file", mime-type: "application/xml"'
        lines.append(f'#pdf.attach("{name}", read("embedded-{number}", encoding: none), {options})')
    (folder / "sample.typ").write_text("\n".join([*lines, text]), encoding="utf-8")
    return typst.compile(folder / "sample.typ", format="pdf", pdf_standards="a-3b" if attachments else [])


def scan(text: str, *, page: str = "width: 148mm, height: 105mm, margin: 10mm", dpi: int = 150) -> Image.Image:
    """A sheet of paper with that text, in Typst's language, as a scanner sees it that makes no mistake."""
    drawn = typst.compile(f"#set page({page})\n#set text(size: 10pt)\n{text}".encode(), format="png", ppi=dpi)
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def saved(*pages: Image.Image, kind: str = "PNG", dpi: int = 150) -> bytes:
    """Pictures as one file."""
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(target, format=kind, **{"resolution" if kind == "PDF" else "dpi": dpi if kind == "PDF" else (dpi, dpi)}, **more)
    return target.getvalue()


def pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture)


def mail(*attachments: tuple[str, bytes, str], text: str = "Please find enclosed.") -> bytes:
    """A message with a text and attachments: (name, bytes, media type)."""
    message = EmailMessage()
    message["From"] = "Supplier <Billing@Supplier.example>"
    message["To"] = "invoices@firm.example"
    message["Subject"] = "Rechnung für März"
    message["Date"] = "Fri, 14 Mar 2025 09:30:00 +0100"
    message["Message-ID"] = "<1@supplier.example>"
    message.set_content(text)
    for name, content, kind in attachments:
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def archive(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return target.getvalue()
