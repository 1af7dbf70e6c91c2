"""Whose return it is, and for which days it is filed."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Taxpayer:
    """A company that files. tax_number: as the office gave it; office_code: by which a file names the office, '' where it does not."""

    name: str
    tax_number: str
    vat_id: str = ""
    office_code: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """from_on, until_on: first and last day of a month or a quarter; is_correction: a return of these days went before."""

    from_on: date
    until_on: date
    made_at: datetime
    is_correction: bool = False
