"""Made-up receipts: narrow strips with a total, what was given and what came back, and a day with its time."""

import random
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kantor.demo.papers.invoice import CENT, FIRST, RATES, Paper
from kantor.demo.papers.parties import Party, party, table
from kantor.demo.papers.writing import Hand, digits, hand, written_vat_id

Bought = tuple[str, int, Decimal]
NOTES = (5, 10, 20, 50, 100, 200, 500)


def receipt(name: str, language: str, chance: random.Random) -> Paper:
    """A receipt with its truth; the same chance gives the same receipt."""
    own, shop, say = hand(language, chance), party(language, chance), _Said(language, chance)
    bought = [_bought(language, own, chance) for _ in range(chance.choice((1, 2, 3, 4, 6, 9, 14)))]
    gross = sum((quantity * price for _, quantity, price in bought), Decimal(0)).quantize(CENT)
    rate = RATES[language][0 if chance.random() < 0.5 else 1]
    vat = (gross * Decimal(rate) / (100 + Decimal(rate))).quantize(Decimal(1) if own.whole else CENT, ROUND_HALF_UP)
    on = FIRST + timedelta(days=chance.randint(0, 900))
    time = f"{chance.randint(7, 21):02d}:{chance.randint(0, 59):02d}" + chance.choice(("", f":{chance.randint(0, 59):02d}"))
    day = " ".join(part for part in (say("date"), own.write_day(on), time) if part)
    facts = [[day], [say("number"), digits(chance, chance.randint(4, 8))], *([[say("facts")]] if chance.random() < 0.8 else [])]
    chance.shuffle(facts)
    at_the_end = chance.random() < 0.4
    paid = _paid(gross, own, say, chance)
    content: dict[str, Any] = {
        "style": _style(chance),
        "language": language,
        "head": _head(shop, say, chance),
        "facts": [] if at_the_end else facts,
        "items": [_lines(one, own, chance) for one in bought],
        "totals": _totals(gross, vat, own, say, chance) + paid,
        "taxes": _taxes(bought, (rate, RATES[language][-1]), own, say) if chance.random() < 0.7 else [],
        "foot": [*(facts if at_the_end else []), [say("foot")]],
    }
    truth = {"issued_on": on.isoformat(), "gross": f"{gross:.2f}", "supplier_name": shop.name}
    return Paper(name=name, type="receipt", language=language, layout=f"receipt-{language}", truth=truth, lines=(), content=content)


class _Said:
    """One of the ways in which tills of a language name a thing."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self.table, self.chance = table("receipts")[language], chance

    def __call__(self, key: str) -> str:
        text: str = self.chance.choice(self.table[key])
        return text


def _style(chance: random.Random) -> dict[str, Any]:
    font = chance.choice(("DejaVu Sans Mono", "DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern"))
    return {
        "width": chance.choice((70, 80, 90)),
        "font": font,
        "size": chance.choice((7, 8)) if "Mono" in font else chance.choice((8.5, 9.5)),
        "middle": chance.random() < 0.7,
        "rule": chance.random() < 0.5,
    }


def _head(shop: Party, say: _Said, chance: random.Random) -> list[str]:
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


def _totals(gross: Decimal, vat: Decimal, own: Hand, say: _Said, chance: random.Random) -> list[list[Any]]:
    rows: list[list[Any]] = []
    if chance.random() < 0.35:
        rows.append([say("subtotal"), own.number(gross - vat), False])
        rows.append([say("tax"), own.number(vat), False])
    money = own.amount if chance.random() < 0.4 else own.number
    return [*rows, [say("total"), money(gross), chance.random() < 0.6]]


def _paid(gross: Decimal, own: Hand, say: _Said, chance: random.Random) -> list[list[Any]]:
    if chance.random() < 0.4:
        return [[say("card"), own.number(gross), False]]
    scale = 1000 if own.currency == "IDR" else 1
    given = next((Decimal(note * scale) for note in NOTES if note * scale >= gross), (gross / 100).to_integral_value() * 100 + 100)
    return [[say("cash"), own.number(given), False], [say("change"), own.number(given - gross), False]]


def _taxes(bought: list[Bought], rates: tuple[str, str], own: Hand, say: _Said) -> list[list[str]]:
    """A row for each rate: the first half of what was bought bears one, the rest the other."""
    half = (len(bought) + 1) // 2
    rows = []
    for sign, rate, some in zip("AB", rates, (bought[:half], bought[half:]), strict=True):
        gross = sum((quantity * price for _, quantity, price in some), Decimal(0))
        tax = (gross * Decimal(rate) / (100 + Decimal(rate))).quantize(Decimal(1) if own.whole else CENT, ROUND_HALF_UP)
        if gross:
            rows.append([f"{sign} {rate}%", own.number(gross - tax), own.number(tax), own.number(gross)])
    return [list(say.table["header"]), *rows]
