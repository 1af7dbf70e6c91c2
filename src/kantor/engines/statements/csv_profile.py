"""How one bank writes its CSV files: which column says what, how days and amounts are written, and what money out looks like."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROLES = (
    "booked_on",
    "value_on",
    "amount",
    "credit",
    "debit",
    "mark",
    "currency",
    "balance",
    "name",
    "iban",
    "bic",
    "text",
    "remittance",
    "reference",
    "end_to_end_id",
    "mandate",
    "creditor_id",
    "account",
)
SIGNS = ("as_written", "turned")
"""Whether an amount without minus is money in, or money out as on the statements of cards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """columns: role -> column from 0; header: the cells above the lines, by which files of the bank are known again, none where it
    writes none; width: cells of a line; order: of a day's parts; decimal: the sign before the cents; sign: one of SIGNS; out_marks and
    in_marks: what a direction column says of money out and in; currency: where no column tells it."""

    separator: str
    header: tuple[str, ...] = ()
    width: int
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    order: str = "dmy"
    decimal: str = ","
    sign: str = "as_written"
    out_marks: tuple[str, ...] = ()
    in_marks: tuple[str, ...] = ()
    currency: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for all files of one bank that look alike: its header, or how wide its lines are and where the amounts stand."""
        if self.header:
            return self.separator + "|".join(cell.strip().casefold() for cell in self.header)
        places = ",".join(f"{role}:{self.columns[role][0]}" for role in ROLES[:6] if self.columns.get(role))
        return f"{self.separator}{self.width}|{places}"
