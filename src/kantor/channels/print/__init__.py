"""Letters on paper, and the words that go with invoices: what stands in the outbox, in the language of whoever gets it."""

from kantor.channels.print.invoice import invoice_words
from kantor.channels.print.letter import LetterFault, cached, letter

__all__ = ["LetterFault", "cached", "invoice_words", "letter"]
