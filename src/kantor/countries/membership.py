"""Which states belong to the VAT territory of the European Union on a day, and which VAT prefix they write."""

from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from kantor.countries import tables

Supply = Literal["goods", "services"]
"""What is bought; None where the document does not say."""

Region = Literal["home", "eu", "third"]
"""Where the seller sits, seen from the buyer: the same country, another member state, or neither."""


class Membership(NamedTuple):
    """A spell of membership. scope: `all`, or `goods` where only supplies of goods count as within the Union (Northern Ireland)."""

    country: str
    vat_prefix: str
    scope: str
    valid_from: date
    valid_until: date | None
    source: str


def eu_members(on: date) -> frozenset[str]:
    """ISO codes of the member states (Greece is GR) whose VAT territory is that of the Union on the day, without Northern Ireland."""
    return frozenset(row.country for row in tables.in_force(_memberships(), on) if row.scope == "all" and row.country == _own_code(row))


def is_in_eu(country: str, on: date, supply: Supply | None = None) -> bool:
    """True where supplies from the country are supplies from within the Union; `XI` only for goods, Monaco as France."""
    code = iso_country(country)
    return any(row.country == code and (row.scope == "all" or supply != "services") for row in tables.in_force(_memberships(), on))


@cache
def vat_prefix(country: str) -> str:
    """The prefix of VAT ids of the country: EL for Greece, FR for Monaco, else the ISO code."""
    code = iso_country(country)
    return next((row.vat_prefix for row in _memberships() if row.country == code), code)


def iso_country(code: str) -> str:
    """The ISO 3166 code behind a VAT prefix or country code in any case: EL becomes GR."""
    upper = code.strip().upper()
    return "GR" if upper == "EL" else upper


def region(seller: str, buyer: str, on: date, supply: Supply | None = None) -> Region:
    """Where the seller's country lies as seen from the buyer's."""
    if vat_prefix(seller) == vat_prefix(buyer):
        return "home"
    return "eu" if is_in_eu(seller, on, supply) else "third"


def _own_code(row: Membership) -> str:
    """The member state that uses the row's prefix: territories that use another state's prefix are not members themselves."""
    return iso_country(row.vat_prefix)


@cache
def _memberships() -> tuple[Membership, ...]:
    return tuple(
        Membership(
            country=row["country"],
            vat_prefix=row["vat_prefix"],
            scope=row["scope"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=tables.day(row["valid_until"]),
            source=row["source"],
        )
        for row in tables.rows("", "eu_members.csv")
    )
