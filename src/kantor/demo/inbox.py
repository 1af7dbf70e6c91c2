"""The inbox of the demonstration: invoices of every syntax, good ones and all kinds of bad ones, written once and kept as files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from kantor.channels.door import File
from kantor.demo.cast import Cast, Client, Supplier
from kantor.demo.drafting import draft, line, written
from kantor.demo.numbers import bank_account, tax_number
from kantor.demo.pile import Pile, archive, mail
from kantor.demo.planning import order_for, with_prices, with_quantities
from kantor.demo.spoiling import photo, plain_pdf, printed, truncated, with_doctype, with_other_text, with_wrong_total
from kantor.engines.einvoice.writers import Account, Draft, Reference, Vat, coretax

FOLDER = "demo-inbox"


def inbox_files(played: Cast, started_on: date) -> Pile:
    """The pile of the day: good ones first, as the post brings them, then what the house must not let pass."""
    pile = Pile(started_on=started_on)
    german, polish, indonesian, provider = (played.client(code) for code in ("nordlicht", "bursztyn", "kenari", "hafen"))
    for client in (german, polish, indonesian, provider):
        _everyday(pile, client)
    _more_german(pile, german)
    _more_polish(pile, polish)
    _more_indonesian(pile, indonesian)
    _matching(pile, german)
    _suspicious(pile, german)
    _suspicious_abroad(pile, polish, indonesian)
    _without_data(pile, german, indonesian, provider)
    _broken(pile, german, provider)
    return pile


def write(pile: Pile, folder: Path) -> None:
    """Keep the files of the pile as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in pile.files:
        (folder / file.name).write_bytes(file.data)


def read(folder: Path) -> Sequence[File]:
    """The files as they were kept, in their order."""
    return [File(name=path.name, data=path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()]


def _everyday(pile: Pile, client: Client) -> None:
    """Each supplier writes what it always writes."""
    for place, supplier in enumerate(client.suppliers):
        if supplier.blocked:
            continue
        pile.put(client, pile.plan(client, supplier.key, days_ago=6 + place))


def _more_german(pile: Pile, client: Client) -> None:
    for key in ("linde", "funkwerk", "werkstoff", "lichthaus", "elbe", "seewind"):
        pile.put(client, pile.plan(client, key, days_ago=3))
    mailed = pile.plan(client, "alster", days_ago=2)
    sent = {f"{mailed.invoice.number}.xml": pile.bytes_of(client, mailed)}
    pile.add("Rechnung Alster.eml", mail(client, "billing@alster.example", "Rechnung im Anhang", sent, pile.started_on))
    pair = [pile.plan(client, "blitz", days_ago=days) for days in (4, 2)]
    sent = {f"{plan.invoice.number}.pdf": pile.bytes_of(client, plan) for plan in pair}
    pile.add("Zwei Rechnungen.eml", mail(client, "billing@blitz.example", "Zwei Rechnungen", sent, pile.started_on))
    packed = [pile.plan(client, key, days_ago=5) for key in ("mueller", "holzmann", "kopf")]
    pile.add(
        "Rechnungen der Woche.zip", archive({f"{plan.invoice.number}.xml": pile.bytes_of(client, plan, writes="cii") for plan in packed})
    )
    credit = pile.plan(client, "linde", days_ago=1)
    back = (replace(credit.invoice.lines[0], quantity=Decimal(6)),)
    earlier = Reference(number="LI-GUTSCHRIFT", issued_on=credit.invoice.issued_on)
    pile.put(
        client,
        credit,
        invoice=replace(credit.invoice, kind="381", lines=back, preceding=earlier, cash_discounts=()),
        name="Gutschrift Linde.xml",
    )
    late = pile.plan(client, "funkwerk", days_ago=170)
    pile.put(client, late, name="Nachzuegler aus einem abgeschlossenen Monat.xml")


def _more_polish(pile: Pile, client: Client) -> None:
    for key in ("jodla", "wisla", "opakowania", "biuro", "telefon"):
        pile.put(client, pile.plan(client, key, days_ago=3))
    corrected = pile.plan(client, "jodla", days_ago=1)
    taken_back = (replace(corrected.invoice.lines[0], quantity=Decimal(-10)),)
    earlier = Reference(number="FV/2026/01/12", issued_on=corrected.invoice.issued_on)
    pile.put(
        client, corrected, invoice=replace(corrected.invoice, kind="384", lines=taken_back, preceding=earlier), name="Korekta Jodla.xml"
    )


def _more_indonesian(pile: Pile, client: Client) -> None:
    for key in ("kargo", "kertas", "telkom"):
        pile.put(client, pile.plan(client, key, days_ago=3))
    supplier = client.supplier("kemasan")
    bulk = [pile.plan(client, supplier.key, days_ago=days).invoice for days in (8, 6, 4, 2)]

    pile.add("Faktur bulk Kemasan.xml", coretax.write(bulk))


def _matching(pile: Pile, client: Client) -> None:
    """Orders and what does not fit them."""
    dear = pile.plan(client, "werkstoff", days_ago=4)
    pile.put(client, dear, invoice=with_prices(dear, Decimal("1.08")), name="Preis ueber Bestellung.xml")
    much = pile.plan(client, "lichthaus", days_ago=4)
    pile.put(client, much, invoice=with_quantities(much, Decimal("1.5")), name="Mehr als bestellt.xml")
    early = pile.plan(client, "holzmann", days_ago=4)
    pending = order_for(early.supplier, client, early.invoice, received=Decimal(0))
    pile.put(client, replace(early, order=pending), name="Ware noch nicht da.xml")
    large = pile.plan(client, "werkstoff", days_ago=3)
    lines = tuple(line(article, large.supplier, article.most * 2) for article in large.supplier.articles)
    invoice = replace(large.invoice, lines=lines)
    pile.put(client, replace(large, invoice=invoice, order=order_for(large.supplier, client, invoice)), name="Ueber dem Limit.xml")


def _suspicious(pile: Pile, client: Client) -> None:
    """A new account, a stranger, the same again, too much, wrong VAT, tomorrow's date, somebody else's invoice."""
    moved = pile.plan(client, "linde", days_ago=2)
    elsewhere = Account(iban=bank_account("DE", "moved"), holder=moved.supplier.party.name)
    pile.put(client, moved, invoice=replace(moved.invoice, account=elsewhere), name="Neue Bankverbindung.xml")
    stranger = _stranger(client.supplier("elbe"), "Fliegende Haendler Nordsee GmbH", "stranger")
    pile.add("Unbekannter Lieferant.xml", _strange(stranger, client, pile.started_on, "cii"))
    twice = pile.plan(client, "mueller", days_ago=7)
    pile.put(client, twice)
    pile.put(client, twice, writes="cii", name="Dasselbe noch einmal als CII.xml")
    again = pile.files[0]
    pile.add("Dieselbe Datei noch einmal.xml", again.data)
    huge = pile.plan(client, "funkwerk", days_ago=2)
    pile.put(client, huge, invoice=with_quantities(huge, Decimal(8)), name="Ungewoehnlich hoch.xml")
    rate = pile.plan(client, "seewind", days_ago=2)
    sixteen = tuple(replace(drawn, vat=Vat("S", Decimal(16))) for drawn in rate.invoice.lines)
    pile.put(client, rate, invoice=replace(rate.invoice, lines=sixteen), name="Falscher Steuersatz.xml")
    ahead = pile.plan(client, "alster", days_ago=-20)
    pile.put(client, ahead, name="Datum in der Zukunft.xml")
    pile.put(client, pile.plan(client, "rasch", days_ago=2), name="Gesperrter Lieferant.xml")
    other = pile.plan(client, "linde", days_ago=2)
    buyer = replace(client.party, name="Suedlicht GmbH", vat_id=tax_number("DE", "somebody else"))
    pile.put(client, other, invoice=replace(other.invoice, buyer=buyer), name="An jemand anderen.xml")
    wrong = pile.plan(client, "mueller", days_ago=3)
    pile.add("Falsche Summe.xml", with_wrong_total(pile.bytes_of(client, wrong), wrong.invoice))
    bare = pile.plan(client, "linde", days_ago=1)
    pile.put(client, bare, invoice=replace(bare.invoice, buyer_reference=""), name="Ohne Leitweg-ID.xml")


def _suspicious_abroad(pile: Pile, polish: Client, indonesian: Client) -> None:
    moved = pile.plan(polish, "wisla", days_ago=2)
    elsewhere = Account(iban=bank_account("PL", "moved"), holder=moved.supplier.party.name)
    pile.put(polish, moved, invoice=replace(moved.invoice, account=elsewhere), name="Nowy rachunek.xml")
    twice = pile.plan(polish, "biuro", days_ago=5)
    data = pile.put(polish, twice)
    pile.add("Ta sama faktura ponownie.xml", with_other_text(data, "T08:00:00Z", "T09:15:00Z"))
    stranger = _stranger(polish.supplier("energia"), "Obcy Dostawca sp. z o.o.", "obcy")
    pile.add("Nieznany dostawca.xml", _strange(stranger, polish, pile.started_on, "fa3"))
    large = pile.plan(polish, "prawnik", days_ago=2)
    lines = tuple(replace(drawn, quantity=Decimal(50)) for drawn in large.invoice.lines)
    pile.put(polish, large, invoice=replace(large.invoice, lines=lines), name="Powyzej limitu.xml")
    unknown = _stranger(indonesian.supplier("listrik"), "PT Pemasok Baru", "pemasok")
    pile.add("Pemasok tidak dikenal.xml", _strange(unknown, indonesian, pile.started_on, "coretax"))
    costly = pile.plan(indonesian, "mebel", days_ago=2)
    lines = tuple(replace(drawn, quantity=Decimal(45)) for drawn in costly.invoice.lines)
    pile.put(indonesian, costly, invoice=replace(costly.invoice, lines=lines), name="Di atas batas.xml")


def _without_data(pile: Pile, german: Client, indonesian: Client, provider: Client) -> None:
    _printed(pile, provider)
    paper = pile.plan(german, "kopf", days_ago=2).invoice
    pile.add("Scan ohne Daten.pdf", plain_pdf(paper, "Rechnung"))
    pile.add("Quittung.jpg", photo(pile.plan(german, "blitz", days_ago=1).invoice, "Quittung"))
    pile.add("Faktur kertas.pdf", plain_pdf(pile.plan(indonesian, "hukum", days_ago=2).invoice, "Faktur"))


def _printed(pile: Pile, provider: Client) -> None:
    """Pages without data of suppliers whom the house knows by their account: what stands there passes unseen."""
    for key in ("kaffee", "bote"):
        plan = pile.plan(provider, key, days_ago=1)
        invoice = replace(plan.invoice, seller=replace(plan.invoice.seller, vat_id=""))
        pile.add(f"{invoice.number} gedruckt.pdf", printed(pile.bytes_of(provider, plan, invoice=invoice, writes="pdf")))


def _broken(pile: Pile, german: Client, provider: Client) -> None:
    good = written(pile.plan(german, "linde", days_ago=1).invoice, "ubl")
    pile.add("Abgebrochen.xml", truncated(good))
    pile.add("Feindlich.xml", with_doctype(good))
    pile.add("Angebot.txt", b"Sehr geehrte Damen und Herren,\nwir bieten an: 40 Kartons.\n")
    pile.add("Leer.xml", b"")
    pile.add("Kaputtes Archiv.zip", truncated(archive({"a.xml": good, "b.xml": good[::-1]})))
    pile.add("Kein Beleg.xml", b'<?xml version="1.0"?><speisekarte><gericht preis="7.90">Labskaus</gericht></speisekarte>')
    pile.add("Kaputt.pdf", truncated(written(pile.plan(provider, "miete", days_ago=1).invoice, "pdf")))


def _stranger(like: Supplier, name: str, seed: str) -> Supplier:
    """Somebody who sells the same and whom the books do not know."""
    party = replace(like.party, name=name, vat_id=tax_number(like.country, seed), mailbox=None)
    if like.party.mailbox:
        party = replace(party, mailbox=(like.party.mailbox[0], party.vat_id))
    iban = bank_account(like.country, seed) if like.iban else ""
    return replace(like, key=seed, party=party, iban=iban)


def _strange(supplier: Supplier, client: Client, on: date, writes: str) -> bytes:
    invoice: Draft = draft(supplier, client, number=f"{supplier.key[:2].upper()}/{on:%y%m}/7", issued_on=on, seed=supplier.key)
    return written(invoice, writes)
