"""The door for sheets: CSV and XLSX files with suppliers, accounts, orders, receipts or open items, and tables that leave the house."""

from kantor.channels.sheets.importing import KINDS, Import, Imported, prepare, take_in
from kantor.channels.sheets.parsing import Fault, Line, Parsed, parse
from kantor.channels.sheets.reading import Sheet, SheetUnreadable, read_sheet
from kantor.channels.sheets.writing import write_table

__all__ = [
    "KINDS",
    "Fault",
    "Import",
    "Imported",
    "Line",
    "Parsed",
    "Sheet",
    "SheetUnreadable",
    "parse",
    "prepare",
    "read_sheet",
    "take_in",
    "write_table",
]
