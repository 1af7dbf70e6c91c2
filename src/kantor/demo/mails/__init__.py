"""Made-up mails in four languages, seeded, from which the house learns to tell complaints, inquiries, orders and the rest apart."""

from kantor.demo.mails.dashing import dashed
from kantor.demo.mails.sorting import mails_model
from kantor.demo.mails.writing import FIFTHS, KINDS, Mail, mails

__all__ = ["FIFTHS", "KINDS", "Mail", "dashed", "mails", "mails_model"]
