"""The shared vocabulary of the house: frozen records that cross every border, without behaviour that touches the world."""

from kantor.words.applying import Applied, Refusal
from kantor.words.document import Department, DocumentType, ReadFile, Rule, Unreadable, Verified
from kantor.words.effect import (
    Claim,
    Effect,
    Entry,
    FollowUp,
    Letter,
    Move,
    OpenItem,
    Part,
    Payment,
    Posting,
    Reversal,
    Settlement,
)
from kantor.words.field import ALSO, NOBODY, PAGES, PASSES, Field, Kind, Reading, Source, Table, Value
from kantor.words.finding import Finding, Severity, worst
from kantor.words.lesson import Lesson, lessons_asked, taught
from kantor.words.page import CARRIED, OCR, TEXT_LAYER, UNREAD_PAGES, Code, Page, Word, page_of, placed, turned_box
from kantor.words.passing import Passing, Support, passing
from kantor.words.process import Handing, Process, Step
from kantor.words.question import Answer, Answers, Ask
from kantor.words.sameness import is_same
from kantor.words.seeming import SEEMS, seems
from kantor.words.teaching import BELOW, BESIDE, SAME, TAUGHT_BY, Shown, Taught, TaughtPaper, Teaching, shown_of, taught_by

__all__ = [
    "ALSO",
    "BELOW",
    "BESIDE",
    "CARRIED",
    "NOBODY",
    "OCR",
    "PAGES",
    "PASSES",
    "SAME",
    "SEEMS",
    "TAUGHT_BY",
    "TEXT_LAYER",
    "UNREAD_PAGES",
    "Answer",
    "Answers",
    "Applied",
    "Ask",
    "Claim",
    "Code",
    "Department",
    "DocumentType",
    "Effect",
    "Entry",
    "Field",
    "Finding",
    "FollowUp",
    "Handing",
    "Kind",
    "Lesson",
    "Letter",
    "Move",
    "OpenItem",
    "Page",
    "Part",
    "Passing",
    "Payment",
    "Posting",
    "Process",
    "ReadFile",
    "Reading",
    "Refusal",
    "Reversal",
    "Rule",
    "Settlement",
    "Severity",
    "Shown",
    "Source",
    "Step",
    "Support",
    "Table",
    "Taught",
    "TaughtPaper",
    "Teaching",
    "Unreadable",
    "Value",
    "Verified",
    "Word",
    "is_same",
    "lessons_asked",
    "page_of",
    "passing",
    "placed",
    "seems",
    "shown_of",
    "taught",
    "taught_by",
    "turned_box",
    "worst",
]
