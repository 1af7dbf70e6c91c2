"""What we write is read back as it was drafted, and our own rules find nothing in it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from lxml import etree
from tests.engines.einvoice import drafts

from kantor.engines.einvoice import Group, Invoice, check, profile, read, read_all
from kantor.engines.einvoice.writers import Draft, cii, coretax, fa3, from_json, pdf, specifications, to_json, ubl
from kantor.engines.einvoice.writers.factur_x_mark import NAMESPACE

EUROPEAN = [drafts.GERMAN, drafts.CREDIT, drafts.REVERSE_CHARGE, drafts.COMMUNITY, drafts.PREPAID]
POLISH = [drafts.POLISH, drafts.POLISH_EURO, drafts.POLISH_ABROAD, drafts.POLISH_CORRECTION]
WAYS: dict[str, tuple[Callable[[Draft], bytes], str]] = {
    "XRechnung UBL": (lambda draft: ubl.write(draft, specifications.XRECHNUNG), "xrechnung"),
    "XRechnung CII": (lambda draft: cii.write(draft, specifications.XRECHNUNG), "xrechnung"),
    "Peppol UBL": (lambda draft: ubl.write(draft, specifications.PEPPOL), "peppol-bis-3"),
    "EN 16931 CII": (lambda draft: cii.write(draft, specifications.EN16931), "en16931"),
    "Factur-X": (lambda draft: pdf.write(draft, language="de"), "en16931"),
}


def numbers(group: Group, *ids: str) -> list[Decimal | None]:
    return [number.normalize() if (number := group.number(id)) is not None else None for id in ids]


def shown(*values: Decimal) -> list[Decimal]:
    return [value.normalize() for value in values]


def same(invoice: Invoice, draft: Draft, *, sign: int = 1) -> None:
    """The invoice states what was drafted."""
    assert [invoice.text(id) for id in ("BT-1", "BT-2", "BT-5")] == [draft.number, draft.issued_on.isoformat(), draft.currency]
    assert numbers(invoice, "BT-109", "BT-110", "BT-112") == shown(draft.net * sign, draft.tax * sign, draft.gross * sign)
    assert numbers(invoice, "BT-115") == shown(draft.payable * sign)
    lines = invoice.sub("BG-25")
    assert len(lines) == len(draft.lines)
    for line, drafted in zip(lines, draft.lines, strict=True):
        assert numbers(line, "BT-129", "BT-131") == shown(drafted.quantity * sign, drafted.net * sign)
        assert numbers(line.sub("BG-29")[0], "BT-146") == shown(drafted.price)
        assert line.sub("BG-31")[0].text("BT-153") == drafted.name
        assert line.sub("BG-30")[0].text("BT-151") == drafted.vat.category
    assert invoice.sub("BG-7")[0].text("BT-44") == draft.buyer.name


@pytest.mark.parametrize("way", [name for name in WAYS if name != "Peppol UBL"])
def test_a_seller_with_a_tax_number_alone_is_known_by_it(way: str) -> None:
    """BT-32 for what is taxed (BR-S-02), and BT-29, because BR-CO-26 does not count BT-32."""
    seller = replace(drafts.PAPIER, vat_id="", tax_number="37/123/45678", mailbox=("EM", "rechnung@linde.example"))
    invoice = read(WAYS[way][0](replace(drafts.GERMAN, seller=seller)))
    assert [(finding.rule, finding.evidence) for finding in check(invoice)] == []
    assert [invoice.sub("BG-4")[0].text(id) for id in ("BT-29", "BT-31", "BT-32")] == ["37/123/45678", "", "37/123/45678"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("draft", EUROPEAN, ids=lambda draft: draft.number)
def test_a_european_draft_is_read_back_and_judged_clean(way: str, draft: Draft) -> None:
    write, expected_profile = WAYS[way]
    invoice = read(write(draft))
    assert profile(invoice).name == expected_profile
    assert [(finding.rule, finding.path, finding.evidence) for finding in check(invoice)] == []
    same(invoice, draft)
    assert [party.text(id) for party, id in ((invoice.sub("BG-4")[0], "BT-31"), (invoice.sub("BG-7")[0], "BT-48"))] == [
        draft.seller.vat_id,
        draft.buyer.vat_id,
    ]
    assert invoice.text("BT-3") == draft.kind
    assert invoice.text("BT-9") == ("2026-04-01" if draft.due_on else "")
    assert draft.account is not None
    assert invoice.sub("BG-16")[0].sub("BG-17")[0].text("BT-84") == draft.account.iban


@pytest.mark.parametrize("draft", POLISH, ids=lambda draft: draft.number)
def test_a_polish_draft_is_read_back_and_judged_clean(draft: Draft) -> None:
    invoice = read(fa3.write(draft))
    assert [(finding.rule, finding.path, finding.evidence) for finding in check(invoice)] == []
    same(invoice, draft)
    assert draft.account is not None
    assert invoice.sub("BG-16")[0].sub("BG-17")[0].text("BT-84") == draft.account.iban
    assert invoice.text("BT-13") == draft.order_number


def test_a_credit_note_becomes_a_correction_with_negative_amounts_in_poland() -> None:
    credit = drafts.replace(drafts.POLISH_CORRECTION, kind="381", lines=[drafts.replace(drafts.POLISH.lines[1])])
    invoice = read(fa3.write(credit))
    assert [finding.rule for finding in check(invoice)] == []
    assert invoice.text("BT-3") == "384"
    same(invoice, credit, sign=-1)


@pytest.mark.parametrize(("kind", "said"), [("386", "KOR_ZAL"), ("final", "KOR_ROZ")])
def test_what_corrects_an_advance_or_a_final_invoice_is_called_so_in_poland(kind: str, said: str) -> None:
    """With what was asked for before; of an advance the order stands in the place of the lines."""
    assert drafts.POLISH_CORRECTION.preceding is not None
    preceding = drafts.replace(drafts.POLISH_CORRECTION.preceding, kind=kind, asked_for=Decimal("246.00"))
    ordered = drafts.POLISH.lines if kind == "386" else ()
    lines = [drafts.replace(drafts.POLISH.lines[1])]
    credit = drafts.replace(drafts.POLISH_CORRECTION, kind="381", lines=lines, preceding=preceding, ordered=ordered)
    assert from_json(to_json(credit)) == drafts.replace(credit, lines=tuple(lines))
    invoice = read(fa3.write(credit))
    assert [(finding.rule, finding.path, finding.evidence) for finding in check(invoice)] == []
    assert (invoice.text("BT-3"), invoice.text("FA3-RodzajFaktury")) == ("384", said)
    assert (invoice.number("FA3-P_15ZK"), invoice.number("BT-112")) == (Decimal("246.00"), -credit.gross)
    assert invoice.sub("BG-3")[0].text("BT-25") == preceding.number
    rows = [row for order in invoice.sub("FA3-Zamowienie") for row in order.sub("FA3-ZamowienieWiersz")]
    assert [row.text("FA3-StanPrzedZ") for row in rows] == ["1", ""] * len(ordered)
    assert len(invoice.sub("BG-25")) == (0 if ordered else 1)


def test_poland_has_no_rate_of_nineteen_percent() -> None:
    with pytest.raises(ValueError, match="no VAT rate 19"):
        fa3.write(drafts.replace(drafts.GERMAN, seller=drafts.JODLA, currency="PLN"))


def test_a_bulk_of_indonesian_drafts_is_read_back_and_judged_clean() -> None:
    written = [drafts.INDONESIAN, drafts.LUXURY]
    invoices = read_all(coretax.write(written))
    for invoice, draft in zip(invoices, written, strict=True):
        assert [(finding.rule, finding.path, finding.evidence) for finding in check(invoice)] == []
        same(invoice, draft)


def test_a_bulk_has_one_seller() -> None:
    with pytest.raises(ValueError, match="one seller"):
        coretax.write([drafts.INDONESIAN, drafts.replace(drafts.INDONESIAN, seller=drafts.MELATI)])


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Credit note"), ("de", "Rechnungskorrektur"), ("pl", "Faktura korygująca"), ("id", "Nota kredit")]
)
def test_the_page_of_a_factur_x_is_readable_in_four_languages(language: str, title: str) -> None:
    page = pypdfium2.PdfDocument(pdf.write(drafts.CREDIT, language=language))[0].get_textpage().get_text_range()
    assert title in page
    amounts = ("17.40", "20.71") if language == "en" else ("17,40", "20,71")
    for shown_on_page in (drafts.CREDIT.number, "Rücknahme Kopierpapier", *amounts, "DE89370400440532013000"):
        assert shown_on_page in page


def test_the_same_draft_gives_the_same_bytes() -> None:
    for write in (ubl.write, cii.write, pdf.write):
        assert write(drafts.GERMAN) == write(drafts.GERMAN)


def test_a_factur_x_says_in_its_metadata_what_it_carries() -> None:
    data = pdf.write(drafts.GERMAN, language="de")
    document = pypdfium2.PdfDocument(data)
    assert [document.get_attachment(n).get_name() for n in range(document.count_attachments())] == ["factur-x.xml"]
    packet = data[data.rindex(b"<?xpacket begin") :]
    packet = packet[packet.index(b"<x:xmpmeta") : packet.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")]
    stated = {element.tag.rpartition("}")[2]: element.text for element in etree.fromstring(packet).iter(f"{{{NAMESPACE}}}*")}
    assert stated == {
        "DocumentType": "INVOICE",
        "DocumentFileName": "factur-x.xml",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }
