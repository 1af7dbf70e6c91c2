"""Reads an invoice off its pages: the fields that a model finds among the words, each with its box and how sure the model is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kantor.countries import check_iban
from kantor.departments.payables.supplier_invoice.derived import derive, taxes
from kantor.departments.payables.supplier_invoice.shown_before import earlier_papers, taught_rows, taught_values
from kantor.engines import extracting
from kantor.engines.codes import read_giro
from kantor.engines.extracting import Found, Item, Model, Sheet
from kantor.engines.language import Classifier, Guess
from kantor.words import PAGES, PASSES, SEEMS, Page, Reading, Source, TaughtPaper, Teaching, Value
from kantor.words.field import number

NEEDED = ("number", "issued_on", "gross", "iban", "supplier_vat_id")
"""Pages on which fewer than two of these are found say nothing that an invoice would."""
CREDIT_NOTES = ("credit note", "credit memo", "gutschrift", "rechnungskorrektur", "korygująca", "korekta faktury", "nota kredit")
AS_BEFORE = 3
"""A paper on which so many of these stand where they stood on an invoice of the same sender is an invoice, whatever its words say."""
TITLE_LINES = 25
TITLED = 0.9
CODED = 0.999
SORTED_BY = "sorted by "
"""How Source.path of a kind begins that a client's own classifier told; behind it stand its name and version."""


class Sorter(NamedTuple):
    """A client's own classifier of papers, and how a reading names it."""

    classifier: Classifier
    name: str


def prepare() -> None:
    """The model and the tables of numbers, opened before the sandbox closes."""
    extracting.start()
    extracting.prepare()
    check_iban("DE89370400440532013000")


def read_pages(pages: Sequence[Page]) -> Sequence[Reading]:
    """One reading where the pages look like an invoice, none where they do not; the model and its version stand as the reader."""
    return read_with(extracting.start(), pages)


def read_as_taught(pages: Sequence[Page], teaching: Teaching) -> Sequence[Reading]:
    """As `read_pages`, by the client's own model where it has one, and with what people showed on earlier papers of the same sender."""
    model = Model.from_bytes(teaching.model, name=teaching.name) if teaching.model else extracting.start()
    return read_with(model, pages, teaching.papers, sorter=_sorter(teaching))


def _sorter(teaching: Teaching) -> Sorter | None:
    if not teaching.kinds:
        return None
    sorter = Classifier.from_bytes(teaching.kinds)
    return Sorter(sorter, f"{teaching.name} {sorter.version}")


def read_with(
    model: Model, pages: Sequence[Page], papers: Sequence[TaughtPaper] = (), *, sorter: Sorter | None = None
) -> Sequence[Reading]:
    """As `read_pages`, by a given model; papers: earlier ones of the same sender. What they show goes before what the model finds. sorter:
    the client's own classifier of papers."""
    sheet, earlier = Sheet(pages), earlier_papers(papers)
    shown = taught_values(sheet, papers, earlier)
    kind = extracting.kind_of(sheet, sorter.classifier if sorter else None)
    if kind.is_sure and kind.label not in extracting.INVOICES and sum(key in shown for key in NEEDED) < AS_BEFORE:
        seems = Value(kind.label, Source("page", f"{SORTED_BY}{sorter.name}" if sorter else "", 1), kind.confidence)
        return [Reading(reader=f"{PAGES} {model.name}", values={SEEMS: seems})]
    found = extracting.find(sheet, model)
    gates = extracting.gates(found, model) if extracting.may_pass(kind) else {}
    values = {key: _value(one, gates.get(key)) for key, one in found.items()}
    values |= {key: one for key, one in shown.items() if key not in values or values[key].text != one.text}
    if sum(key in values for key in NEEDED) < 2:
        return []
    values["type_code"] = _type_code(sheet, kind)
    derive(values, sheet)
    values.update(_coded(pages))
    items, rows = taught_rows(sheet, papers, earlier, values["net"].text if "net" in values else "")
    tables = {"taxes": taxes(values, sheet, items), "lines": tuple(_line(row) for row in rows)}
    return [Reading(reader=f"{PAGES} {model.name}", values=values, tables=tables)]


def read_framed(pages: Sequence[Page]) -> Sequence[Reading]:
    """The lines of an invoice in words that a person framed, with the header of their table or without it; none where they are no table."""
    sheet = Sheet(pages)
    items = extracting.items(sheet) or extracting.unheaded(sheet)
    return [Reading(reader=PAGES, tables={"lines": tuple(_line(_row(item)) for item in items)})] if items else []


def _row(item: Item) -> dict[str, Value]:
    return {key: _value(one, None) for key, one in item.items()}


def _line(told: Mapping[str, Value]) -> dict[str, Value]:
    """A row of the table; that its VAT row is found, its category follows from its rate."""
    row = dict(told)
    if (rate := row.get("rate")) and number(rate.text):
        row["category"] = rate._replace(text="S")
    return row


def _value(found: Found, passes_from: float | None) -> Value:
    passes = passes_from is not None and found.confidence >= passes_from
    return Value(found.value, Source("page", PASSES if passes else "", found.page, found.box), found.confidence)


def _type_code(sheet: Sheet, kind: Guess) -> Value:
    """A credit note says so in its title; anything else is taken for an invoice, surely so where its words tell that it is one."""
    for line in sheet.lines[:TITLE_LINES]:
        text = line.text.casefold()
        for title in CREDIT_NOTES:
            if title in text and len(line.tokens) <= 6:
                return Value("381", Source("page", "", line.page, line.box(0, len(line.tokens))), TITLED)
    is_sure = kind.is_sure and kind.label == "supplier_invoice"
    return Value("380", Source("page", PASSES if is_sure else "", 1), kind.confidence if is_sure else TITLED)


def _coded(pages: Sequence[Page]) -> dict[str, Value]:
    """What a printed GiroCode asks to be transferred: a code corrects its own faults, recognised letters do not."""
    for code in (code for page in pages for code in page.codes):
        if giro := read_giro(code.text):
            told = {
                "iban": giro.iban,
                "bic": giro.bic,
                "payable": str(giro.amount or ""),
                "remittance": giro.reference or giro.text,
            }
            source = Source("page", PASSES, code.page, (code.x0, code.y0, code.x1, code.y1))
            return {key: Value(text, source, CODED) for key, text in told.items() if text}
    return {}
