"""Which clients stand together as a group, at which rates, over which days: asked for alike on screen and by programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kantor.countries.group_lines import group_lines
from kantor.countries.layouts import Statement
from kantor.departments.accounting.pages.asking import asked_of, periods_of
from kantor.departments.accounting.pages.saving import Head, saved_table, span_said
from kantor.departments.accounting.reports import Asked, Table
from kantor.departments.accounting.reports.group import Group, consolidated, fits
from kantor.departments.accounting.reports.group_abroad import consolidated_abroad
from kantor.departments.accounting.reports.translating import Rates
from kantor.spine.access import ClientRecord

STATEMENTS: tuple[Statement, ...] = ("balance_sheet", "income_statement")


@dataclass(frozen=True, kw_only=True, slots=True)
class Together:
    """chosen: the first gives the currency and, where all fit it, the layout; members: of those, whose rates are known; found: None of
    fewer than two members."""

    asked: Asked
    chosen: tuple[ClientRecord, ...]
    members: tuple[ClientRecord, ...]
    found: Group | None

    @property
    def left_out(self) -> tuple[ClientRecord, ...]:
        return tuple(one for one in self.chosen if one not in self.members)

    def table(self, statement: Statement) -> Table:
        """Raises LookupError where there is no group."""
        if self.found is None:
            raise LookupError(statement)
        return self.found.balance_sheet if statement == "balance_sheet" else self.found.income_statement


def together(
    chosen: Sequence[ClientRecord], days: Mapping[str, str], rates: Mapping[str, Rates], today: date, lead: int | None = None
) -> Together:
    """chosen: all of them read by the acting person; days: `from` and `until`; rates: by currency; lead: id of the one that comes first."""
    ordered = sorted(chosen, key=lambda one: one.id != lead)
    first = ordered[0]
    members = [one for one in ordered if one.currency == first.currency or one.currency in rates]
    asked = asked_of(days, first, today, periods_of(first))
    found = _found(members, asked, rates) if len(members) > 1 else None
    return Together(asked=asked, chosen=tuple(ordered), members=tuple(members), found=found)


def _found(members: Sequence[ClientRecord], asked: Asked, rates: Mapping[str, Rates]) -> Group:
    """By the layout that all of them share, else in the positions of a group."""
    if all(fits(members[0], one) for one in members):
        return consolidated(members, asked.from_on, asked.until_on, asked.language)
    return consolidated_abroad(members, (asked.from_on, asked.until_on), asked.language, rates)


def own_line(statement: Statement, key: str, member: ClientRecord) -> str:
    """The line of a member's own statement that a line of the group opens into; '' where it is made of several, or a sum."""
    positions = {one.key: one.lines.get(member.country, ()) for one in group_lines(statement)}
    own = positions.get(key, (key,))
    return own[0] if len(own) == 1 else ""


def saved_group(kind: str, statement: Statement, group: Together, at: datetime) -> bytes:
    """kind: csv, xlsx or pdf. Raises LookupError where there is no group."""
    names = ", ".join(one.name for one in group.members)
    head = Head(f"accounting.report.{statement}", names, span_said(group.asked), group.members[0].currency)
    return saved_table(kind, head, group.table(statement), group.asked.language, at)


def group_file_name(kind: str, statement: Statement, group: Together) -> str:
    return f"group-{statement}-{group.members[0].code}-{group.asked.until_on.isoformat()}.{kind}"
