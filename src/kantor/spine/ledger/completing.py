"""Completing the accounts of a client that was taken on when charts were shorter: roles that nobody plays get their account."""

from collections.abc import Sequence
from typing import NamedTuple

from kantor.kit.columns import texts
from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.ledger import queries
from kantor.spine.ledger.actions import ChartAccount
from kantor.spine.ledger.queries import QUERIES, AccountRow


class Completed(NamedTuple):
    """added: numbers of new accounts; given: role -> an account that was there and plays it from now on; barred: role -> an account of
    that number which is closed or of another kind, so that somebody has to decide."""

    added: tuple[str, ...]
    given: dict[str, str]
    barred: dict[str, str]

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.given)


def completion(chart: Sequence[ChartAccount], client_id: int) -> Completed:
    """What `complete_accounts` would do now; reads alone."""
    return _plan(chart, client_id)[0]


def complete_accounts(chart: Sequence[ChartAccount], *, actor: Actor) -> Completed:
    """Give each role of `chart` that no open account of the client plays to the account of the chart's number, added where it is missing.

    Whatever somebody plays stays as it is, and so do names, kinds and tax codes of accounts that are there. Run again, it does nothing.
    """
    (client_id,) = actor.clients
    done, fresh = _plan(chart, client_id)
    if fresh:
        columns = (texts(column) for column in zip(*fresh, strict=True))
        given = dict(zip(("numbers", "names", "kinds", "roles", "tax_codes"), columns, strict=True))
        QUERIES.run("add_accounts", client_id=client_id, **given)
    if done.given:
        QUERIES.run("give_roles", client_id=client_id, roles=texts(done.given), numbers=texts(done.given.values()))
    if done.is_change:
        content = {"added": list(done.added), "given": done.given}
        event = trail.Event(
            client_id=client_id,
            kind="ledger.accounts_completed",
            document_id=None,
            person_id=actor.person_id,
            at=actor.at,
            content=content,
        )
        trail.append([event])
    return done


def _plan(chart: Sequence[ChartAccount], client_id: int) -> tuple[Completed, list[ChartAccount]]:
    """What is to be done, and the accounts to add with no other role than those that nobody plays."""
    known = {row.number: row for row in queries.accounts(client_id)}
    played = {role for row in known.values() if row.closed_on is None for role in row.role.split()}
    fresh: list[ChartAccount] = []
    given: dict[str, str] = {}
    barred: dict[str, str] = {}
    for account in chart:
        lacking = [role for role in account.role.split() if role not in played]
        if not lacking:
            continue
        there = known.get(account.number)
        if there is None:
            fresh.append(account._replace(role=" ".join(lacking)))
        else:
            (given if _fits(there, account) else barred).update(dict.fromkeys(lacking, account.number))
    return Completed(tuple(account.number for account in fresh), given, barred), fresh


def _fits(there: AccountRow, wanted: ChartAccount) -> bool:
    return there.closed_on is None and there.kind == wanted.kind
