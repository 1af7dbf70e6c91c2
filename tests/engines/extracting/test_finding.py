"""The start model reads papers of layouts that it never saw, says where each value stands, and is walked as it was grown."""

from collections.abc import Sequence

import pytest

from kantor.demo.papers import HELD_OUT, TRAINED, Paper, invoices, known
from kantor.departments.payables.supplier_invoice import pages as invoice_pages
from kantor.engines import extracting
from kantor.engines.extracting import Effort, Known, Sheet, training
from kantor.engines.extracting.model import Calibration
from kantor.engines.reading import Refused, read_pages
from kantor.words import Page, Word


@pytest.fixture(scope="module")
def papers() -> Sequence[tuple[Paper, Known]]:
    return list(known(invoices(12, seed=900, layouts=HELD_OUT)))


def test_numbers_dates_and_amounts_are_found_on_layouts_never_seen(papers: Sequence[tuple[Paper, Known]]) -> None:
    wrong = []
    for paper, document in papers:
        found = extracting.find(document.sheet, extracting.start())
        for field in ("number", "issued_on", "gross"):
            if not extracting.is_same(extracting.KIND_OF[field], found[field].value if field in found else "", paper.truth[field]):
                wrong.append((paper.name, field))
    assert len(wrong) <= 1, wrong


def test_a_value_stands_where_its_box_is(papers: Sequence[tuple[Paper, Known]]) -> None:
    _, document = papers[0]
    found = extracting.find(document.sheet, extracting.start())["number"]
    left, top, right, bottom = found.box
    words = [
        token.text
        for line in document.sheet.lines
        for token in line.tokens
        if line.page == found.page and left <= token.x0 / line.width + 0.001 and token.x1 / line.width - 0.001 <= right
        if top <= token.y0 / line.height + 0.001 and token.y1 / line.height - 0.001 <= bottom
    ]
    assert " ".join(words).lstrip("#") == found.value


def test_line_items_are_read_over_several_pages() -> None:
    paper, document = next(pair for pair in known(invoices(80, seed=11, layouts=TRAINED)) if len(pair[0].lines) > 40)
    items = extracting.items(document.sheet, net=paper.truth["net"])
    assert document.sheet.last_page > 1
    assert [item["net"].value for item in items] == [line["net"] for line in paper.lines]


def test_a_page_without_words_has_no_fields() -> None:
    assert extracting.find(Sheet([Page(1, 595, 842, [])]), extracting.start()) == {}
    assert extracting.items(Sheet([])) == []


def test_letters_that_were_recognised_with_doubt_lower_the_confidence() -> None:
    def confidence(sure: float) -> float:
        texts = (("Invoice", 0.1), ("number:", 0.2), ("INV-00017", 0.3))
        words = [Word(text, 1, left, 0.1, left + 0.08, 0.115, sure) for text, left in texts]
        return extracting.find(Sheet([Page(1, 595, 842, words)]), extracting.start(), least=0.0)["number"].confidence

    assert confidence(0.986) == pytest.approx(confidence(1.0) * 0.97, abs=0.001), "as many of such words are right on scans"
    assert confidence(0.93) < confidence(0.966) < confidence(0.986) < confidence(1.0)


def test_trees_are_walked_as_they_were_grown(papers: Sequence[tuple[Paper, Known]]) -> None:
    """Scikit-learn grows them; the same candidates get the same log-odds from the lists that are kept of them."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    from kantor.engines.extracting.training import _planted

    given = [[float(x), float(x * y % 7), float(y)] for x in range(20) for y in range(20)]
    right = [(row[0] > 9) ^ (row[1] > 3) for row in given]
    grown = HistGradientBoostingClassifier(max_iter=8, early_stopping=False, random_state=1).fit(given, right)
    forest = _planted(grown, ("a", "b", "c"))
    place = {"a": 0, "b": 1, "c": 2}
    ours = [forest.log_odds([row[place[name]] for name in forest.names]) for row in given]
    assert ours == pytest.approx(list(grown.decision_function(given)), abs=1e-5)


def test_a_small_training_learns_a_field_and_gives_the_same_model_twice(papers: Sequence[tuple[Paper, Known]]) -> None:
    effort = Effort(trees=5, leaves=4, folds=2)
    documents = [document for _, document in papers]
    first, second = (extracting.train(documents, fields=["gross"], effort=effort, name="trial") for _ in range(2))
    assert first.as_bytes() == second.as_bytes()
    assert first.name.startswith("trial ")
    assert first.fields["gross"].passes_from is None, "twelve papers show nothing about one error in two hundred"


def test_numbers_of_every_country_are_checked_behind_the_walls_too() -> None:
    """An NPWP of sixteen digits is checked against a list of places, which nobody can open there any more."""
    words = [Word(text, 1, left, 0.1, left + 0.15, 0.115) for text, left in (("NPWP", 0.1), ("3171011708450001", 0.3), ("FAKTUR", 0.5))]
    assert not isinstance(read_pages(invoice_pages.read_pages, [Page(1, 595, 842, words)]), Refused)


def _page(*lines: str) -> Sheet:
    """A page with these lines; two blanks part columns of a fifth of its width."""
    words = []
    for row, line in enumerate(lines):
        for column, part in enumerate(line.split("  ")):
            left, top = 0.1 + 0.3 * column, 0.1 + 0.02 * row
            for text in part.split():
                words.append(Word(text, 1, left, top, left + 0.007 * len(text), top + 0.013))
                left += 0.007 * len(text) + 0.004
    return Sheet([Page(1, 595, 842, words)])


def test_a_number_before_a_comma_is_one() -> None:
    sheet = _page("Tagihan No. FKT-2406-7667, 03/06/24")
    assert "FKT-2406-7667" in {one.value for one in sheet.candidates["number"]}


def test_a_name_goes_on_in_the_next_line_of_a_narrow_column() -> None:
    sheet = _page("Sonnenhof Elektro UG  Lindner Software", "(haftungsbeschränkt)  GmbH & Co. KG", "Am Markt 83  Hafenstraße 7")
    names = {one.value for one in sheet.candidates["name"]}
    assert {"Sonnenhof Elektro UG (haftungsbeschränkt)", "Lindner Software GmbH & Co. KG"} <= names


@pytest.mark.parametrize("label", ["Perusahaan", "Company", "Firma:", "Nama", "Name:"])
def test_what_a_form_calls_a_name_is_no_part_of_it(label: str) -> None:
    assert "CV Sumber Group" in {one.value for one in _page(f"{label} CV Sumber Group").candidates["name"]}


def _gate(wrong_at: dict[float, int], passed: int) -> float | None:
    """The gate that comes of so many held-out values, the log-odds falling from 12; wrong_at: share of the way -> wrong ones there."""
    wrong = {round(share * passed) + place for share, count in wrong_at.items() for place in range(count)}
    told = [training.Outcome(12 - 6 * place / passed, -12.0, place not in wrong, True) for place in range(passed)]
    return training._gate(Calibration(0.9, 0.0, 0.0), told)[0]


def test_a_field_passes_only_from_where_the_promise_was_kept() -> None:
    assert _gate({}, 199) is None
    assert _gate({}, 200) is not None
    higher, lower = _gate({0.9: 9}, 600), _gate({0.9: 3}, 600)
    assert higher is not None
    assert lower is not None
    assert higher > lower


def test_where_nothing_unsure_was_held_out_a_confidence_as_high_as_the_promise_is_enough() -> None:
    told = [training.Outcome(12.0, -12.0, True, True)] * 300
    assert training._gate(Calibration(0.9, 0.0, 0.0), told)[0] == 1 - training.PROMISE


def test_a_label_is_no_part_of_the_amount_beside_it() -> None:
    sheet = _page("Gesamtbetrag  1.190,00 EUR")
    (one,) = sheet.candidates["amount"]
    assert sheet.lines[one.line].words(one.first, one.end) == "1.190,00"
