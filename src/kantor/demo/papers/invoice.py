"""Made-up invoices and credit notes with everything that stands on them: the truth that a reader of pages is measured by."""

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kantor.demo.papers.parties import Party, party, table
from kantor.demo.papers.writing import SIGNS, Hand, digits, document_number, hand, written_iban, written_vat_id

CENT = Decimal("0.01")
RATES = {"de": ("19", "7"), "pl": ("23", "8", "5"), "id": ("11", "12"), "en": ("20", "5")}
FIRST = date(2024, 1, 3)


@dataclass(frozen=True, kw_only=True)
class Item:
    name: str
    article: str
    quantity: Decimal
    unit: str
    price: Decimal
    rate: str
    net: Decimal


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as it is drawn, and what it says. type: `supplier_invoice`, `credit_note`, ...; truth: field -> value in the house's
    form; lines: the rows of its table in the same form; content: what `paper.typ` draws."""

    name: str
    type: str
    language: str
    layout: str
    truth: dict[str, str]
    lines: tuple[dict[str, str], ...]
    content: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Deal:
    """What an invoice is about, before anybody decides how it looks."""

    hand: Hand
    seller: Party
    buyer: Party
    number: str
    issued_on: date
    days: int
    items: tuple[Item, ...]
    order: str
    is_credit: bool

    @property
    def due_on(self) -> date:
        return self.issued_on + timedelta(days=self.days)

    @property
    def by_rate(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Rate -> (net, VAT)."""
        nets: dict[str, Decimal] = {}
        for item in self.items:
            nets[item.rate] = nets.get(item.rate, Decimal(0)) + item.net
        places = Decimal(1) if self.hand.whole else CENT
        return {rate: (net, (net * Decimal(rate) / 100).quantize(places, ROUND_HALF_UP)) for rate, net in nets.items()}

    @property
    def net(self) -> Decimal:
        return sum((net for net, _ in self.by_rate.values()), Decimal(0))

    @property
    def vat(self) -> Decimal:
        return sum((vat for _, vat in self.by_rate.values()), Decimal(0))


def deal(language: str, chance: random.Random, *, is_credit: bool = False) -> Deal:
    own = hand(language, chance)
    issued = FIRST + timedelta(days=chance.randint(0, 900))
    count = chance.choice((1, 1, 2, 3, 4, 5, 7, 10)) if chance.random() < 0.93 else chance.randint(28, 60)
    rates = RATES[language]
    rate = rates[0] if chance.random() < 0.85 else rates[1]
    items = tuple(_item(language, own, rate if chance.random() < 0.85 else chance.choice(rates), chance) for _ in range(count))
    return Deal(
        hand=own,
        seller=party(language, chance),
        buyer=party(language if chance.random() < 0.8 else chance.choice(("de", "pl", "en")), chance),
        number=document_number(language, issued, chance),
        issued_on=issued,
        days=chance.choice((7, 10, 14, 14, 21, 30, 30, 60)),
        items=items,
        order=chance.choice(
            (f"PO-{digits(chance, 5)}", f"45{digits(chance, 8)}", f"B{digits(chance, 4)}-{digits(chance, 2)}", digits(chance, 6))
        ),
        is_credit=is_credit,
    )


def _item(language: str, own: Hand, rate: str, chance: random.Random) -> Item:
    goods = table("goods")[language]
    quantity = Decimal(chance.choice((1, 1, 2, 3, 5, 8, 10, 12, 20, 25, 50, 100)))
    if chance.random() < 0.12:
        quantity += chance.choice((Decimal("0.5"), Decimal("0.25")))
    price = Decimal(chance.randint(49, 90_000)) / 100 if own.currency != "IDR" else Decimal(chance.randint(5, 4000) * 1000)
    price = price if own.currency == "IDR" or price < 200 or chance.random() < 0.3 else (price / 10).quantize(CENT)
    places = Decimal(1) if own.whole else CENT
    return Item(
        name=chance.choice(goods["items"]),
        article=f"{chance.choice('ABCKMT')}{chance.choice(('', '-'))}{digits(chance, chance.randint(3, 6))}",
        quantity=quantity,
        unit=chance.choice(goods["units"]),
        price=price,
        rate=rate,
        net=(quantity * price).quantize(places, ROUND_HALF_UP),
    )


def invoice(name: str, language: str, layout: str, style: dict[str, Any], chance: random.Random, *, is_credit: bool = False) -> Paper:
    """A paper with its truth; the same chance gives the same paper."""
    one = deal(language, chance, is_credit=is_credit)
    say = _Sayings(language, chance)
    truth = _truth(one)
    meta = _meta(one, say, chance, truth)
    columns, rows, keys = _table(one, say, chance)
    content: dict[str, Any] = {
        "style": style,
        "language": language,
        "title": say("credit_title" if is_credit else "title").replace("{number}", one.number),
        "brand": one.seller.brand if chance.random() < 0.6 else one.seller.name,
        "meta": meta,
        **_addresses(one, say, style, chance, truth),
        "before": [text for text in (say("greeting"),) if text],
        "tables": [{"columns": columns, "rows": rows}],
        "totals": _totals(one, say, chance),
        "breakdown": _breakdown(one, say, chance),
        "after": _after(one, say, chance, truth),
    }
    if "{" in content["title"]:
        content["title"] = content["title"].split(" {")[0]
    _drop_unseen(truth, content)
    lines = tuple({key: _line_value(item, key) for key in keys} for item in one.items)
    return Paper(
        name=name,
        type="credit_note" if is_credit else "supplier_invoice",
        language=language,
        layout=layout,
        truth={key: value for key, value in truth.items() if value},
        lines=lines,
        content=content,
    )


def _drop_unseen(truth: dict[str, str], content: dict[str, Any]) -> None:
    """What is not on the paper cannot be read off it: the buyer of a slip, a currency that nobody names."""
    if content["style"]["head"] == "slip":
        truth.update(buyer_name="", buyer_vat_id="")
    drawn = json.dumps([content[part] for part in ("tables", "totals", "after")], ensure_ascii=False)
    if not any(sign in drawn for sign in (truth["currency"], SIGNS[truth["currency"]])):
        truth["currency"] = ""


class _Sayings:
    """One of the ways in which the papers of a language name a thing."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self.table = table("invoices")[language]
        self.chance = chance

    def __call__(self, key: str, **given: str) -> str:
        text: str = self.chance.choice(self.table[key])
        for name, value in given.items():
            text = text.replace("{" + name + "}", value)
        return text


def _truth(one: Deal) -> dict[str, str]:
    return {
        "number": one.number.lstrip("#"),
        "issued_on": one.issued_on.isoformat(),
        "net": f"{one.net:.2f}",
        "vat": f"{one.vat:.2f}",
        "gross": f"{one.net + one.vat:.2f}",
        "currency": one.hand.currency,
        "supplier_name": one.seller.name,
        "buyer_name": one.buyer.name,
        "supplier_vat_id": one.seller.vat_id,
    }


def _meta(one: Deal, say: _Sayings, chance: random.Random, truth: dict[str, str]) -> list[list[str]]:
    """Labels and values; what is left out is no part of the truth."""
    day = one.hand.write_day
    head = [[say("credit_number" if one.is_credit else "number"), one.number], [say("issued"), day(one.issued_on)]]
    more: list[tuple[float, list[str], str, str]] = [
        (0.4, [say("customer"), digits(chance, 5)], "", ""),
        (0.45, [say("ordered"), one.order], "order_number", one.order),
        (0.2, [say("ordered_on"), day(one.issued_on - timedelta(days=9))], "", ""),
        (0.4, [say("delivered"), day(one.issued_on - timedelta(days=2))], "delivered_on", (one.issued_on - timedelta(days=2)).isoformat()),
        (0.2, [say("delivery_note"), f"LS{digits(chance, 5)}"], "", ""),
        (0.15, [say("clerk"), chance.choice(("A. Weber", "J. Nowak", "M. Brown", "S. Putri"))], "", ""),
        (0.15, [say("page"), "1"], "", ""),
    ]
    if one.is_credit:
        more.append((0.9, [say("preceding"), document_number(one.hand.language, one.issued_on, chance)], "", ""))
    else:
        more.append((0.5, [say("due"), day(one.due_on)], "due_on", one.due_on.isoformat()))
    rest = []
    for share, pair, key, value in more:
        if chance.random() < share:
            rest.append(pair)
            if key:
                truth[key] = value
    if chance.random() < 0.3:
        head.reverse()
    chance.shuffle(rest)
    cut = chance.randint(0, 1)
    return rest[:cut] + head + rest[cut:]


def _addresses(one: Deal, say: _Sayings, style: dict[str, Any], chance: random.Random, truth: dict[str, str]) -> dict[str, Any]:
    seller, buyer = one.seller, one.buyer
    vat = [f"{say('vat_id')} {written_vat_id(seller.vat_id, chance)}"]
    tax = [f"{say('tax_number')} {seller.tax_number}"] if one.hand.language == "de" and chance.random() < 0.5 else []
    if tax:
        truth["supplier_tax_number"] = seller.tax_number
    number = written_iban(seller.iban, one.hand.language, chance) if seller.iban else seller.account
    bank = [f"{say('bank')}: {seller.bank}", f"{say('iban')} {number}", *([f"{say('bic')} {seller.bic}"] if chance.random() < 0.8 else [])]
    contact = [f"{say('phone')} {seller.phone}", seller.web, f"info@{seller.web.removeprefix('www.')}"]
    has_footer = style["footer"] != "none"
    truth["iban"] = seller.iban
    truth["bic"] = seller.bic if len(bank) == 3 else ""
    footer = [[seller.name, seller.street, seller.town], contact, bank, [*vat, *tax, f"{say('register')} {digits(chance, 5)}"]]
    if chance.random() < 0.5:
        footer = [footer[0], bank, [*vat, *tax], contact]
    sender = [seller.name, seller.street, seller.town, *([] if has_footer else [*vat, *tax])]
    recipient = [buyer.name, buyer.street, buyer.town]
    if chance.random() < 0.45:
        recipient.append(f"{say('your_vat_id')} {written_vat_id(buyer.vat_id, chance)}")
        truth["buyer_vat_id"] = buyer.vat_id if buyer.country != "GB" else ""
    if seller.country == "GB":
        truth["supplier_vat_id"] = ""
    if style["head"] == "letter":
        labels = ("", "")
    else:
        labels = (say("sender"), say("recipient")) if style["head"] != "top" or chance.random() < 0.5 else ("", "")
    if style["head"] == "letter" and not has_footer and style["meta"] in ("right", "stacked", "left"):
        sender, bank = sender[:3], [*bank, *vat, *tax, seller.name]
    return {
        "sender": sender,
        "recipient": recipient,
        "sender_label": labels[0],
        "recipient_label": labels[1],
        "footer": footer if has_footer else [],
        "bank": [] if has_footer else bank,
    }


_COLUMNS = {"pos": 0.7, "article": 0.35, "name": 1.0, "quantity": 0.93, "unit": 0.4, "price": 0.9, "rate": 0.3, "line": 1.0}


def _table(one: Deal, say: _Sayings, chance: random.Random) -> tuple[list[dict[str, Any]], list[list[str]], list[str]]:
    """Columns, rows as drawn, and which fields of a line can be read in them."""
    order = [key for key, share in _COLUMNS.items() if chance.random() < share]
    if chance.random() < 0.2 and "quantity" in order:
        order.remove("quantity")
        order.insert(1 if order[0] == "pos" else 0, "quantity")
    columns = [{"title": say(key), "right": key in ("quantity", "price", "rate", "line"), "wide": key == "name"} for key in order]
    money = one.hand.amount if chance.random() < 0.25 else one.hand.number
    rows = [[_cell(key, place, item, one.hand, money) for key in order] for place, item in enumerate(one.items, 1)]
    named = {"line": "net"}
    return columns, rows, [named.get(key, key) for key in order if key in ("name", "quantity", "unit", "price", "line")]


def _cell(key: str, place: int, item: Item, own: Hand, money: Any) -> str:
    shown = {
        "pos": str(place),
        "article": item.article,
        "name": item.name,
        "quantity": own.quantity(item.quantity),
        "unit": item.unit,
        "price": money(item.price),
        "rate": f"{item.rate} %",
        "line": money(item.net),
    }
    return str(shown[key])


def _line_value(item: Item, key: str) -> str:
    value = getattr(item, key)
    return (
        f"{value.normalize():f}"
        if isinstance(value, Decimal) and key == "quantity"
        else f"{value:.2f}"
        if isinstance(value, Decimal)
        else str(value)
    )


def _totals(one: Deal, say: _Sayings, chance: random.Random) -> list[list[Any]]:
    own = one.hand
    rows: list[list[Any]] = [[say("net"), own.amount(one.net), False]]
    label = chance.choice([text for text in say.table["vat"] if "{rate}" in text] if len(one.by_rate) > 1 else say.table["vat"])
    for rate, (_, vat) in one.by_rate.items():
        rows.append([label.replace("{rate}", rate), own.amount(vat), False])
    if len(one.by_rate) > 1:
        rows.append([next(text for text in say.table["vat"] if "{rate}" not in text), own.amount(one.vat), False])
    gross = say("credit_gross" if one.is_credit else "gross")
    if own.money == "{}" and chance.random() < 0.7:
        gross = f"{gross} {own.currency}" if chance.random() < 0.6 else f"{gross} ({own.currency})"
    rows.append([gross, own.amount(one.net + one.vat), True])
    return rows


def _breakdown(one: Deal, say: _Sayings, chance: random.Random) -> dict[str, Any]:
    if chance.random() > 0.25:
        return {"columns": [], "rows": []}
    own = one.hand
    columns = [{"title": title, "right": True, "wide": False} for title in say.table["breakdown"]]
    rows = [[f"{rate}%", own.number(net), own.number(vat), own.number(net + vat)] for rate, (net, vat) in one.by_rate.items()]
    return {"columns": columns, "rows": rows}


def _after(one: Deal, say: _Sayings, chance: random.Random, truth: dict[str, str]) -> list[str]:
    own = one.hand
    texts = []
    if not one.is_credit:
        terms = say("terms", due=own.write_day(one.due_on), days=str(one.days), gross=own.amount(one.net + one.vat))
        texts.append(terms)
        if own.write_day(one.due_on) in terms:
            truth["due_on"] = one.due_on.isoformat()
    texts.append(say("thanks"))
    return [text for text in texts if text]
