"""Writes a draft as the Polish structured invoice FA(3): an invoice (VAT), an advance (ZAL) with the order it is paid for, a final invoice
(ROZ) whose totals are what the advances left (art. 106f ustawy o VAT), or a correction of one of these that states the differences (KOR,
KOR_ZAL, KOR_ROZ; art. 106j)."""

from decimal import ROUND_HALF_UP, Decimal

from kantor.engines.einvoice.readers.fa3_check import NAMESPACE
from kantor.engines.einvoice.readers.fa3_terms import BUCKETS
from kantor.engines.einvoice.writers.draft import CENT, ZERO, Account, Address, Draft, DraftLine, Party, Vat, rounded
from kantor.engines.einvoice.writers.elements import Element, file_of, maker

_make = maker({"": NAMESPACE})
CORRECTIONS = {"": "KOR", "386": "KOR_ZAL", "final": "KOR_ROZ"}
"""By what is corrected."""
_CODES = {"Z": "0 KR", "K": "0 WDT", "G": "0 EX", "E": "zw", "O": "np I"}
MEMBERS = frozenset(
    (
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "EL",
        "ES",
        "FI",
        "FR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "XI",
    )
)
"""Beginnings of VAT ids of other member states and of Northern Ireland; numbers of other countries stand under NrID."""
_UNITS = {"C62": "szt.", "H87": "szt.", "KGM": "kg", "LTR": "l", "MTR": "m", "HUR": "godz.", "DAY": "dzień", "MON": "mies.", "SET": "kpl."}


def write(draft: Draft) -> bytes:
    """The file. Raises ValueError for a VAT rate that Poland does not have, or a foreign currency without its rate of exchange."""
    if draft.currency != "PLN" and draft.exchange_rate is None and draft.tax != ZERO:
        raise ValueError("an invoice in a foreign currency needs its rate of exchange to the zloty")
    header = _make(
        "Naglowek",
        _make("KodFormularza", "FA", kodSystemowy="FA (3)", wersjaSchemy="1-0E"),
        _make("WariantFormularza", "3"),
        _make("DataWytworzeniaFa", f"{draft.issued_on.isoformat()}T08:00:00Z"),
        _make("SystemInfo", "Kantor"),
    )
    seller = _make(
        "Podmiot1",
        _make("DaneIdentyfikacyjne", _make("NIP", draft.seller.vat_id.removeprefix("PL")), _make("Nazwa", draft.seller.name)),
        _address(draft.seller.address),
        _contact(draft.seller),
    )
    return file_of(_make("Faktura", header, seller, _buyer(draft.buyer), _body(draft), _footer(draft)))


def _address(address: Address) -> Element | None:
    """Its lines in their order; one that is empty is left out, because the schema takes none."""
    lines = [line for line in (address.street, f"{address.postcode} {address.town}".strip()) if line]
    return _make("Adres", _make("KodKraju", address.country), *(_make(f"AdresL{place}", line) for place, line in enumerate(lines, 1)))


def _contact(party: Party) -> Element | None:
    if party.contact is None:
        return None
    return _make("DaneKontaktowe", _make("Email", party.contact.email), _make("Telefon", party.contact.phone))


def _buyer(buyer: Party) -> Element | None:
    state, number = buyer.vat_id[:2], buyer.vat_id[2:]
    if state == "PL":
        identity = [_make("NIP", number)]
    elif state in MEMBERS:
        identity = [_make("KodUE", state), _make("NrVatUE", number)]
    elif buyer.vat_id:
        identity = [_make("KodKraju", buyer.address.country), _make("NrID", buyer.vat_id)]
    else:
        identity = [_make("BrakID", "1")]
    return _make(
        "Podmiot2",
        _make("DaneIdentyfikacyjne", identity, _make("Nazwa", buyer.name)),
        _address(buyer.address),
        _contact(buyer),
        _make("JST", "2"),
        _make("GV", "2"),
    )


def _code(vat: Vat, draft: Draft) -> str:
    """P_12 of a VAT category."""
    if vat.category == "S":
        return f"{vat.rate.normalize():f}"
    if vat.category == "AE":
        return "oo" if draft.buyer.vat_id.startswith("PL") else "np II"
    return _CODES[vat.category]


def _bucket(code: str) -> str:
    for bucket, (_, _, codes) in BUCKETS.items():
        if code in codes:
            return bucket
    raise ValueError(f"Poland has no VAT rate {code}")


def _sign(draft: Draft) -> int:
    return -1 if draft.is_credit_note else 1


def _amounts(draft: Draft) -> list[Element | None]:
    """The totals by rate in the order of the schema, with the VAT in zloty where the currency is another."""
    sums: dict[str, list[Decimal]] = {}
    for part in draft.breakdown:
        total = sums.setdefault(_bucket(_code(part.vat, draft)), [ZERO, ZERO])
        total[0] += part.base * _sign(draft)
        total[1] += part.tax * _sign(draft)
    for part in (part for advance in draft.advances for part in advance.taxes):
        total = sums.setdefault(_bucket(_code(part.vat, draft)), [ZERO, ZERO])
        total[0] -= part.base
        total[1] -= part.tax
    elements = []
    for bucket, (vat, _, _) in BUCKETS.items():
        if bucket not in sums:
            continue
        net, tax = sums[bucket]
        elements.append(_make(bucket, net))
        if vat:
            elements.append(_make(vat, tax))
            if draft.currency != "PLN" and draft.exchange_rate is not None:
                elements.append(_make(vat + "W", (tax * draft.exchange_rate).quantize(CENT, ROUND_HALF_UP)))
    return elements


def _notes(draft: Draft) -> Element | None:
    exempt = next((line.vat for line in draft.lines if line.vat.category == "E"), None)
    reverse_charge = any(line.vat.category == "AE" for line in draft.lines)
    ground = [_make("P_19", "1"), _make("P_19A", exempt.reason)] if exempt else [_make("P_19N", "1")]
    return _make(
        "Adnotacje",
        _make("P_16", "2"),
        _make("P_17", "2"),
        _make("P_18", "1" if reverse_charge else "2"),
        _make("P_18A", "2"),
        _make("Zwolnienie", ground),
        _make("NoweSrodkiTransportu", _make("P_22N", "1")),
        _make("P_23", "2"),
        _make("PMarzy", _make("P_PMarzyN", "1")),
    )


def _kind(draft: Draft) -> str:
    """RodzajFaktury."""
    if draft.kind in ("381", "384"):
        return CORRECTIONS[draft.preceding.kind] if draft.preceding else "KOR"
    if draft.kind == "386":
        return "ZAL"
    return "ROZ" if draft.advances else "VAT"


def _body(draft: Draft) -> Element | None:
    kind = _kind(draft)
    return _make(
        "Fa",
        _make("KodWaluty", draft.currency),
        _make("P_1", draft.issued_on),
        _make("P_2", draft.number),
        _make("P_6", draft.delivered_on),
        _amounts(draft),
        _make("P_15", draft.payable if kind == "ROZ" else draft.gross * _sign(draft)),
        _notes(draft),
        _make("RodzajFaktury", kind),
        _corrected(draft) if kind in CORRECTIONS.values() else None,
        _make("P_15ZK", draft.preceding.asked_for) if draft.preceding and kind in ("KOR_ZAL", "KOR_ROZ") else None,
        [_make("FakturaZaliczkowa", _make("NrKSeFZN", "1"), _make("NrFaZaliczkowej", one.number)) for one in draft.advances],
        [_line(line, number, draft) for number, line in enumerate(draft.lines, 1)] if kind not in ("ZAL", "KOR_ZAL") else None,
        _settlement(draft) if kind != "ROZ" else None,
        _payment(draft),
        _make("WarunkiTransakcji", _make("Zamowienia", _make("NrZamowienia", draft.order_number))),
        _order(draft, kind) if kind == "ZAL" or (kind == "KOR_ZAL" and draft.ordered) else None,
    )


def _order(draft: Draft, kind: str) -> Element | None:
    """The whole order, with its tax, behind an advance; behind a correction of one each line as it was and as it is, because the order
    stays and what was asked for in advance changes."""
    if not draft.ordered:
        raise ValueError("an advance says what was ordered")
    taxes = [rounded(line.net * line.vat.rate / 100) for line in draft.ordered]
    states = ("1", None) if kind == "KOR_ZAL" else (None,)
    lines = list(enumerate(zip(draft.ordered, taxes, strict=True), 1))
    return _make(
        "Zamowienie",
        _make("WartoscZamowienia", sum((line.net for line in draft.ordered), ZERO) + sum(taxes, ZERO)),
        [_ordered(number, line, tax, before, draft) for number, (line, tax) in lines for before in states],
    )


def _ordered(number: int, line: DraftLine, tax: Decimal, before: str | None, draft: Draft) -> Element | None:
    return _make(
        "ZamowienieWiersz",
        _make("NrWierszaZam", number),
        _make("P_7Z", line.name),
        _make("P_8AZ", _UNITS.get(line.unit, line.unit)),
        _make("P_8BZ", line.quantity),
        _make("P_9AZ", line.price),
        _make("P_11NettoZ", line.net),
        _make("P_11VatZ", tax),
        _make("P_12Z", _code(line.vat, draft)),
        _make("StanPrzedZ", before),
    )


def _corrected(draft: Draft) -> Element | None:
    if draft.preceding is None:
        raise ValueError("a correction names the invoice it corrects")
    reference = draft.preceding
    number = (
        [_make("NrKSeF", "1"), _make("NrKSeFFaKorygowanej", reference.ksef_number)] if reference.ksef_number else [_make("NrKSeFN", "1")]
    )
    return _make(
        "DaneFaKorygowanej",
        _make("DataWystFaKorygowanej", reference.issued_on),
        _make("NrFaKorygowanej", reference.number),
        number,
    )


def _line(line: DraftLine, number: int, draft: Draft) -> Element | None:
    foreign = draft.currency != "PLN" and line.vat.category == "S"
    return _make(
        "FaWiersz",
        _make("NrWierszaFa", number),
        _make("P_7", line.name),
        _make("Indeks", line.article),
        _make("P_8A", _UNITS.get(line.unit, line.unit)),
        _make("P_8B", line.quantity * _sign(draft)),
        _make("P_9A", line.price),
        _make("P_10", line.discount * _sign(draft) if line.discount != ZERO else None),
        _make("P_11", line.net * _sign(draft)),
        _make("P_12", _code(line.vat, draft)),
        _make("KursWaluty", draft.exchange_rate) if foreign else None,
    )


def _settlement(draft: Draft) -> Element | None:
    if draft.prepaid == ZERO:
        return None
    return _make(
        "Rozliczenie",
        _make("Odliczenia", _make("Kwota", draft.prepaid), _make("Powod", "wpłacona zaliczka")),
        _make("SumaOdliczen", draft.prepaid),
        _make("DoZaplaty", draft.payable),
    )


def _payment(draft: Draft) -> Element | None:
    discount = None
    if draft.cash_discounts:
        days, percent = draft.cash_discounts[0]
        discount = _make("Skonto", _make("WarunkiSkonta", f"zapłata w ciągu {days} dni"), _make("WysokoscSkonta", f"{percent:f} %"))
    return _make(
        "Platnosc",
        _make("TerminPlatnosci", _make("Termin", draft.due_on)),
        _make("FormaPlatnosci", "6") if draft.account else None,
        _account(draft.account) if draft.account else None,
        discount,
    )


def _account(account: Account) -> Element | None:
    return _make(
        "RachunekBankowy",
        _make("NrRB", account.iban.removeprefix("PL")),
        _make("SWIFT", account.bic),
        _make("OpisRachunku", account.holder),
    )


def _footer(draft: Draft) -> Element | None:
    return _make("Stopka", _make("Informacje", _make("StopkaFaktury", draft.note)))
