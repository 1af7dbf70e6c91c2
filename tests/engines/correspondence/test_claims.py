"""Complaints name the order, the amount, the cause and the demand; where the words leave a choice, nothing is told."""

import pytest

from kantor.engines.correspondence import Claim, claim_of
from kantor.engines.correspondence.claims import without_numbers

GERMAN = (
    "Reklamation zu Ihrer Lieferung",
    "Sehr geehrte Damen und Herren,\n\nam 12.11.2026 kam zu unserer Bestellung Nr. PO-2026-0017 der Tisch aus Position 2 beschädigt an. "
    "Er kostete 499,00 EUR. Wir bitten um Erstattung von 120,50 EUR bis zum 30.11.2026.",
)
ENGLISH = (
    "Complaint about order 88120",
    "We received only eight of the ten chairs. Please deliver the missing chairs or refund EUR 240.00 to our account.",
)
POLISH = (
    "Reklamacja",
    "Towar z zamówienia nr ZAM/2026/118 dotarł uszkodzony. Proszę o zwrot kwoty 350,00 zł na mój rachunek.",
)
INDONESIAN = (
    "Keluhan",
    "Barang dari pesanan No. 77/2026 terlambat dikirim. Mohon pengembalian dana sebesar Rp 1.250.000 paling lambat 30 November 2026.",
)


def values(told: Claim) -> dict[str, str]:
    return {key: one if isinstance(one, str) else one.value for key, one in told._asdict().items() if one}


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        (GERMAN, ("PO-2026-0017", "120.50", "EUR", "damaged", "refund")),
        (ENGLISH, ("88120", "240.00", "EUR", "missing", "refund")),
        (POLISH, ("ZAM/2026/118", "350.00", "PLN", "damaged", "refund")),
        (INDONESIAN, ("77/2026", "1250000.00", "IDR", "late", "refund")),
    ],
    ids=["german", "english", "polish", "indonesian"],
)
def test_a_complaint_says_order_amount_cause_and_demand(letter: tuple[str, str], expected: tuple[str, ...]) -> None:
    told = values(claim_of(*letter))
    told.pop("line", None)
    assert told == dict(zip(("order_number", "demanded", "currency", "cause", "demand"), expected, strict=True))


def test_what_is_told_quotes_the_sentence_that_says_it() -> None:
    told = claim_of(*GERMAN)
    assert told.demanded
    assert told.demanded.words == "Wir bitten um Erstattung von 120,50 EUR bis zum 30.11.2026."
    assert told.line
    assert told.line.value == "2"
    assert "Position 2" in told.line.words


def test_an_amount_that_nobody_demands_is_none() -> None:
    assert claim_of("Reklamation", "Der Tisch für 499,00 EUR wackelt.").demanded is None


@pytest.mark.parametrize(
    ("subject", "text", "key"),
    [
        ("Reklamation", "Auftrag 4711 und Auftrag 4712 kamen beschädigt an.", "order_number"),
        ("Reklamation", "Wir bitten um Erstattung von 80 EUR oder 90 EUR.", "demanded"),
        ("Reklamation", "Der Tisch kam beschädigt und zu spät.", "cause"),
        ("Reklamation", "Bitte erstatten Sie den Preis oder liefern Sie nach.", "demand"),
    ],
)
def test_where_the_words_leave_a_choice_a_person_chooses(subject: str, text: str, key: str) -> None:
    assert getattr(claim_of(subject, text), key) is None


@pytest.mark.parametrize("text", ["Bestellung vom 12.11.2026", "Ihre Rechnung 2026", "Auftrag über 25 Stühle", "order of ten chairs", ""])
def test_a_day_a_year_and_a_quantity_are_no_number_of_an_order(text: str) -> None:
    assert claim_of("", text).order_number is None


def test_the_order_that_the_subject_names_counts_before_others() -> None:
    told = claim_of("Reklamation zu Auftrag 4711", "Anders als bei Auftrag 4600 fehlt ein Teil.")
    assert told.order_number
    assert told.order_number.value == "4711"


def test_a_subject_full_of_blanks_is_read_with_one_between_words() -> None:
    """Many in a row would be shared out in each way between the parts of a pattern, which takes minutes."""
    told = claim_of("Reklamation   zu Auftrag  4711", "")
    assert told.order_number == ("4711", "Reklamation zu Auftrag 4711")
    assert claim_of("Auftrag" + 100_000 * " " + "!", "") == Claim()


def test_what_is_quoted_of_others_is_not_said_by_the_writer() -> None:
    assert claim_of("Antwort", "Danke.\n> Der Tisch aus Auftrag 4711 ist beschädigt.") == Claim()


def test_the_number_of_an_order_is_taken_out_of_a_line_and_a_postcode_stays() -> None:
    assert without_numbers("Complaint about order 88120").split() == ["Complaint", "about"]
    assert without_numbers("24103 Kiel") == "24103 Kiel"
