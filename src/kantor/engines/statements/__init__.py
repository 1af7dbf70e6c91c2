"""Bank statements: any of the formats banks send, read into one model - pure, and exact to the cent."""

from kantor.engines.statements import camt, csv_guess, csv_lines, mt940
from kantor.engines.statements.csv_profile import ROLES, SIGNS, Profile
from kantor.engines.statements.letters import load_letters
from kantor.engines.statements.model import NO_CURRENCY, Balance, Line, Statement

is_camt, is_mt940 = camt.is_camt, mt940.is_mt940
read_camt, read_mt940 = camt.read, mt940.read
guess, rows_of, read_csv = csv_guess.guess, csv_lines.rows_of, csv_lines.read

__all__ = [
    "NO_CURRENCY",
    "ROLES",
    "SIGNS",
    "Balance",
    "Line",
    "Profile",
    "Statement",
    "guess",
    "is_camt",
    "is_mt940",
    "load_letters",
    "read_camt",
    "read_csv",
    "read_mt940",
    "rows_of",
]
