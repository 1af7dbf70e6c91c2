"""Derives the business terms that FA(3) states only indirectly: VAT breakdown, totals, payment, delivery and references."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.engines.einvoice.model import Group, Invoice, Term, exact
from kantor.engines.einvoice.readers.fa3_lines import complete_lines, rate_of
from kantor.engines.einvoice.readers.fa3_terms import BUCKETS, KINDS, MARGINS, PAYMENT_MEANS, REASONS


def complete(invoice: Invoice) -> None:
    """Add the derived terms to a freshly read invoice."""
    kind = invoice.first("FA3-RodzajFaktury")
    if kind is not None and kind.value in KINDS:
        invoice.add("BT-3", kind._replace(value=KINDS[kind.value]))
    complete_lines(invoice)
    _parties(invoice)
    _references(invoice)
    _delivery(invoice)
    _vat_breakdown(invoice)
    _totals(invoice)
    _payment(invoice)


def _parties(invoice: Invoice) -> None:
    for group_id, term_id in (("BG-4", "BT-31"), ("BG-7", "BT-48")):
        party = invoice.one(group_id)
        if party is not None:
            _add(party, term_id, _vat_id(party))
    for third in invoice.sub("FA3-Podmiot3"):
        if third.text("FA3-Rola") == "1":
            payee = invoice.open("BG-10", third.path)
            _add(payee, "BT-59", third.first("FA3-Nazwa"))
            _add(payee, "BT-60", third.first("FA3-NIP"))
    for authorised in invoice.sub("FA3-PodmiotUpowazniony"):
        if authorised.text("FA3-RolaPU") == "3":
            representative = invoice.open("BG-11", authorised.path)
            _add(representative, "BT-62", authorised.first("FA3-Nazwa"))
            _add(representative, "BT-63", _vat_id(authorised))


def _vat_id(party: Group) -> Term | None:
    """The VAT identifier with its country: NIP, or the member state and number of a foreign buyer."""
    nip = party.first("FA3-NIP")
    if nip is not None:
        return nip._replace(value="PL" + nip.value) if nip.value else nip
    number = party.first("FA3-NrVatUE")
    return number._replace(value=party.text("FA3-KodUE") + number.value) if number is not None else None


def _add(group: Group, id: str, term: Term | None) -> None:
    if term is not None:
        group.add(id, term)


def _references(invoice: Invoice) -> None:
    for reference in invoice.sub("BG-3"):
        advance = reference.first("FA3-NrKSeFFaZaliczkowej")
        if advance is not None and not reference.has("BT-25"):
            reference.add("BT-25", advance)
    for note in invoice.sub("BG-1"):
        value = note.first("FA3-Wartosc")
        if value is not None:
            note.add("BT-22", value._replace(value=f"{note.text('FA3-Klucz')}: {value.value}"))
    for footer in invoice.sub("FA3-Stopka"):
        invoice.groups.setdefault("BG-1", []).extend(footer.sub("BG-1"))
    for terms in invoice.sub("FA3-WarunkiTransakcji"):
        for order in terms.sub("FA3-Zamowienia")[:1]:
            _add(invoice, "BT-13", order.first("FA3-NrZamowienia"))
        for contract in terms.sub("FA3-Umowy")[:1]:
            _add(invoice, "BT-12", contract.first("FA3-NrUmowy"))


def _delivery(invoice: Invoice) -> None:
    day = invoice.first("FA3-P_6")
    targets = [
        place for terms in invoice.sub("FA3-WarunkiTransakcji") for way in terms.sub("FA3-Transport") for place in way.sub("FA3-WysylkaDo")
    ]
    if day is None and not targets:
        return
    delivery = invoice.open("BG-13", day.path if day is not None else targets[0].path)
    _add(delivery, "BT-72", day)
    for place in targets[:1]:
        address = delivery.open("BG-15", place.path)
        _add(address, "BT-75", place.first("FA3-AdresL1"))
        _add(address, "BT-76", place.first("FA3-AdresL2"))
        _add(address, "BT-80", place.first("FA3-KodKraju"))


def _vat_breakdown(invoice: Invoice) -> None:
    notes = invoice.one("FA3-Adnotacje")
    for net_id, (vat_id, category, _) in BUCKETS.items():
        net = invoice.first("FA3-" + net_id)
        if net is None:
            continue
        vat = invoice.first("FA3-" + vat_id) if vat_id else None
        part = invoice.open("BG-23", net.path)
        part.add("BT-116", net)
        part.add("BT-117", vat if vat is not None else net._replace(value="0"))
        part.add("BT-118", Term(category, net.path))
        rate = rate_of(invoice, net_id)
        if rate:
            part.add("BT-119", Term(rate, net.path))
        if net_id in REASONS:
            part.add("BT-121", Term(REASONS[net_id], net.path))
        elif notes is not None and category == "E":
            _exemption(part, notes, margin=net_id == "P_13_11")


def _exemption(part: Group, notes: Group, *, margin: bool) -> None:
    if margin:
        for scheme in notes.sub("FA3-PMarzy"):
            for element, code in MARGINS.items():
                if (term := scheme.first("FA3-" + element)) is not None:
                    part.add("BT-121", term._replace(value=code))
        return
    for exemption in notes.sub("FA3-Zwolnienie"):
        for element in ("FA3-P_19A", "FA3-P_19B", "FA3-P_19C"):
            _add(part, "BT-120", exemption.first(element))


def _numbers(terms: Iterator[Term | None]) -> list[Decimal]:
    return [number for term in terms if term is not None and (number := exact(term.value)) is not None]


def _totals(invoice: Invoice) -> None:
    due = invoice.first("FA3-P_15")
    path = due.path if due is not None else invoice.path
    currency = invoice.text("BT-5") or None

    def state(id: str, amounts: list[Decimal], *, unit: str | None = currency) -> None:
        if amounts:
            invoice.add(id, Term(str(sum(amounts)), path, unit=unit))

    if invoice.text("FA3-RodzajFaktury") not in (
        "ROZ",
        "KOR_ROZ",
    ):  # a final invoice lists everything delivered, its totals only what the advances left
        state("BT-106", [amount for line in invoice.sub("BG-25") if (amount := line.number("BT-131")) is not None])
    parts = invoice.sub("BG-23")
    state("BT-109", _numbers(part.first("BT-116") for part in parts))
    state("BT-110", _numbers(part.first("BT-117") for part in parts))
    local = _numbers(invoice.first(f"FA3-P_14_{n}W") for n in range(1, 5))
    if local:
        invoice.add("BT-6", Term("PLN", path))
        state("BT-111", local, unit="PLN")
    settlement = invoice.one("FA3-Rozliczenie")
    paid = _paid(invoice)
    deducted = _numbers(iter([settlement.first("FA3-SumaOdliczen")])) if settlement is not None else []
    state("BT-113", paid + deducted)
    open_amount = settlement.first("FA3-DoZaplaty") if settlement is not None else None
    if open_amount is not None and not paid:
        invoice.add("BT-115", open_amount)
    elif due is not None and (total := exact(due.value)) is not None:
        invoice.add("BT-115", due._replace(value=str(total - sum(paid + deducted))))


def _paid(invoice: Invoice) -> list[Decimal]:
    """What the seller says has been paid: everything (Zaplacono), or the part payments."""
    payment = invoice.one("FA3-Platnosc")
    if payment is None:
        return []
    if payment.text("FA3-Zaplacono") == "1":
        return _numbers(iter([invoice.first("FA3-P_15")]))
    return _numbers(part.first("FA3-KwotaZaplatyCzesciowej") for part in payment.sub("FA3-ZaplataCzesciowa"))


def _payment(invoice: Invoice) -> None:
    payment = invoice.one("FA3-Platnosc")
    if payment is None:
        return
    for due in payment.sub("FA3-TerminPlatnosci"):
        if not invoice.has("BT-9"):
            _add(invoice, "BT-9", due.first("FA3-Termin"))
        for words in due.sub("FA3-TerminOpis"):
            text = " ".join(words.text(id) for id in ("FA3-Ilosc", "FA3-Jednostka", "FA3-ZdarzeniePoczatkowe"))
            invoice.add("BT-20", Term(text, words.path))
    for discount in payment.sub("FA3-Skonto"):
        invoice.add("BT-20", Term(f"Skonto: {discount.text('FA3-WarunkiSkonta')}, {discount.text('FA3-WysokoscSkonta')}", discount.path))
    accounts = payment.sub("FA3-RachunekBankowyFaktora") + payment.sub("FA3-RachunekBankowy")
    form = payment.first("FA3-FormaPlatnosci")
    other = payment.first("FA3-OpisPlatnosci")
    if form is None and other is None and not accounts:
        return
    means = invoice.open("BG-16", payment.path)
    if form is not None:
        means.add("BT-81", form._replace(value=PAYMENT_MEANS.get(form.value, form.value)))
    elif accounts or other:
        means.add("BT-81", Term("30" if accounts else "1", payment.path))
    _add(means, "BT-82", other)
    _add(means, "BT-83", payment.first("FA3-IPKSeF"))
    for account in accounts:
        _account(means.open("BG-17", account.path), account)


def _account(target: Group, account: Group) -> None:
    """An account; the 26 digits of a Polish one (NRB) become its IBAN."""
    number = account.first("FA3-NrRB")
    if number is not None:
        bare = number.value.replace(" ", "")
        target.add("BT-84", number._replace(value="PL" + bare if len(bare) == 26 and bare.isdigit() else bare))
    _add(target, "BT-85", account.first("FA3-OpisRachunku"))
    _add(target, "BT-86", account.first("FA3-SWIFT"))
