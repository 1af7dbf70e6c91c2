"""How a made-up paper writes its days and amounts, and the numbers with check digits that it carries."""

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum.iban import calc_check_digits
from stdnum.iso7064 import mod_11_10
from stdnum.luhn import calc_check_digit as luhn_digit
from stdnum.nl import btw as dutch_vat
from stdnum.pl import nip

from kantor.countries import conventions

ENGLISH_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
CURRENCY_OF = {"de": "EUR", "pl": "PLN", "id": "IDR", "en": "GBP"}
SIGNS = {"EUR": "€", "PLN": "zł", "IDR": "Rp", "GBP": "£", "USD": "$"}
COUNTRY_OF = {"de": "DE", "pl": "PL", "id": "ID", "en": "GB"}
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Hand:
    """How one paper writes. day: a strftime pattern, `%B` is the month's name in its language; decimal, group: signs of its amounts;
    money: where the currency stands (`{} EUR`, `€ {}`, `{}`); whole: amounts without cents, as rupiah have them."""

    language: str
    currency: str
    day: str
    decimal: str
    group: str
    money: str
    whole: bool = False

    def write_day(self, on: date) -> str:
        month = ENGLISH_MONTHS[on.month - 1] if self.language == "en" else _month(self.language, on.month)
        written = self.day.replace("%B", month).replace("%b", month[:3])
        return on.strftime(written)

    def number(self, value: Decimal, places: int = 2) -> str:
        whole, _, cents = f"{abs(value):,.{0 if self.whole else places}f}".partition(".")
        text = whole.replace(",", self.group) + (self.decimal + cents if cents else "")
        return "-" + text if value < 0 else text

    def amount(self, value: Decimal) -> str:
        return self.money.replace("{}", self.number(value))

    def quantity(self, value: Decimal) -> str:
        text = f"{value.normalize():f}"
        return text.replace(".", self.decimal)


def _month(language: str, month: int) -> str:
    """The first of the names that a language has for a month, as it stands in a date."""
    name = next(name for name, number in conventions(language).months.items() if number == month)
    return name.capitalize() if language in ("de", "id") else name


def hand(language: str, chance: random.Random) -> Hand:
    """One way to write in a language, as programs and people differ."""
    currency = CURRENCY_OF[language] if chance.random() < 0.85 else "EUR"
    if language == "en" and chance.random() < 0.5:
        currency = chance.choice(("USD", "EUR"))
    days = {
        "de": ("%d.%m.%Y", "%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%Y-%m-%d"),
        "en": ("%d/%m/%Y", "%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d-%b-%Y", "%d.%m.%Y"),
        "pl": ("%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %B %Y", "%d.%m.%Y r."),
        "id": ("%d/%m/%Y", "%d %B %Y", "%d-%m-%Y", "%d/%m/%y"),
    }
    marks = {"de": ((",", "."), (",", "."), (",", " "), (",", "")), "en": ((".", ","), (".", ","), (".", ""))}
    marks |= {"pl": ((",", " "), (",", " "), (",", ""), (",", ".")), "id": ((",", "."), (",", "."), (".", ","))}
    decimal, group = chance.choice(marks[language])
    sign = SIGNS[currency]
    before = ["{}", f"{{}} {currency}", f"{sign} {{}}", f"{{}} {sign}", f"{currency} {{}}"]
    money = chance.choice(("Rp {}", "Rp{}", "Rp. {}", "{}", "IDR {}") if currency == "IDR" else before)
    whole = currency == "IDR" and chance.random() < 0.6
    return Hand(
        language=language, currency=currency, day=chance.choice(days[language]), decimal=decimal, group=group, money=money, whole=whole
    )


def digits(chance: random.Random, count: int, *, first: str = "123456789") -> str:
    return chance.choice(first) + "".join(chance.choice("0123456789") for _ in range(count - 1))


def iban(country: str, chance: random.Random) -> str:
    """An IBAN with right check digits of a bank that need not exist; '' for Indonesia, which has none."""
    if country == "ID":
        return ""
    inner = {"DE": digits(chance, 18), "PL": digits(chance, 24), "GB": "LOYD" + digits(chance, 14), "NL": "RABO0" + digits(chance, 9)}[
        country
    ]
    return country + calc_check_digits(country + "00" + inner) + inner


def bic(country: str, chance: random.Random) -> str:
    letters = "".join(chance.choice(_LETTERS) for _ in range(4))
    return letters + country + chance.choice(("FF", "MM", "2A", "PW", "22")) + chance.choice(("", "XXX", "", "123"))


def vat_id(country: str, chance: random.Random) -> str:
    """A number with right check digits: VAT id, PL and the NIP, NPWP of 15 digits, or a British VAT number."""
    if country == "DE":
        number = digits(chance, 8)
        return "DE" + number + mod_11_10.calc_check_digit(number)
    if country == "PL":
        while True:
            number = digits(chance, 9)
            valid = [number + check for check in "0123456789" if nip.is_valid(number + check)]
            if valid:
                return "PL" + valid[0]
    if country == "ID":
        number = "0" + digits(chance, 7)
        return number + luhn_digit(number) + digits(chance, 3) + "000"
    if country == "NL":
        while True:
            number = digits(chance, 9) + "B01"
            if dutch_vat.is_valid(number):
                return "NL" + number
    return "GB" + digits(chance, 9)


def written_iban(number: str, language: str, chance: random.Random) -> str:
    """In groups of four, in one piece, or as Poles write it at home."""
    if language == "pl" and number.startswith("PL") and chance.random() < 0.6:
        home = number[2:]
        return " ".join([home[:2], *(home[at : at + 4] for at in range(2, 26, 4))])
    return number if chance.random() < 0.3 else " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def written_vat_id(number: str, chance: random.Random) -> str:
    if number.startswith("PL"):
        home = number[2:]
        return chance.choice((home, f"{home[:3]}-{home[3:6]}-{home[6:8]}-{home[8:]}", f"PL {home}", number))
    if number.startswith("DE"):
        return chance.choice((number, number, f"DE {number[2:]}", f"DE {number[2:5]} {number[5:8]} {number[8:]}"))
    if number[:2].isalpha():
        return number
    dotted = f"{number[:2]}.{number[2:5]}.{number[5:8]}.{number[8]}-{number[9:12]}.{number[12:]}"
    return chance.choice((dotted, dotted, number))


def document_number(language: str, on: date, chance: random.Random) -> str:
    """A number as invoicing programs build them."""
    serial = chance.randint(1, 9999)
    plain = [
        f"{serial:05d}",
        f"{on.year}-{serial:04d}",
        f"{on.year}{serial:05d}",
        f"{chance.choice(_LETTERS)}{digits(chance, 7)}",
        digits(chance, chance.randint(5, 13)),
        f"{''.join(chance.choice(_LETTERS) for _ in range(chance.randint(2, 4)))}{digits(chance, chance.randint(4, 10))}",
        f"{chance.choice(_LETTERS)}{chance.choice(('_', '.'))}{on.year}{chance.choice(('_', '.'))}{serial:04d}",
    ]
    own = {
        "de": [f"RE-{on.year}-{serial:04d}", f"RE{serial:06d}", f"R{on:%y}{serial:04d}", f"{on:%y}/{serial:04d}"],
        "en": [f"INV-{serial:05d}", f"INV/{on.year}/{serial:04d}", f"SI{serial:06d}", f"#{serial:06d}"],
        "pl": [
            f"FV/{serial}/{on:%m}/{on.year}",
            f"{serial}/{on.year}",
            f"FV {serial}/{on:%m/%Y}",
            f"FS-{serial}/{on:%y}",
            f"F/{serial:05d}/{on:%y}/M1",
        ],
        "id": [
            f"INV/{on.year}/{_roman(on.month)}/{serial:04d}",
            f"{serial:03d}/FKT/{_roman(on.month)}/{on.year}",
            f"FKT-{on:%y%m}-{serial:04d}",
        ],
    }
    return chance.choice(plain + own[language] * 2)


def _roman(month: int) -> str:
    return ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][month - 1]
