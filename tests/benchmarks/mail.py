"""Mail: how fast it is taken apart behind the walls and sorted by language and kind, and how well, on mails that no training saw."""

import csv
import os
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from kantor.channels.door import Door, File, sorted_by_client
from kantor.engines.correspondence import sort, why_automatic
from kantor.engines.reading import Refused, card, open_mail

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KANTOR_SHARED_DATA") or ROOT.parent / "shared" / "data")
BATCH = 200
COMPLAINTS = frozenset(
    {"extra_charge_on_statement", "card_payment_wrong_exchange_rate", "wrong_amount_of_cash_received", "transaction_charged_twice"}
    | {"card_payment_not_recognised", "cash_withdrawal_not_recognised", "direct_debit_payment_not_recognised", "Refund_not_showing_up"}
    | {"wrong_exchange_rate_for_cash_withdrawal", "request_refund"}
)
INQUIRIES = frozenset(
    {"exchange_rate", "fiat_currency_support", "card_delivery_estimate", "age_limit", "top_up_limits", "supported_cards_and_currencies"}
    | {"card_acceptance", "visa_or_mastercard", "disposable_card_limits", "atm_support", "why_verify_identity", "transfer_timing"}
    | {"country_support", "apple_pay_or_google_pay"}
)
"""What customers of a bank wanted, where it is one or the other beyond doubt; a bank's own kinds are left out."""
BUSINESS = frozenset({"complaint", "inquiry", "order", "application", "reminder", "invoice", "payroll", "contract"})
SEED = 4
SAID = {
    "complaint": {
        "de": (
            "Reklamation zu Lieferung {n}",
            "Sehr geehrte Damen und Herren, der Tisch aus Lieferung {n} ist beschädigt. Bitte erstatten Sie uns den Preis.",
        ),
        "pl": ("Reklamacja dostawy {n}", "Dzień dobry, towar z dostawy {n} jest uszkodzony. Proszę o zwrot pieniędzy."),
        "id": ("Keluhan kiriman {n}", "Selamat pagi, barang dari kiriman {n} rusak. Mohon ganti rugi untuk kami."),
        "en": ("Complaint about delivery {n}", "Dear all, the desk of delivery {n} is damaged. Please refund the price to us."),
    },
    "inquiry": {
        "de": ("Anfrage {n}", "Guten Tag, könnten Sie uns ein Angebot über {n} Stühle senden? Was kostet die Lieferung?"),
        "pl": ("Zapytanie {n}", "Dzień dobry, proszę o wycenę {n} krzeseł. Ile kosztuje dostawa?"),
        "id": ("Permintaan penawaran {n}", "Selamat siang, berapa harga {n} kursi? Apakah tersedia untuk dikirim?"),
        "en": ("Inquiry {n}", "Hello, could you send us an offer for {n} chairs? How much is the delivery?"),
    },
    "order": {
        "de": ("Bestellung {n}", "Guten Tag, hiermit bestellen wir {n} Stühle. Bitte liefern Sie nach Kiel."),
        "pl": ("Zamówienie {n}", "Dzień dobry, zamawiamy {n} krzeseł, proszę o dostawę do Gdańska."),
        "id": ("Pesanan {n}", "Selamat pagi, kami pesan {n} kursi. Mohon dikirim ke Surabaya."),
        "en": ("Purchase order {n}", "Hello, we order {n} chairs. Please ship them to Leeds."),
    },
}


def run(count: int = 10_000) -> dict[str, Any]:
    """Figures of sorting so many mails on one process: mails a second, seconds for 10,000, and how many were told apart."""
    chance = random.Random(SEED)
    made = [_mail(chance, number) for number in range(count)]
    door = Door(channel="folder", person_id=None, client_id=1, fallback_client_id=1, now=lambda: datetime(2026, 3, 10, tzinfo=UTC))
    told: Counter[bool] = Counter()
    began, cpu = time.perf_counter(), time.process_time()
    for start in range(0, count, BATCH):
        batch = made[start : start + BATCH]
        found = sorted_by_client([File(name=f"{start}.eml", data=data) for data, _, _ in batch], door)
        for (_, arrival), (_, kind, language) in zip(found, batch, strict=True):
            reading = arrival.understood.readings[0]
            told[(reading.text("kind"), reading.text("language")) == (kind, language)] += 1
    seconds = time.perf_counter() - began
    return {
        "mail": {
            "mails": count,
            "per_s": round(count / seconds),
            "seconds_for_10000": round(seconds * 10_000 / count, 1),
            "own_cpu_ms": round((time.process_time() - cpu) * 1000 / count, 2),
            "told_apart": round(told[True] / count, 4),
        },
        "kinds of mail": {"by hand": _by_hand(), **_foreign()},
    }


def _by_hand() -> dict[str, Any]:
    """Mails in which hardly a word names what they are, and terse ones as they lie in a mail room; no training saw them."""
    return {name: _told_apart(f"{name}.toml") for name in ("mails", "terse")}


def _told_apart(table: str) -> dict[str, Any]:
    rows = tomllib.loads(Path(__file__).with_name(table).read_text("utf-8"))["mail"]
    told = [(one, sort(one["subject"], one["text"], files=_files(one))) for one in rows]
    wanted = {"invoice": ("invoice", "cover"), "other": ("other", "")}
    pairs = [(found.kind, wanted.get(one["kind"], (one["kind"],))) for one, found in told]
    languages = sum(found.language == one["language"] for one, found in told)
    return {**_counted(pairs), "language": f"{languages} of {len(told)}"}


def _files(one: dict[str, Any]) -> list[str]:
    return [*one.get("files", ()), *["scan.pdf"] * one.get("enclosed", 0)]


def _counted(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, Any]:
    """(kind it was taken for, kinds that are right) -> how many were told, and how many of those are right."""
    known = list(pairs)
    told = [(kind, right) for kind, right in known if kind]
    return {"mails": len(known), "told": len(told), "of_these_right": sum(kind in right for kind, right in told)}


def _foreign() -> dict[str, Any]:
    """Messages to a bank (English), and mails that are none of a back office's: lists, adverts, reports of failed delivery."""
    if not (SHARED / "mail").is_dir():
        return {"foreign": "not among the shared data; KANTOR_SHARED_DATA names their folder"}
    with (SHARED / "text" / "banking_data" / "test.csv").open(encoding="utf-8") as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    return {
        "complaints to a bank": _counted((sort("", text).kind, ("complaint",)) for text, category in rows if category in COMPLAINTS),
        "inquiries to a bank": _counted((sort("", text).kind, ("inquiry",)) for text, category in rows if category in INQUIRIES),
        "of nobody's business": _strange(),
    }


def _strange() -> dict[str, int]:
    """Of the mails of people, none of which asks a back office for anything: how many are taken for something that does."""
    people = [told for told in _cards() if not why_automatic(told.headers)]
    taken = [sort(told.headers.get("subject", ""), told.text, files=told.enclosed).kind in BUSINESS for told in people]
    return {"mails": len(taken), "taken_for_business": sum(taken)}


def _cards() -> Iterator[card.Card]:
    for path in sorted((SHARED / "mail").rglob("*.eml")):
        try:
            yield card.read(open_mail(path.read_bytes()).card)
        except Refused:
            continue


def _mail(chance: random.Random, number: int) -> tuple[bytes, str, str]:
    """(bytes, kind, language) of one mail; the kind of what a machine sent is `automatic`."""
    kind, language = chance.choice(list(SAID)), chance.choice(("de", "pl", "id", "en"))
    subject, text = SAID[kind][language]
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Writer {number} <writer{number}@firm{number % 500}.example>", "post@office.example"
    mail["Subject"], mail["Message-ID"] = subject.format(n=number), f"<{number}@firm.example>"
    mail["Date"] = "Mon, 09 Mar 2026 10:00:00 +0100"
    if number % 10 == 0 and kind == "inquiry":
        mail["Auto-Submitted"], kind = "auto-replied", "automatic"
    if number % 3 == 0:
        mail["In-Reply-To"] = f"<{number - 1}@firm.example>"
    mail.set_content(text.format(n=number) + "\n\n" + "> quoted\n" * chance.randrange(20))
    return mail.as_bytes(), kind, language
