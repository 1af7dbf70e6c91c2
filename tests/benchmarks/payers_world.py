"""A made-up office whose truth is known: parties, what they owe, and what was paid before."""

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from kantor.engines.reconciling import Line, OpenItem, Party, Settled

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "payers.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 30)
OWN = "EUR"
RATE = {"EUR": 1.0, "PLN": 0.23, "IDR": 0.000057, "USD": 0.91}
COUNTRIES = {"DE": 0.55, "PL": 0.22, "ID": 0.17, "US": 0.06}


class Payer(NamedTuple):
    """A party as it is, with what the books know of it in `party`. payer: name and account that the money comes from."""

    party: Party
    country: str
    payer: tuple[str, str]
    debtor_no: str
    monthly: int
    discount: tuple[int, int]
    days_late: float
    habit: float


class Paid(NamedTuple):
    """What really happened. taken: minor units off each item; amount: of the line; twin: what the first of two equal payments took."""

    kind: str
    payer: Payer | None
    items: tuple[OpenItem, ...]
    taken: Mapping[int, int]
    amount: int
    currency: str
    on: date
    reopens: int = 0
    charges: int = 0
    original: tuple[int, str] = (0, "")
    payment_id: str = ""
    twin: Mapping[int, int] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """truth: by line id, what was really paid."""

    parties: tuple[Party, ...]
    items: tuple[OpenItem, ...]
    settled: tuple[Settled, ...]
    paid_before: Mapping[str, int]
    truth: Mapping[int, Paid] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


def payers(rng: random.Random, count: int) -> list[Payer]:
    """Parties of four kinds of countries; some with names that look like another's, unknown accounts, or somebody else who pays."""
    made: list[Payer] = []
    names: set[str] = set()
    for number in range(1, count + 1):
        country = rng.choices(list(COUNTRIES), list(COUNTRIES.values()))[0]
        twin = made[rng.randrange(len(made))] if made and rng.random() < 0.04 else None
        if twin:
            country = twin.country
        name = _like(rng, twin) if twin else _name(rng, country)
        while name in names:
            name = _like(rng, twin) if twin and rng.random() < 0.5 else _name(rng, country)
        names.add(name)
        iban = _iban(rng, country)
        debtor_no = str((10_000 if country != "ID" else 700_000) + number)
        known = (iban,) if rng.random() < 0.8 else ()
        sister = rng.random() < 0.02
        payer = (_name(rng, country), _iban(rng, country)) if sister else (name, iban)
        party = Party(number, (name,), known, (debtor_no,))
        monthly = rng.choice([4_900, 11_900, 59_500, 99_00, 238_00]) * (1 if country != "ID" else 1500) if rng.random() < 0.12 else 0
        discount = rng.choice([(2, 10), (3, 7), (2, 14)]) if country == "DE" and rng.random() < 0.3 else (0, 0)
        made.append(Payer(party, country, payer, debtor_no, monthly, discount, rng.gauss(4, 8), rng.random()))
    return made


def _name(rng: random.Random, country: str) -> str:
    words = WORDS[country]
    form = rng.choice(words["forms"])
    core = rng.choice(
        [
            f"{rng.choice(words['surnames'])} {rng.choice(words['trades'])}",
            f"{rng.choice(words['trades'])} {rng.choice(words['surnames'])} {rng.choice(words['towns'])}",
            f"{rng.choice(words['first'])} {rng.choice(words['surnames'])}",
            f"{rng.choice(words['surnames'])} & {rng.choice(words['surnames'])} {rng.choice(words['trades'])}",
            f"{rng.choice(words['trades'])} {rng.choice(words['trades'])} {rng.choice(words['towns'])}",
        ]
    )
    return f"{form} {core}".strip() if country == "ID" else f"{core} {form}".strip()


def _like(rng: random.Random, twin: Payer) -> str:
    """Hard to tell from the twin's: another legal form, a letter more, another town."""
    name, words = twin.party.names[0], WORDS[twin.country]
    old = next((form for form in sorted(words["forms"], key=len, reverse=True) if form and form in name), "")
    change = rng.random()
    if change < 0.5 and old:
        return name.replace(old, rng.choice(words["forms"])).strip()
    if change < 0.75:
        return f"{name} {rng.choice(words['towns'])}"
    at = rng.randrange(1, max(2, len(name.split()[0])))
    return name[:at] + rng.choice("aeinrst") + name[at:]


def _iban(rng: random.Random, country: str) -> str:
    lead = {"DE": "DE", "PL": "PL", "ID": "", "US": "GB"}[country]
    size = {"DE": 20, "PL": 26, "ID": 10, "US": 20}[country]
    return lead + "".join(rng.choices("0123456789", k=size))


def open_items(rng: random.Random, everybody: list[Payer], *, count: int, before: int) -> Iterator[OpenItem]:
    """Receivables with running numbers (neighbours differ in one digit), payables with the suppliers' numbers, payments on their way."""
    weights = list(accumulate(rng.lognormvariate(0, 1.1) for _ in everybody))
    numbers = {"RE": before, "FV": before, "INV": before}
    last: Payer | None = None
    for id_ in range(1, count + 1):
        payer = last if last and rng.random() < 0.15 else rng.choices(everybody, cum_weights=weights)[0]
        last = payer
        words = WORDS[payer.country]
        issued = TODAY - timedelta(days=int(rng.expovariate(1 / 45)) + 3)
        side = rng.choices(["receivable", "payable", "transit"], [0.86, 0.07, 0.07])[0]
        net = payer.monthly or int(rng.lognormvariate(6.3, 1.4) * 100) + 500
        if not payer.monthly and rng.random() < 0.1:
            net = rng.choice([5_000, 10_000, 25_000, 9_900, 49_900, 100_000])
        amount = net * rng.choice(words["tax"]) // 100
        if payer.country == "ID":
            amount = (amount * 170 // 100 * 100) * 100
        references, payment_ids = _numbers(rng, numbers, payer, side, issued, id_)
        credit = side == "receivable" and rng.random() < 0.02
        percent, days = payer.discount if side == "receivable" else (0, 0)
        discounts = ((issued + timedelta(days=days), amount * percent // 100),) if percent and not credit else ()
        local = round(amount * RATE[words["currency"]])
        sign = -1 if credit else 1
        yield OpenItem(
            id=id_,
            side=side,  # type: ignore[arg-type]
            party_id=payer.party.id,
            currency=words["currency"],
            open=sign * amount,
            local_open=sign * local,
            issued_on=issued,
            due_on=issued + timedelta(days=rng.choice([14, 30, 30, 60])),
            references=references,
            payment_ids=payment_ids,
            discounts=discounts,
        )


def settled_before(rng: random.Random, everybody: list[Payer], count: int) -> Iterator[Settled]:
    """What was paid before, by numbers that ran before those of the open items; each debited by us, so that it can come back."""
    for id_ in range(1, count + 1):
        payer = everybody[rng.randrange(len(everybody))]
        words = WORDS[payer.country]
        on = TODAY - timedelta(days=rng.randrange(5, 120))
        yield Settled(
            id=id_,
            booked_on=on,
            amount=int(rng.lognormvariate(6.3, 1.4) * 100) + 500,
            currency=words["currency"],
            party_id=payer.party.id,
            iban=payer.payer[1],
            end_to_end_id=f"DD-{id_:07d}" if rng.random() < 0.8 else "",
            references=(words["series"].format(year=on.year, month=on.month, no=id_),),
            shares=((10_000_000 + id_, 0),),
        )


def _numbers(
    rng: random.Random, numbers: dict[str, int], payer: Payer, side: str, issued: date, id_: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if side == "transit":
        return (f"{rng.randrange(100, 99_999)}/{issued.year}",), (f"KANTOR-7-{id_ // 40}-{id_}", f"RUN-{id_ // 40}")
    if side == "payable":
        made = [
            f"{issued.year}{rng.randrange(1_000, 9_999)}",
            f"R{rng.randrange(10_000, 999_999)}",
            f"{rng.randrange(1, 400)}/{issued.month}",
        ]
        return (rng.choice(made),), ()
    series = WORDS[payer.country]["series"]
    key = series[:2] if series[:2] in numbers else "INV"
    numbers[key] += 1
    return (series.format(year=issued.year, month=issued.month, no=numbers[key]),), ()
