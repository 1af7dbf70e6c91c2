"""Which accounts of a chart hold what the register of assets keeps: property in use and rights, by the lines of the balance sheet."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from kantor.countries.layouts import layout, places
from kantor.spine import access, ledger
from kantor.spine.access import ClientRecord
from kantor.words import Answer, Answers, Ask

ROOT, FLOW = "fixed_assets", "fixed"
NOT_IN_THE_REGISTER = frozenset(
    {"under_construction", "construction_advances", "intangible_advances", "financial_assets", "long_term_investments"}
)
"""What is not in use yet, and what wears nothing: lines whose accounts no asset is entered for."""


def register_accounts(client: ClientRecord) -> list[str]:
    """Numbers of the client's chart, accounts of accumulated depreciation among them; nothing for a chart without a layout."""
    return [one.number for one in ledger.accounts(client.id) if one.kind == "asset" and is_kept(client.country, client.chart, one.number)]


@lru_cache(maxsize=10_000)
def is_kept(country: str, chart: str, number: str) -> bool:
    """Whether the register of assets keeps what stands on an account of a chart."""
    if not (kept := _kept(country, chart)):
        return False
    return places(layout(country, chart, "balance_sheet"), [number])[number].get("d") in kept


@cache
def _kept(country: str, chart: str) -> frozenset[str]:
    """Keys of the lines below fixed assets, without those that the register does not keep."""
    try:
        lines = layout(country, chart, "balance_sheet")
    except LookupError:
        return frozenset()
    below = {ROOT}
    for line in lines:
        if line.parent in below and line.key not in NOT_IN_THE_REGISTER:
            below.add(line.key)
    return frozenset(line.key for line in lines if line.key in below and line.flow == FLOW)


def _asset_account(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (account,) -> whether the register of assets keeps what stands on it."""
    client = access.client(access.acting_client())
    return {ask: is_kept(client.country, client.chart, ask.about[0]) for ask in asks}


ANSWERS: dict[str, Answer] = {"accounting.asset_account": _asset_account}
