"""Pages that are no invoice are known as what they are, also where they say what no training paper says."""

from collections import Counter

from tests.engines.reading.office import files

from kantor.demo.papers import invoices, others, pdf
from kantor.demo.papers.layouts import HELD_OUT
from kantor.demo.papers.parties import table
from kantor.demo.papers.peculiar import peculiar
from kantor.departments.payables.supplier_invoice.pages import read_pages
from kantor.engines.reading import pages
from kantor.words import SEEMS


def test_papers_that_are_no_invoices_are_not_read_as_invoices() -> None:
    told: Counter[str] = Counter()
    for paper in others(36, seed=77):
        (reading,) = read_pages(pages(pdf(paper))) or [None]
        seems = reading.text(SEEMS) if reading else ""
        told["right" if seems == paper.type else "wrong" if seems else "abstained"] += 1
    assert told["wrong"] == 0
    assert told["right"] >= 30


def test_invoices_are_never_taken_for_something_else() -> None:
    for paper in invoices(12, seed=78, layouts=HELD_OUT):
        (reading,) = read_pages(pages(pdf(paper)))
        assert reading.text(SEEMS) == ""


def test_an_invoice_that_names_things_as_nobody_else_does_is_not_put_away_unread() -> None:
    for paper in peculiar(20, seed=301):
        (reading,) = read_pages(pages(pdf(paper)))
        assert (paper.name, reading.text(SEEMS), reading.text("gross")) == (paper.name, "", paper.truth["gross"])


def test_an_order_that_says_so_is_one_also_where_it_reckons_with_vat() -> None:
    said = ["Bestellung 4711", "Wir bestellen zu unseren Einkaufsbedingungen, bitte liefern Sie bis 12.05.2026 frei Haus:"]
    sums = ["Bürostuhl 10 Stück je 100,00 EUR 1.000,00 EUR", "Netto 1.000,00 EUR", "MwSt. 19 % 190,00 EUR", "Gesamt 1.190,00 EUR"]
    (reading,) = read_pages(pages(files.docx("".join(files.paragraph(line) for line in said + sums))))
    assert reading.text(SEEMS) == "order"


def test_one_word_is_too_little_to_be_sure_of_a_kind() -> None:
    for word in ("Rechnung", "Invoice", "Faktura", "Quittung"):
        assert not read_pages(pages(files.docx(files.paragraph(word))))


def test_no_subject_and_no_sentence_for_training_is_one_that_is_kept_for_the_report() -> None:
    said, more = table("letters"), table("more_letters")
    for kind, languages in said.items():
        for language, kept in languages.items():
            for part, last in (("titles", 2), ("says", 4)):
                learned = kept[part][:-last] + more[kind][language][part]
                assert len(learned) == len(set(learned)), (kind, language)
                assert not set(learned) & set(kept[part][-last:]), (kind, language)
