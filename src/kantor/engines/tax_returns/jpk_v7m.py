"""Writes a Polish VAT return with its register, JPK_V7M version 3: the structure of 19 December 2025, in force since February 2026."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from lxml import etree

from kantor.engines.tax_returns.taxpayer import Filing, Taxpayer

NAMESPACE = "http://crd.gov.pl/wzor/2025/12/19/14090/"
TYPES = "http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/09/13/eD/DefinicjeTypy/"
ZERO, ONE = Decimal(0), Decimal(1)
GOODS = tuple(f"GTU_{number:02d}" for number in range(1, 14))
PROCEDURES = ("WSTO_EE", "IED", "TP", "TT_WNT", "TT_D", "MR_T", "MR_UZ", "I_42", "I_63", "B_SPV", "B_SPV_DOSTAWA", "B_MPV_PROWIZJA")
MARKS = (*GOODS, *PROCEDURES)
"""What a sale may be marked with: kinds of goods and services, and procedures (§ 10 rozporządzenia w sprawie JPK_VAT)."""
KSEF_NUMBER = re.compile(
    r"([1-9]((\d[1-9])|([1-9]\d))\d{7}|M\d{9}|[A-Z]{3}\d{7})-2[0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}"
)
SALE_TAXES = tuple(f"K_{number}" for number in (16, 18, 20, 24, 26, 28, 30, 32, 33, 34))
SALE_BASES = tuple(f"K_{number}" for number in (10, 11, 13, 15, 17, 19, 21, 22, 23, 25, 27, 29, 31))
TAKEN_OFF = ("K_35", "K_36", "K_360")
PURCHASE_TAXES = tuple(f"K_{number}" for number in (41, 43, 44, 45, 46, 47))
SALE_PAIRS = {f"K_{number}": f"K_{number + 1}" for number in (15, 17, 19, 23, 25, 27, 29, 31)}
PURCHASE_PAIRS = {"K_40": "K_41", "K_42": "K_43"}
"""Base -> its tax: whoever states one states both."""
SALE_BOXES = tuple(f"K_{number}" for number in (*range(10, 37), 360))
PURCHASE_BOXES = tuple(f"K_{number}" for number in range(40, 48))


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """A document in the register.

    country, tax_id: of the other side, '' where it is at home or has none; ksef: its number there, `OFF` for one issued offline, `BFK`
    for an invoice outside KSeF, `DI` for what is no invoice; kind: RO, WEW, FP of a sale, MK, VAT_RR, WEW of a purchase, '' for an invoice;
    marks: GTU codes and procedures; amounts: by box, tax with its base.
    """

    side: Literal["sale", "purchase"]
    country: str
    tax_id: str
    name: str
    number: str
    issued_on: date
    sold_on: date | None = None
    ksef: str = "BFK"
    kind: str = ""
    marks: frozenset[str] = frozenset()
    is_import: bool = False
    amounts: Mapping[str, Decimal] = field(default_factory=dict)


def is_ksef_number(text: str) -> bool:
    """Whether it has the form of a number by which KSeF knows an invoice: who issued it, the day, and what the system made up."""
    return KSEF_NUMBER.fullmatch(text) is not None


def write_jpk_v7m(payer: Taxpayer, filing: Filing, rows: Iterable[RegisterRow], *, carried: Decimal = ZERO, refund: bool = False) -> bytes:
    """filing: of one month; carried: the excess of the last return (P_39); refund: an excess is asked back, in 25 days, and not carried."""
    register = list(rows)
    root = etree.Element(f"{{{NAMESPACE}}}JPK", nsmap={None: NAMESPACE, "etd": TYPES})  # type: ignore[dict-item]
    _head(root, payer, filing)
    who = _add(_add(root, "Podmiot1", rola="Podatnik"), "OsobaNiefizyczna")
    for tag, text in (("NIP", _nip(payer)), ("PelnaNazwa", payer.name[:240]), ("Email", payer.email)):
        _add(who, tag, text)
    _declaration(root, declared(register, carried=carried, refund=refund))
    _register(root, register)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def declared(rows: Iterable[RegisterRow], *, carried: Decimal = ZERO, refund: bool = False) -> dict[str, str]:
    """The declaration that the register comes to, in whole zlotys (art. 63 § 1 Ordynacji podatkowej), in the order of the form."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        for box, amount in row.amounts.items():
            sums[box] = sums.get(box, ZERO) + amount
    stated = {box: amount.quantize(ONE, ROUND_HALF_UP) for box, amount in sums.items()}
    for base, tax in (SALE_PAIRS | PURCHASE_PAIRS).items():
        if base in stated or tax in stated:
            stated = {base: ZERO, tax: ZERO} | stated
    owed = sum((stated.get(box, ZERO) for box in SALE_TAXES), ZERO) - sum((stated.get(box, ZERO) for box in TAKEN_OFF), ZERO)
    whole_carried = carried.quantize(ONE, ROUND_HALF_UP)
    deducted = whole_carried + sum((stated.get(box, ZERO) for box in PURCHASE_TAXES), ZERO)
    payable, excess = max(owed - deducted, ZERO), max(deducted - owed, ZERO)
    found = {f"P_{box[2:]}": amount for box, amount in stated.items()}
    found |= {
        "P_37": sum((stated.get(box, ZERO) for box in SALE_BASES), ZERO),
        "P_38": owed,
        "P_48": deducted,
        "P_51": payable,
        "P_53": excess,
    }
    if whole_carried:
        found["P_39"] = whole_carried
    if excess and refund:
        found |= {"P_54": excess, "P_56": ONE}
    found["P_62"] = excess - found.get("P_54", ZERO)
    return {key: str(int(found[key])) for key in _IN_ORDER if key in found}


_IN_ORDER = (*(f"P_{number}" for number in (*range(10, 37), 360, *range(37, 55), 540, 55, 56, 560, 58, 62)),)


def _head(root: etree._Element, payer: Taxpayer, filing: Filing) -> None:
    head = _add(root, "Naglowek")
    _add(head, "KodFormularza", "JPK_VAT", kodSystemowy="JPK_V7M (3)", wersjaSchemy="1-0E")
    _add(head, "WariantFormularza", "3")
    _add(head, "DataWytworzeniaJPK", f"{filing.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    _add(head, "NazwaSystemu", "Kantor")
    _add(head, "CelZlozenia", "2" if filing.is_correction else "1", poz="P_7")
    _add(head, "KodUrzedu", payer.office_code)
    _add(head, "Rok", str(filing.until_on.year))
    _add(head, "Miesiac", str(filing.until_on.month))


def _declaration(root: etree._Element, found: Mapping[str, str]) -> None:
    part = _add(root, "Deklaracja")
    head = _add(part, "Naglowek")
    given = {"kodSystemowy": "VAT-7 (23)", "kodPodatku": "VAT", "rodzajZobowiazania": "Z", "wersjaSchemy": "1-0E"}
    _add(head, "KodFormularzaDekl", "VAT-7", **given)
    _add(head, "WariantFormularzaDekl", "23")
    boxes = _add(part, "PozycjeSzczegolowe")
    for key, text in found.items():
        _add(boxes, key, text)
    _add(part, "Pouczenia", "1")


def _register(root: etree._Element, rows: Iterable[RegisterRow]) -> None:
    part = _add(root, "Ewidencja")
    sales = [row for row in rows if row.side == "sale"]
    for number, row in enumerate(sales, start=1):
        _sale(part, number, row)
    ctrl = _add(part, "SprzedazCtrl")
    owed = sum((row.amounts.get(box, ZERO) for row in sales for box in SALE_TAXES), ZERO)
    owed -= sum((row.amounts.get(box, ZERO) for row in sales for box in TAKEN_OFF), ZERO)
    _add(ctrl, "LiczbaWierszySprzedazy", str(len(sales)))
    _add(ctrl, "PodatekNalezny", f"{owed:.2f}")
    bought = [row for row in rows if row.side == "purchase"]
    for number, row in enumerate(bought, start=1):
        _purchase(part, number, row)
    ctrl = _add(part, "ZakupCtrl")
    _add(ctrl, "LiczbaWierszyZakupow", str(len(bought)))
    _add(ctrl, "PodatekNaliczony", f"{sum((row.amounts.get(box, ZERO) for row in bought for box in PURCHASE_TAXES), ZERO):.2f}")


def _sale(part: etree._Element, number: int, row: RegisterRow) -> None:
    line = _add(part, "SprzedazWiersz")
    _add(line, "LpSprzedazy", str(number))
    _other_side(line, row, "NrKontrahenta", "NazwaKontrahenta", "DowodSprzedazy")
    _add(line, "DataWystawienia", row.issued_on.isoformat())
    if row.sold_on and row.sold_on != row.issued_on:
        _add(line, "DataSprzedazy", row.sold_on.isoformat())
    _ksef(line, row)
    if row.kind:
        _add(line, "TypDokumentu", row.kind)
    for mark in MARKS:
        if mark in row.marks:
            _add(line, mark, "1")
    _amounts(line, row, SALE_BOXES, SALE_PAIRS)


def _purchase(part: etree._Element, number: int, row: RegisterRow) -> None:
    line = _add(part, "ZakupWiersz")
    _add(line, "LpZakupu", str(number))
    _other_side(line, row, "NrDostawcy", "NazwaDostawcy", "DowodZakupu")
    _add(line, "DataZakupu", row.issued_on.isoformat())
    _ksef(line, row)
    if row.kind:
        _add(line, "DokumentZakupu", row.kind)
    if row.is_import:
        _add(line, "IMP", "1")
    _amounts(line, row, PURCHASE_BOXES, PURCHASE_PAIRS)


def _other_side(line: etree._Element, row: RegisterRow, tax_id: str, name: str, number: str) -> None:
    """Greece is EL here, as on its VAT ids."""
    if row.country:
        _add(line, "KodKrajuNadaniaTIN", "EL" if row.country == "GR" else row.country)
    _add(line, tax_id, row.tax_id[:50] or "BRAK")
    _add(line, name, row.name[:512] or "BRAK")
    _add(line, number, row.number[:256] or "BRAK")


def _ksef(line: etree._Element, row: RegisterRow) -> None:
    _add(line, row.ksef, "1") if row.ksef in ("OFF", "BFK", "DI") else _add(line, "NrKSeF", row.ksef)


def _amounts(line: etree._Element, row: RegisterRow, boxes: Iterable[str], pairs: Mapping[str, str]) -> None:
    stated = {box for base, tax in pairs.items() for box in (base, tax) if base in row.amounts or tax in row.amounts}
    for box in boxes:
        if box in stated or box in row.amounts:
            _add(line, box, f"{row.amounts.get(box, ZERO):.2f}")


def _nip(payer: Taxpayer) -> str:
    return "".join(sign for sign in payer.tax_number if sign.isdigit())


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    if text:
        child.text = text
    return child
