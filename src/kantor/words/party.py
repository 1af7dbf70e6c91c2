"""What a four-eyed document may do to business partners, their bank accounts and their blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from kantor.words.effect import Part


class Account(NamedTuple):
    """A bank account. iban: also the local number where the country has no IBAN."""

    iban: str
    bic: str = ""
    holder: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewParty(Part):
    """A supplier or customer taken up.

    role: `supplier` or `customer`; number: '' takes the next free one; account: its personal account in the ledger; identifiers:
    (scheme, value) with scheme `vat`, `nip`, `npwp`, `tax`, `gln`, `registration` or `alias`; accounts: known and agreed from `from_on` on;
    terms: agreed with a customer: `einvoice` (format), `buyer_reference`, `credit_limit` (in the client's currency),
    `discount_days` and `discount_percent` of a cash discount.
    """

    kind: ClassVar[str] = "parties.supplier"
    name: str
    country: str
    from_on: date
    role: str = "supplier"
    number: str = ""
    language: str = "en"
    address: Mapping[str, str] = field(default_factory=dict)
    email: str = ""
    account: str = ""
    payment_days: int | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    identifiers: tuple[tuple[str, str], ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyChange(Part):
    """New values of a party by column (`name`, `country`, `language`, `address`, `email`, `account`, `payment_days` as digits or '',
    `terms`),
    identifiers that it gets and that it loses; was: the values that these replace, where another change meanwhile shall be noticed."""

    kind: ClassVar[str] = "parties.change"
    party_id: int
    values: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    was: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    gets: tuple[tuple[str, str], ...] = ()
    loses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyMerge(Part):
    """A party is the same as another, which stays: what belongs to either is found with that one from then on."""

    kind: ClassVar[str] = "parties.merge"
    party_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NewBankAccount(Part):
    """A bank account of a party, agreed from `from_on` on; replaces: its other accounts end the day before."""

    kind: ClassVar[str] = "parties.bank_account"
    party_id: int
    iban: str
    from_on: date
    bic: str = ""
    holder: str = ""
    replaces: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BankAccountEnd(Part):
    """A bank account is not paid to any more after `until_on`."""

    kind: ClassVar[str] = "parties.bank_account_end"
    party_id: int
    iban: str
    until_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Block(Part):
    """A party is blocked from a day on, for a reason; on: None lifts the block."""

    kind: ClassVar[str] = "parties.block"
    party_id: int
    on: date | None
    reason: str = ""
