"""Finds the fields of a business paper in the words of its pages: candidates, a learned ranking, and a confidence that was measured."""

from kantor.engines.extracting.addresses import address
from kantor.engines.extracting.candidates import FIELDS, KIND_OF, Sheet
from kantor.engines.extracting.classroom import SORTERS, learned
from kantor.engines.extracting.gates import gates
from kantor.engines.extracting.goods import goods
from kantor.engines.extracting.items import Item, items, unheaded
from kantor.engines.extracting.kinds import INVOICES, kind_of, may_pass, usual_kinds
from kantor.engines.extracting.layouts import Earlier, Recalled, recall
from kantor.engines.extracting.model import Model, start
from kantor.engines.extracting.ranking import Found, find
from kantor.engines.extracting.rates import TaxRow, tax_rows
from kantor.engines.extracting.reader import prepare
from kantor.engines.extracting.schooling import FEWEST_DOCUMENTS, Exam, Marks, Schooled, school
from kantor.engines.extracting.shown_tables import RecalledRows, proof, recall_rows
from kantor.engines.extracting.sorters import SchooledSorter, further, school_sorter
from kantor.engines.extracting.terms import terms
from kantor.engines.extracting.training import USUAL, Effort, Known, is_same, train

__all__ = [
    "FEWEST_DOCUMENTS",
    "FIELDS",
    "INVOICES",
    "KIND_OF",
    "SORTERS",
    "USUAL",
    "Earlier",
    "Effort",
    "Exam",
    "Found",
    "Item",
    "Known",
    "Marks",
    "Model",
    "Recalled",
    "RecalledRows",
    "Schooled",
    "SchooledSorter",
    "Sheet",
    "TaxRow",
    "address",
    "find",
    "further",
    "gates",
    "goods",
    "is_same",
    "items",
    "kind_of",
    "learned",
    "may_pass",
    "prepare",
    "proof",
    "recall",
    "recall_rows",
    "school",
    "school_sorter",
    "start",
    "tax_rows",
    "terms",
    "train",
    "unheaded",
    "usual_kinds",
]
