"""The rules that documents of master data share: filled in, readable, and numbers that can be right."""

from kantor.departments.masterdata.rules.filled import filled, look, stop
from kantor.departments.masterdata.rules.numbers import bank_numbers, known_party, not_there_yet, party, supplier_with, wrong_tax_numbers

__all__ = ["bank_numbers", "filled", "known_party", "look", "not_there_yet", "party", "stop", "supplier_with", "wrong_tax_numbers"]
