"""A second way of writing payments down, made apart from the first: accounting programs, split payment, standing texts, hurried people."""

import random
import re
from datetime import timedelta

from tests.benchmarks.payers_world import WORDS, Paid, Payer

from kantor.engines.reconciling import Line, OpenItem

PROGRAM, PERSON, HURRIED = "program", "person", "hurried"
UMLAUTS = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "s", "Ä": "A", "Ö": "O", "Ü": "U", "ł": "l", "Ł": "L", "ż": "z", "ó": "o", "ą": "a"}
)
THANKS = ["besten Dank", "thank you", "dziekuje", "terima kasih", "wie besprochen", "Ueberweisung", "oplata", "tagihan", "RG", "s. Anlage"]
RETURNED = ["RETOURE SEPA LASTSCHRIFT", "Rückgabe Lastschrift", "ZWROT - RACHUNEK ZAMKNIETY", "RETURN OF FUNDS", "DITOLAK BANK PENERIMA"]


def written(rng: random.Random, paid: Paid, line_id: int) -> Line:
    """The line as the statement of another bank shows it."""
    booked_on = paid.on + timedelta(days=rng.choice([0, 0, 0, 1, 1, 2]))
    if paid.payer is None:
        text = f"{rng.choice(WORDS['strangers'][paid.original[1]])} {rng.choice(['', str(rng.randrange(100, 10**7))])}"
        return Line(line_id, booked_on, paid.amount, paid.currency, text.upper(), name=rng.choice(["", "BANK", "FINANZKASSE"]))
    payer = paid.payer
    name, account = payer.payer
    shown_account = account if payer.country in ("DE", "PL") or rng.random() < 0.3 else ""
    text = _returned(rng, payer) if paid.kind == "return" else _text(rng, paid, payer)
    if payer.country == "ID" and rng.random() < 0.6:
        text, name = f"BI-FAST CR TRANSFER DR {rng.randrange(1, 999):03d} {name.upper()} {text}", ""
    return Line(
        id=line_id,
        booked_on=booked_on,
        amount=paid.amount,
        currency=paid.currency,
        text=_cut(rng, text),
        name=_name(rng, name),
        iban=shown_account if rng.random() < 0.96 else "",
        end_to_end_id=paid.payment_id or (f"NOTPROVIDED{'' if rng.random() < 0.5 else rng.randrange(99)}" if rng.random() < 0.3 else ""),
        original_amount=paid.original[0],
        original_currency=paid.original[1],
        charges=paid.charges,
        return_reason=rng.choice(["MD01", "AC06", "AG01"]) if paid.kind == "return" and rng.random() < 0.8 else "",
    )


def _returned(rng: random.Random, payer: Payer) -> str:
    return f"{rng.choice(RETURNED)} {payer.payer[0] if rng.random() < 0.5 else ''} {rng.randrange(10**6)}"


def _text(rng: random.Random, paid: Paid, payer: Payer) -> str:
    if not paid.items:
        return rng.choice(THANKS)
    if paid.payment_id and rng.random() < 0.7:
        return f"EREF+{paid.payment_id} SVWZ+{paid.items[0].references[0]}"
    kind = PROGRAM if payer.habit < 0.55 else PERSON if payer.habit < 0.9 else HURRIED
    if kind == PROGRAM:
        return _by_program(rng, paid, payer)
    if kind == HURRIED and rng.random() < 0.35:
        return rng.choice([*THANKS, f"Kunde {payer.debtor_no}", f"{paid.items[0].issued_on:%B %Y}"])
    numbers = [_spoken(rng, payer, item) for item in paid.items]
    if rng.random() < 0.04:
        numbers[rng.randrange(len(numbers))] = str(rng.randrange(1_000, 99_999))
    listed = rng.choice([" & ", ", ", " / ", " oder ", " i ", " dan "]).join(numbers)
    before = rng.choice(["", "Bill ", "RNR", "zu ", "dot. ", "utk ", "Beleg ", "R-Nr:"])
    after = rng.choice(["", "", f" / {payer.debtor_no}", " danke", f" v. {paid.items[0].issued_on:%d.%m.}", f" {rng.randrange(10, 99)}"])
    return f"{before}{listed}{after}"


def _by_program(rng: random.Random, paid: Paid, payer: Payer) -> str:
    """What an accounting program puts together: always complete as long as there is room, in its own format."""
    numbers = [item.references[0] for item in paid.items]
    style = int(payer.habit * 1000) % 5
    if payer.country == "PL" and style < 2:
        total = abs(paid.amount) / 100
        return f"/VAT/{total * 23 / 123:.2f}/IDC/{5_000_000_000 + payer.party.id}/INV/{numbers[0]}/TXT/{' '.join(numbers[1:])}".replace(
            ".", ","
        )
    if style == 0:
        return " ".join(f"{number} {item.open / 100:.2f}" for number, item in zip(numbers, paid.items, strict=True)).replace(".", ",")
    if style == 1:
        return f"SVWZ+{'.'.join(re.sub('[^A-Z0-9]', '', number) for number in numbers)} KDNR{payer.debtor_no}"
    if style == 2:
        return "; ".join(f"{number} {item.issued_on:%y%m%d}" for number, item in zip(numbers, paid.items, strict=True))
    if style == 3:
        return f"{rng.randrange(10**5, 10**6)} {' '.join(re.sub(r'^[A-Z]+.', '', number) for number in numbers)}"
    return f"AVIS {rng.randrange(10**4, 10**5)} VOM {paid.on:%d.%m.%y}" if len(numbers) > 3 else f"RECH {'+'.join(numbers)}"


def _spoken(rng: random.Random, payer: Payer, item: OpenItem) -> str:
    """A number as somebody types it from paper."""
    number = item.references[0]
    parts = re.findall(r"\d+", number)
    tail = parts[0] if payer.country == "PL" and len(parts) == 3 else parts[-1]
    shown = rng.choice(
        [number, number, number.replace("-", "").replace("/", ""), "-".join(parts), tail, tail.lstrip("0"), f"{number[:2]} {tail}"]
    )
    if rng.random() < 0.04:
        at = rng.randrange(len(shown))
        shown = (
            shown[:at]
            + rng.choice(["", shown[at] * 2, rng.choice("0123456789"), {"0": "O", "8": "B", "1": "I"}.get(shown[at], "")])
            + shown[at + 1 :]
        )
    return shown


def _name(rng: random.Random, name: str) -> str:
    chance = rng.random()
    if chance < 0.03:
        return ""
    if chance < 0.45:
        name = name.translate(UMLAUTS).upper()
    if chance > 0.9:
        name = re.sub(r" (GmbH|AG|KG|e\.K\.|OHG|S\.A\.|Ltd|Inc\.)$", "", name)
    if 0.8 < chance < 0.86:
        name = f"{name} {rng.choice(['Hauptstr. 5', 'ul. Polna 3', 'c/o Treuhand', 'Abt. Buchhaltung'])}"
    return name[:35] if rng.random() < 0.5 else name


def _cut(rng: random.Random, text: str) -> str:
    """Some banks break after 35 signs, some glue the pieces together, some keep what they got."""
    chance = rng.random()
    if chance < 0.2:
        text = "\n".join(text[at : at + 35] for at in range(0, len(text), 35))
    elif chance < 0.3:
        text = text.replace(" ", "")
    elif chance < 0.5:
        text = text.upper().translate(UMLAUTS)
    return text[:140]
