"""What a report is: its key, and how its table is made; whatever shows a table knows nothing else about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from kantor.kit.money import Money
from kantor.spine.access import ClientRecord

AMOUNT = "amount"
Cell = Money | date | str | None
Style = Literal["line", "sum", "account"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """client: whose books; from_on, until_on: first and last day of periods, of a report of one day both that day; today: by which what
    is so now is called overdue; accounts: whether a statement shows the accounts behind its lines; line: key of the one line that is
    opened; language: in which the table is written."""

    client: ClientRecord
    from_on: date
    until_on: date
    today: date
    accounts: bool = False
    line: str = ""
    language: str = "en"


class Heading(NamedTuple):
    """key: of its words below `accounting.column`; holds: `amount` or `text`; about: what fills the words; said: stands as it is in
    place of words, such as a name."""

    key: str
    holds: str = "text"
    about: str = ""
    said: str = ""


class Line(NamedTuple):
    """A row. key: of a statement's line, '' elsewhere; level: how deep it is set in; account, party, document: where it leads to; within:
    (`cost_centre` or `project`, its code) of which postings of the account the row is, none for all."""

    cells: tuple[Cell, ...]
    style: Style = "line"
    level: int = 0
    key: str = ""
    account: str = ""
    party: int | None = None
    document: int | None = None
    within: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """headings: as many as each line has cells; note: key of a sentence below the table, '' for none."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """make(asked) reads the books of the acting client; LookupError where the country or chart has no such report.

    is_statement: has lines with accounts behind them; opens: its lines open into documents; prepares: the type of the document that is
    made of it; is_now: shows what is so now, whatever days are asked for; is_of_day: shows how it stood at the end of one day, which need
    not be the last of a period.
    """

    key: str
    make: Callable[[Asked], Table]
    is_statement: bool = False
    is_now: bool = False
    is_of_day: bool = False
    opens: bool = False
    prepares: str = ""
