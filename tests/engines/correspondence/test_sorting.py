"""Mails are sorted by what they want; where nothing shows it, nobody guesses."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kantor.demo.mails import FIFTHS, dashed, mails
from kantor.engines.correspondence import sort
from kantor.engines.correspondence.wording import hints

WANTS = {
    "complaint": ("Reklamation Lieferung 12", "Die Ware kam beschädigt an. Wir verlangen Ersatz oder unser Geld zurück."),
    "inquiry": ("Zapytanie", "Dzień dobry, ile kosztuje dziesięć krzeseł i czy są dostępne? Proszę o ofertę i cennik."),
    "order": ("Purchase order 88", "We hereby order ten desks. Please ship them to our warehouse and confirm the order."),
    "application": ("Lamaran kerja", "Dengan ini saya melamar lowongan itu. CV dan ijazah terlampir, saya siap wawancara."),
    "reminder": ("Wezwanie do zapłaty", "Do dziś nie odnotowaliśmy wpłaty za fakturę 12. Prosimy o uregulowanie zaległości."),
    "payroll": ("Krankmeldung", "Ich bin bis Freitag krankgeschrieben, die Bescheinigung vom Arzt reiche ich nach. Personalnummer 12."),
    "contract": ("Cancellation of contract 12", "I hereby terminate the contract with notice to June. Please confirm the cancellation."),
}


@pytest.mark.parametrize("kind", WANTS)
def test_a_mail_is_told_by_what_it_wants(kind: str) -> None:
    assert sort(*WANTS[kind]).kind == kind


def test_an_invoice_that_came_along_needs_no_matter_of_its_own() -> None:
    text = "Anbei erhalten Sie unsere Rechnung 12 über 30,00 EUR, zahlbar innerhalb von 14 Tagen."
    assert (sort("Rechnung 12", text, files=("rechnung.pdf",)).kind, sort("Rechnung 12", text).kind) == ("cover", "invoice")


@pytest.mark.parametrize("text", ["", "まみむめも", "1234 5678", "xqzt wrmpf lkjh"])
def test_what_no_word_hints_at_is_told_by_a_person(text: str) -> None:
    assert sort("", text).kind == ""


def test_a_short_word_hints_at_a_kind_as_a_whole_and_a_number_alone_is_a_word() -> None:
    assert hints("", "Kommen Sie im Hofgarten vorbei.", "de")["other"] == 0
    assert hints("", "Das Paket steht im Hof.", "de")["other"] == 1
    assert hints("", "Mohon formulir tahun lalu.", "id")["payroll"] == 0
    assert hints("", "Mohon formulir 1721 tahun lalu.", "id")["payroll"] == 1


def test_what_is_quoted_does_not_count() -> None:
    assert sort("", "ok\n> Reklamation: die Ware kam beschädigt an, wir verlangen Ersatz.").kind != "complaint"


def test_made_mails_are_the_same_each_time_and_no_fifth_shares_its_wording_with_another() -> None:
    assert list(mails(40, seed=1, fifths=(0,))) == list(mails(40, seed=1, fifths=(0,)))
    texts = [{one.subject for one in mails(360, seed=1, fifths=(fifth,)) if len(one.subject) > 12} for fifth in FIFTHS]
    plain = [{subject for subject in found if not any(sign.isdigit() for sign in subject)} for found in texts]
    assert all(not plain[one] & plain[other] for one in FIFTHS for other in FIFTHS if one < other)


@pytest.mark.parametrize("name", ["mails", "terse"])
def test_the_mails_of_the_benchmark_are_in_four_languages_and_of_every_kind(name: str) -> None:
    kinds = {(one["language"], one["kind"]) for one in judged_by(name)}
    assert len(kinds) == 4 * 9


def test_no_training_knows_the_wording_of_the_mails_that_the_sorter_is_judged_by() -> None:
    known = {words for one in dashed(seed=1, fifths=FIFTHS, times=1) for words in rows_of_words(f"{one.subject} {one.text}")}
    held_out = {words for one in judged_by("terse") for words in rows_of_words(f"{one['subject']} {one['text']}")}
    assert not known & held_out


def rows_of_words(text: str, count: int = 6) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return (" ".join(words[start : start + count]) for start in range(len(words) - count + 1))


def judged_by(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[2] / "benchmarks" / f"{name}.toml").read_text("utf-8"))["mail"]
    return found


def test_what_a_mail_passes_on_counts_and_what_it_answers_does_not() -> None:
    below = "Die Ware kam beschädigt an, wir verlangen Ersatz oder unser Geld zurück."
    passed_on = f"z.K.\n\n---------- Weitergeleitete Nachricht ----------\nVon: Lager\n{below}"
    assert sort("WG: Lieferung 12", passed_on).kind == "complaint"
    assert sort("Re: Lieferung 12", f"ok\n\n-----Ursprüngliche Nachricht-----\n{below}").kind != "complaint"


def test_what_was_typed_without_umlauts_and_accents_says_the_same() -> None:
    assert sort("Maengelruege", "Die Ware ist beschaedigt, wir verlangen Nachbesserung.").kind == "complaint"
    assert sort("Skarga", "Towar uszkodzony, zadam zwrotu pieniedzy.").kind == "complaint"
