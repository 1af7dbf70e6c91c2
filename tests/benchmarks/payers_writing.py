"""How made-up payers and their banks write a payment down: formats of numbers, slips of the pen, other numbers, cuts and capitals."""

import random
import re
import unicodedata
from datetime import timedelta

from tests.benchmarks.payers_world import WORDS, Paid, Payer

from kantor.engines.reconciling import Line, OpenItem

SEEN = {"DE": 0.98, "PL": 0.95, "ID": 0.12, "US": 0.4}
"""How often the statement tells the payer's account."""
NAMED = {"DE": 0.98, "PL": 0.98, "ID": 0.7, "US": 0.95}
LEADS = {
    "DE": ["Rechnung ", "Rg. ", "Re-Nr. ", "RNr ", "", "", "Rechnungsnr.: ", "Ihre Rechnung ", "Zahlung "],
    "PL": ["Faktura ", "FV ", "za fakture ", "Faktura VAT nr ", "", "zaplata za ", "f-ra "],
    "ID": ["Pembayaran ", "BAYAR ", "", "inv ", "pelunasan ", "Pemb. inv "],
    "US": ["Invoice ", "Inv. ", "", "payment "],
}
NOTHING_NAMED = ["Vielen Dank", "laut Aufstellung", "offene Posten", "Zahlung", "przelew", "lunas", ""]
JOINTS = [", ", " ", "; ", " + ", "/", " und ", ","]


def written(rng: random.Random, paid: Paid, line_id: int) -> Line:
    """The line as a bank's statement shows it."""
    if paid.payer is None:
        country = paid.original[1]
        text = rng.choice(WORDS["strangers"][country])
        return Line(line_id, paid.on, paid.amount, paid.currency, text, name="" if rng.random() < 0.5 else text.split()[0])
    payer = paid.payer
    country = payer.country
    text = _purpose(rng, paid)
    name, iban = payer.payer
    name = _as_the_bank_writes(rng, name) if rng.random() < NAMED[country] else ""
    iban = iban if rng.random() < SEEN[country] else ""
    if country == "ID":
        text = f"TRSF E-BANKING {'CR' if paid.amount > 0 else 'DB'} {paid.on:%d%m}/FTSCY/WS95{rng.randrange(100):02d}1\n{text}"
        if rng.random() < 0.5:
            text, name = f"{text} {name}", ""
    text = _through_the_bank(rng, text, country)
    if paid.kind == "return":
        text = rng.choice(["RUECKLASTSCHRIFT ", "RETOURE ", "Ruecküberweisung ", "ZWROT PRZELEWU ", "RETUR "]) + text
    return Line(
        id=line_id,
        booked_on=paid.on + timedelta(days=rng.choice([0, 0, 1])),
        amount=paid.amount,
        currency=paid.currency,
        text=text,
        name=name,
        iban=iban,
        end_to_end_id=paid.payment_id if rng.random() < 0.93 else "",
        original_amount=paid.original[0],
        original_currency=paid.original[1],
        charges=paid.charges,
        return_reason=rng.choice(["AC04", "MD06", "AM04", "MS03"]) if paid.kind == "return" and rng.random() < 0.7 else "",
    )


def _purpose(rng: random.Random, paid: Paid) -> str:
    payer = paid.payer
    assert payer
    if paid.kind == "return":
        return f"{payer.party.names[0].split()[0]} {rng.choice(['', 'Konto erloschen', 'Widerspruch', 'rachunek zamkniety'])}"
    if not paid.items:
        return "Zahlung"
    chance = rng.random()
    if paid.payment_id and chance < 0.9:
        return f"{paid.items[0].references[0]}"
    if chance < 0.035:
        text = rng.choice(
            ["Vielen Dank", "laut Aufstellung", f"Avis {rng.randrange(1_000, 99_999)}", "offene Posten", "Zahlung", "przelew", "lunas", ""]
        )
    elif chance < 0.055:
        text = f"Kd-Nr. {payer.debtor_no}"
    elif chance < 0.065:
        text = LEADS[payer.country][0] + _another(rng, paid.items[0])
    else:
        text = rng.choice(LEADS[payer.country]) + _list(rng, payer, paid.items)
    if rng.random() < 0.12:
        text += f" vom {paid.items[0].issued_on:%d.%m.%Y}" if payer.country == "DE" else f" {paid.items[0].issued_on:%d/%m/%Y}"
    if rng.random() < 0.12:
        text = f"{text} KD {payer.debtor_no}" if rng.random() < 0.5 else f"{payer.debtor_no} {text}"
    if rng.random() < 0.08:
        text += f" Beleg {rng.randrange(5_100_000_000, 5_200_000_000)}"
    if rng.random() < 0.05:
        text += f" EUR {abs(paid.amount) // 100},{abs(paid.amount) % 100:02d}"
    if paid.kind == "discount" and rng.random() < 0.4:
        text += rng.choice([" abzgl. Skonto", f" ./. {payer.discount[0]}% Skonto", " -SKTO"])
    if paid.kind == "partial" and rng.random() < 0.5:
        text += rng.choice([" Teilzahlung", " 1. Rate", " Abschlag", " a conto"])
    return text


def _list(rng: random.Random, payer: Payer, items: tuple[OpenItem, ...]) -> str:
    numbers = [item.references[0] for item in items]
    tails = [re.findall(r"\d+", number) for number in numbers]
    running = [int(max(tail, key=len) if payer.country == "PL" else tail[-1]) for tail in tails]
    if len(numbers) > 2 and running == list(range(running[0], running[0] + len(running))) and rng.random() < 0.6:
        return f"{_number(rng, payer, numbers[0])}-{running[-1]}"
    if len(numbers) > 2 and rng.random() < 0.06:
        return rng.choice(["div. Rechnungen", f"{_number(rng, payer, numbers[0])} u.a.", "lt. Avis", "wg. zestawienia"])
    if len(numbers) > 1 and payer.country == "DE" and rng.random() < 0.2:
        return rng.choice([", ", "/", " "]).join([_number(rng, payer, numbers[0]), *(str(number)[-4:].zfill(4) for number in running[1:])])
    return rng.choice(JOINTS).join(_number(rng, payer, number) for number in numbers)


def _number(rng: random.Random, payer: Payer, number: str) -> str:
    """The number as this payer writes it: mostly in his own habit, sometimes otherwise, sometimes with a slip."""
    way = payer.habit if rng.random() < 0.8 else rng.random()
    if way < 0.45:
        shown = number
    elif way < 0.6:
        shown = re.sub(r"\W", "", number)
    elif way < 0.72:
        shown = re.sub(r"^[A-Z]+\W?", "", number)
    elif way < 0.8:
        shown = re.sub(r"\W", " ", number)
    elif way < 0.86:
        shown = re.sub(r"\W", "/", number)
    elif way < 0.9:
        shown = number.lower()
    elif way < 0.95:
        parts = re.findall(r"\d+", number)
        shown = str(int(parts[0] if payer.country == "PL" else parts[-1]))
    else:
        shown = re.sub(r"\D", "", number)
    return _slip(rng, shown) if rng.random() < 0.03 else shown


def _slip(rng: random.Random, shown: str) -> str:
    places = [place for place, sign in enumerate(shown) if sign.isdigit()]
    at = rng.choice(places)
    kind = rng.random()
    if kind < 0.3:
        return shown[:at] + rng.choice("0123456789") + shown[at + 1 :]
    if kind < 0.55 and at + 1 < len(shown):
        return shown[:at] + shown[at + 1] + shown[at] + shown[at + 2 :]
    if kind < 0.7:
        return shown[:at] + shown[at + 1 :]
    if kind < 0.8:
        return shown[:at] + shown[at] + shown[at:]
    return shown.replace("0", "O", 1) if rng.random() < 0.6 else shown.replace("1", "l", 1)


def _another(rng: random.Random, item: OpenItem) -> str:
    """The number of something else: an older invoice, the payer's own number."""
    digits = re.findall(r"\d+", item.references[0])[-1]
    other = str(max(1, int(digits) - rng.choice([1, 7, 45, 112, 900]))).zfill(len(digits))
    return rng.choice([item.references[0].replace(digits, other), f"{rng.randrange(10_000, 999_999)}", f"B-{rng.randrange(1_000_000)}"])


def _as_the_bank_writes(rng: random.Random, name: str) -> str:
    if rng.random() < 0.6:
        name = name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "AE", "Ö": "OE", "Ü": "UE"}))
        name = "".join(sign for sign in unicodedata.normalize("NFD", name.replace("ł", "l").replace("Ł", "L")) if ord(sign) < 0x300)
    if rng.random() < 0.5:
        name = name.upper()
    if rng.random() < 0.15:
        words = name.split()
        name = " ".join(words[1:] + words[:1])
    return name[: rng.choice([27, 35, 70])]


def _through_the_bank(rng: random.Random, text: str, country: str) -> str:
    """Capitals, plain letters, lines of 27 signs, at most 140."""
    text = text[:140]
    chance = rng.random()
    if chance < 0.3:
        text = text.upper()
    if chance < 0.6:
        text = "".join(sign for sign in unicodedata.normalize("NFD", text.replace("ß", "ss")) if ord(sign) < 0x300)
    if rng.random() < 0.25:
        text = "\n".join(text[at : at + 27] for at in range(0, len(text), 27))
    if country == "DE" and rng.random() < 0.2:
        text = f"SVWZ+{text}"
    if country == "PL" and rng.random() < 0.2:
        text = f"TYT.: {text}   ; TNR: {rng.randrange(10**14, 10**15)}.010001"
    return text
