"""Business papers that nobody ever sent: made from a seed in four languages, each with the truth about what it says."""

from kantor.demo.papers.deal import Paper
from kantor.demo.papers.degrading import scans
from kantor.demo.papers.layouts import HELD_OUT, TRAINED
from kantor.demo.papers.learning import known, start_model
from kantor.demo.papers.making import invoices, others, pdf, receipts
from kantor.demo.papers.office_files import FORMS

__all__ = ["FORMS", "HELD_OUT", "TRAINED", "Paper", "invoices", "known", "others", "pdf", "receipts", "scans", "start_model"]
