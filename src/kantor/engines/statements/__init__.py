"""Bank statements: any of the formats banks send, read into one model - pure, and exact to the cent."""

from kantor.engines.statements import camt, csv_guess, csv_lines, mt940, pacs004
from kantor.engines.statements.csv_cells import day
from kantor.engines.statements.csv_profile import ROLES, SIGNS, Profile
from kantor.engines.statements.letters import decoded, load_letters
from kantor.engines.statements.model import NO_CURRENCY, Balance, Line, Statement

is_camt, is_mt940, is_pacs004 = camt.is_camt, mt940.is_mt940, pacs004.is_pacs004
read_camt, read_mt940, read_pacs004 = camt.read, mt940.read, pacs004.read
guess, remapped, rows_of, read_csv = csv_guess.guess, csv_guess.remapped, csv_lines.rows_of, csv_lines.read


def is_day(text: str, order: str) -> bool:
    """Whether a cell of a CSV file tells a day, its parts in that order."""
    return day(text, order) is not None


__all__ = [
    "NO_CURRENCY",
    "ROLES",
    "SIGNS",
    "Balance",
    "Line",
    "Profile",
    "Statement",
    "decoded",
    "guess",
    "is_camt",
    "is_day",
    "is_mt940",
    "is_pacs004",
    "load_letters",
    "read_camt",
    "read_csv",
    "read_mt940",
    "read_pacs004",
    "remapped",
    "rows_of",
]
