"""Opening books, importing accounts, holding open items back: what is done to the books besides posting."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kantor.kit.columns import days, numbers, texts
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.spine.ledger.queries import QUERIES

KINDS = ("asset", "liability", "equity", "revenue", "expense")
MONTHS = 12


class ChartAccount(NamedTuple):
    """A line of a chart of accounts. kind: asset, liability, equity, revenue, expense; role: what the house uses it for
    (`payables`), several separated by blanks."""

    number: str
    name: str
    kind: str
    role: str = ""
    tax_code: str = ""


class Imported(NamedTuple):
    """How many accounts an import added and how many it changed."""

    added: int
    changed: int


def open_books(chart: Sequence[ChartAccount], *, fiscal_year: int, start_month: int = 1, currency: str, actor: Actor) -> Imported:
    """The accounts of `chart` and the twelve open months of a fiscal year, kept in `currency`; what is there already stays.

    The fiscal year is named by the calendar year in which it begins. Refuses months that overlap those of another fiscal year.
    """
    (client_id,) = actor.clients
    imported = import_accounts(chart, actor=actor)
    starts = [_month(fiscal_year, start_month + offset) for offset in range(MONTHS)]
    ends = [_month(fiscal_year, start_month + offset + 1) - timedelta(days=1) for offset in range(MONTHS)]
    other = QUERIES.one("overlapping_period", client_id=client_id, year=fiscal_year, starts_on=starts[0], ends_on=ends[-1])
    if other is not None:
        raise Refusal("ledger.periods_overlap", evidence={"year": str(other.year), "starts_on": other.starts_on.isoformat()})
    opened = QUERIES.run(
        "open_periods",
        client_id=client_id,
        year=fiscal_year,
        currency=currency,
        numbers=numbers(range(1, MONTHS + 1)),
        starts=days(starts),
        ends=days(ends),
    )
    if opened:
        _tell("ledger.year_opened", actor, year=fiscal_year, starts_on=starts[0].isoformat(), currency=currency)
    return imported


def import_accounts(chart: Sequence[ChartAccount], *, actor: Actor) -> Imported:
    """Add accounts; the name, role and tax code of those that are there are brought up to date.

    Refuses an unknown kind, a number that comes twice, and another kind for an account that is there: its postings would change sides.
    """
    (client_id,) = actor.clients
    if not chart:
        return Imported(0, 0)
    seen: set[str] = set()
    for account in chart:
        if account.kind not in KINDS:
            raise Refusal("ledger.account_kind_unknown", evidence={"account": account.number, "kind": account.kind})
        if account.number in seen:
            raise Refusal("ledger.account_twice", evidence={"account": account.number})
        seen.add(account.number)
    columns = [texts(column) for column in zip(*chart, strict=True)]
    given = dict(zip(("numbers", "names", "kinds", "roles", "tax_codes"), columns, strict=True))
    other_kind = QUERIES.one("account_of_other_kind", client_id=client_id, numbers=given["numbers"], kinds=given["kinds"])
    if other_kind is not None:
        evidence = {"account": other_kind.number, "kind": other_kind.kind, "asked": other_kind.asked}
        raise Refusal("ledger.account_kind_differs", evidence=evidence)
    written = QUERIES.rows("import_accounts", client_id=client_id, **given)
    added = [row.number for row in written if row.added]
    changed = [row.number for row in written if not row.added]
    if written:
        _tell("ledger.accounts_imported", actor, added=added, changed=changed)
    return Imported(len(added), len(changed))


def hold(open_item_ids: Sequence[int], *, reason: str, actor: Actor) -> None:
    """Keep open items out of payment proposals. Refuses what is unknown or already settled."""
    if not reason.strip():
        raise Refusal("ledger.reason_missing")
    _set_held(open_item_ids, reason, "ledger.open_items_held", actor)


def release(open_item_ids: Sequence[int], *, actor: Actor) -> None:
    """Let held open items be paid again."""
    _set_held(open_item_ids, "", "ledger.open_items_released", actor)


def _set_held(open_item_ids: Sequence[int], reason: str, event: str, actor: Actor) -> None:
    wanted = sorted(set(open_item_ids))
    done = {row.id for row in QUERIES.rows("hold_open_items", client_id=actor.clients[0], items=wanted, reason=reason)}
    if missing := [id for id in wanted if id not in done]:
        raise Refusal("ledger.open_item_unknown", evidence={"open_item": str(missing[0])})
    if wanted:
        _tell(event, actor, open_items=wanted, reason=reason)


def _tell(kind: str, actor: Actor, **content: object) -> None:
    (client_id,) = actor.clients
    trail.append([trail.Event(client_id=client_id, kind=kind, document_id=None, person_id=actor.person_id, at=actor.at, content=content)])


def _month(year: int, month: int) -> date:
    """The first day of the month; month 13 is January of the next year."""
    years, zero_based = divmod(month - 1, MONTHS)
    return date(year + years, zero_based + 1, 1)
