"""Made-up receipts: narrow strips with a total, what was given and what came back, and a day with its time."""

import random
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from kantor.demo.papers.deal import CENT, FIRST, RATES, Paper
from kantor.demo.papers.parties import Party, party, table
from kantor.demo.papers.sayings import Sayings
from kantor.demo.papers.writing import Hand, digits, hand, written_vat_id

Bought = tuple[str, int, Decimal]
_ROUNDED_TO = {"en": Decimal("0.05"), "de": Decimal("0.05"), "pl": Decimal("0.10"), "id": Decimal(100)}
NOTES = (5, 10, 20, 50, 100, 200, 500)


def receipt(name: str, language: str, chance: random.Random) -> Paper:
    """A receipt with its truth; the same chance gives the same receipt."""
    own, shop, say = hand(language, chance), party(language, chance), Sayings("receipts", language, chance)
    bought = [_bought(language, own, chance) for _ in range(chance.choice((1, 2, 3, 4, 6, 9, 14)))]
    rate = RATES[language][0 if chance.random() < 0.5 else 1]
    sums = _sums(sum((quantity * price for _, quantity, price in bought), Decimal(0)).quantize(CENT), rate, own, chance)
    on = FIRST + timedelta(days=chance.randint(0, 900))
    time = f"{chance.randint(7, 21):02d}:{chance.randint(0, 59):02d}" + chance.choice(("", f":{chance.randint(0, 59):02d}"))
    facts = [
        [_when(own.write_day(on), time, say, chance)],
        [say("number"), digits(chance, chance.randint(4, 8))],
        *([[say("facts")]] if chance.random() < 0.8 else []),
    ]
    chance.shuffle(facts)
    at_the_end = chance.random() < 0.4
    paid = _paid(sums.gross, own, say, chance)
    content: dict[str, Any] = {
        "style": _style(chance),
        "language": language,
        "head": _head(shop, say, chance),
        "facts": [] if at_the_end else facts,
        "items": [_lines(one, own, chance) for one in bought],
        "totals": _totals(sums, own, say, chance) + paid,
        "taxes": _taxes(bought, (rate, RATES[language][-1]), own, say) if chance.random() < 0.7 else [],
        "foot": [*(facts if at_the_end else []), [say("foot")]],
    }
    truth = {"issued_on": on.isoformat(), "gross": f"{sums.gross:.2f}", "supplier_name": shop.name}
    return Paper(name=name, type="receipt", language=language, layout=f"receipt-{language}", truth=truth, lines=(), content=content)


def _when(day: str, time: str, say: Sayings, chance: random.Random) -> str:
    """The day and the time of a sale, in the order of some till, mostly without saying what they are."""
    if chance.random() < 0.2:
        return chance.choice(("{time}  {n}  {day}", "{n} {day} {time}", "{day}/{time}", "{time} {day}")).format(
            day=day, time=time, n=digits(chance, 6)
        )
    return " ".join(part for part in (say("date"), day, time) if part)


class _Sums(NamedTuple):
    """goods: what all of them cost; discount: what is taken off; due: what is left, vat: the VAT in it; gross: what is paid, in coins that
    there are."""

    goods: Decimal
    discount: Decimal
    due: Decimal
    vat: Decimal
    gross: Decimal


def _sums(goods: Decimal, rate: str, own: Hand, chance: random.Random) -> _Sums:
    places = Decimal(1) if own.whole else CENT
    discount = (goods * Decimal(chance.choice((2, 5, 10))) / 100).quantize(places, ROUND_HALF_UP) if chance.random() < 0.12 else Decimal(0)
    due = goods - discount
    vat = (due * Decimal(rate) / (100 + Decimal(rate))).quantize(places, ROUND_HALF_UP)
    coin = _ROUNDED_TO[own.language]
    rounds = chance.random() < (0.35 if own.language in ("en", "id") else 0.1)
    return _Sums(goods, discount, due, vat, (due / coin).quantize(Decimal(1), ROUND_HALF_UP) * coin if rounds else due)


def _style(chance: random.Random) -> dict[str, Any]:
    font = chance.choice(("DejaVu Sans Mono", "DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern"))
    return {
        "width": chance.choice((70, 80, 90)),
        "font": font,
        "size": chance.choice((7, 8)) if "Mono" in font else chance.choice((8.5, 9.5)),
        "middle": chance.random() < 0.7,
        "rule": chance.random() < 0.5,
    }


def _head(shop: Party, say: Sayings, chance: random.Random) -> list[str]:
    name = shop.name.upper() if chance.random() < 0.4 else shop.name
    tax = (
        [f"{chance.choice(('USt-ID', 'VAT', 'NIP', 'NPWP', 'Tax ID'))} {written_vat_id(shop.vat_id, chance)}"]
        if chance.random() < 0.5
        else []
    )
    return [name, shop.street, shop.town, *([f"Tel. {shop.phone}"] if chance.random() < 0.6 else []), *tax]


def _bought(language: str, own: Hand, chance: random.Random) -> Bought:
    item = chance.choice(table("goods")[language]["items"])
    price = Decimal(chance.randint(2, 180) * 1000) if own.currency == "IDR" else Decimal(chance.randint(39, 6000)) / 100
    return item[:22].upper() if chance.random() < 0.5 else item[:26], chance.choice((1, 1, 1, 2, 3)), price


def _lines(one: Bought, own: Hand, chance: random.Random) -> list[list[str]]:
    name, quantity, price = one
    total = own.number(quantity * price) + chance.choice(("", "", " A", " B", " 2"))
    if quantity == 1:
        return [[name, total]]
    if chance.random() < 0.5:
        return [[f"{quantity} x {own.number(price)}"], [name, total]]
    return [[name], [f"  {quantity} x {own.number(price)}", total]]


def _totals(sums: "_Sums", own: Hand, say: Sayings, chance: random.Random) -> list[list[Any]]:
    """What leads to the total, and the total itself; some tills say more sums than one, of which the last is what is paid."""
    rows: list[list[Any]] = []
    if chance.random() < 0.25:
        rows.append([f"{say('quantity')} {chance.randint(1, 9)}", own.number(sums.goods), False])
    if sums.discount:
        rows.append([say("subtotal_gross"), own.number(sums.goods), False])
        rows.append([say("discount"), own.number(-sums.discount), False])
    if chance.random() < 0.4:
        rows.append([say("subtotal"), own.number(sums.due - sums.vat), False])
        rows.append([say("tax"), own.number(sums.vat), False])
    if chance.random() < 0.12:
        part = (sums.due * chance.randint(1, 9) / 10).quantize(CENT)
        low, high = RATES[own.language][-1], RATES[own.language][0]
        rows += [[say("by_rate", rate=rate), own.number(some), False] for rate, some in ((low, part), (high, sums.due - part))]
    if sums.due != sums.gross:
        if chance.random() < 0.8:
            rows.append([say("total_taxed"), own.number(sums.due), False])
        rows.append([say("rounding"), own.number(sums.gross - sums.due), False])
    money = own.amount if chance.random() < 0.4 else own.number
    label = say("total_rounded") if sums.due != sums.gross and chance.random() < 0.5 else say("total")
    return [*rows, [label, money(sums.gross), chance.random() < 0.6]]


def _paid(gross: Decimal, own: Hand, say: Sayings, chance: random.Random) -> list[list[Any]]:
    if chance.random() < 0.4:
        return [[say("card"), own.number(gross), False]]
    scale = 1000 if own.currency == "IDR" else 1
    enough = [Decimal(note * scale) for note in NOTES if note * scale >= gross] or [(gross / 100).to_integral_value() * 100 + 100]
    given = chance.choice(enough[:3]) if chance.random() < 0.4 else enough[0]
    return [[say("cash"), own.number(given), False], [say("change"), own.number(given - gross), False]]


def _taxes(bought: list[Bought], rates: tuple[str, str], own: Hand, say: Sayings) -> list[list[str]]:
    """A row for each rate: the first half of what was bought bears one, the rest the other."""
    half = (len(bought) + 1) // 2
    rows = []
    for sign, rate, some in zip("AB", rates, (bought[:half], bought[half:]), strict=True):
        gross = sum((quantity * price for _, quantity, price in some), Decimal(0))
        tax = (gross * Decimal(rate) / (100 + Decimal(rate))).quantize(Decimal(1) if own.whole else CENT, ROUND_HALF_UP)
        if gross:
            rows.append([f"{sign} {rate}%", own.number(gross - tax), own.number(tax), own.number(gross)])
    return [list(say.table["header"]), *rows]
