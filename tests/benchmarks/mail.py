"""Mail: how fast it is taken apart behind the walls and sorted by language and kind, made by a seeded script in four languages."""

import random
import time
from collections import Counter
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from kantor.channels.door import Door, File, sorted_by_client

BATCH = 200
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
        }
    }


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
