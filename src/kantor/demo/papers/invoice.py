"""Made-up invoices and credit notes with everything that stands on them: the truth that a reader of pages is measured by."""

import json
import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from kantor.demo.papers import addresses, besides
from kantor.demo.papers.deal import Deal, Item, Paper
from kantor.demo.papers.sayings import Sayings
from kantor.demo.papers.writing import SIGNS, Hand, digits, document_number


def invoice(name: str, one: Deal, layout: str, style: dict[str, Any], chance: random.Random) -> Paper:
    """A paper about a deal with its truth; the same chance gives the same paper."""
    language = one.hand.language
    say = Sayings("invoices", language, chance)
    truth = _truth(one)
    title, below, said = besides.title(one, say, chance)
    meta = _meta(one, say, chance, truth, said)
    columns, rows, keys = _table(one, say, chance)
    content: dict[str, Any] = {
        "style": style,
        "language": language,
        "title": title,
        "below_title": below,
        "stamp": besides.stamp(one, say, chance),
        "brand": one.seller.brand if chance.random() < 0.6 else one.seller.name,
        "meta": meta,
        **addresses.of(one, say, style, chance=chance, truth=truth),
        "before": [text for text in (say("greeting"),) if text],
        "tables": [{"columns": columns, "rows": rows}],
        "totals": [*_totals(one, say, chance), *besides.settled(one, say, chance)],
        "breakdown": _breakdown(one, say, chance),
        "after": _after(one, say, chance, truth),
    }
    _drop_unseen(truth, content)
    lines = tuple({key: _line_value(item, key) for key in keys} for item in one.items)
    return Paper(
        name=name,
        type="credit_note" if one.is_credit else "supplier_invoice",
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
    drawn = json.dumps([content[part] for part in ("tables", "totals", "after", "meta")], ensure_ascii=False)
    if not any(sign in drawn for sign in (truth["currency"], SIGNS[truth["currency"]])):
        truth["currency"] = ""


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


def _meta(one: Deal, say: Sayings, chance: random.Random, truth: dict[str, str], said: frozenset[str]) -> list[list[str]]:
    """Labels and values; what is left out is no part of the truth. said: what the title says, which is mostly not said again."""
    day = one.hand.write_day
    head = []
    if "number" not in said or chance.random() < 0.4:
        head.append([say("credit_number" if one.is_credit else "number"), one.number])
    if "issued" not in said or chance.random() < 0.3:
        head.append([say("issued"), day(one.issued_on)])
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
    rest += besides.facts(one, say, chance)
    chance.shuffle(rest)
    cut = chance.randint(0, 1)
    return rest[:cut] + head + rest[cut:]


_COLUMNS = {"pos": 0.7, "article": 0.35, "name": 1.0, "quantity": 0.93, "unit": 0.4, "price": 0.9, "rate": 0.3, "line": 1.0}


def _table(one: Deal, say: Sayings, chance: random.Random) -> tuple[list[dict[str, Any]], list[list[str]], list[str]]:
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


def _totals(one: Deal, say: Sayings, chance: random.Random) -> list[list[Any]]:
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


def _breakdown(one: Deal, say: Sayings, chance: random.Random) -> dict[str, Any]:
    if chance.random() > (0.25 if len(one.by_rate) == 1 else 0.7):
        return {"columns": [], "rows": []}
    own = one.hand
    columns = [{"title": title, "right": True, "wide": False} for title in say.table["breakdown"]]
    rows = [[f"{rate}%", own.number(net), own.number(vat), own.number(net + vat)] for rate, (net, vat) in one.by_rate.items()]
    return {"columns": columns, "rows": rows}


def _after(one: Deal, say: Sayings, chance: random.Random, truth: dict[str, str]) -> list[str]:
    texts = []
    if not one.is_credit:
        texts.append(besides.terms(one, say, chance, truth))
    texts += besides.sentences(one, say, chance)
    texts.append(say("thanks"))
    return [text for text in texts if text]
