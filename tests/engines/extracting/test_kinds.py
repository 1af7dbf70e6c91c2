"""Pages that are no invoice are known as what they are, also where they say what no training paper says."""

from collections import Counter

from tests.engines.reading.office import files

from kantor.demo.papers import invoices, others, pdf
from kantor.demo.papers.layouts import HELD_OUT
from kantor.demo.papers.parties import table
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
