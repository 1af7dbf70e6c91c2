"""Effect parts of accounting, pure records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kantor.kit.money import Money
from kantor.words.effect import Part
from kantor.words.locking import MAIN


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedEntry(Part):
    """An entry that is filed as a document of its own when its day has come, exactly once.

    number: its place in the plan of its document, from 1; due_on: the day on which it is booked; lines: as of a journal entry by hand;
    ledger: of the books that it stands in; total: in the ledger `tax` below zero where tax depreciates less.
    """

    kind: ClassVar[str] = "accounting.planned"
    number: int
    due_on: date
    text: str
    total: str
    lines: tuple[Mapping[str, str], ...]
    ledger: str = MAIN


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetChange(Part):
    """What became of an asset. asset_id: document of the asset; follows: document of the change before, 0 for the first; worn_until: last
    day that is worn as before; amount, months: as decided; cost, worn, arrears: exact amounts by which cost and depreciation change;
    units: how many of its things it loses."""

    kind: ClassVar[str] = "accounting.asset_change"
    asset_id: int
    follows: int
    change: str
    on: date
    worn_until: date
    amount: str
    months: int
    cost: str
    worn: str
    arrears: str
    units: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Centre(Part):
    """A cost centre or project as it holds from now on. dimension: one of `kantor.words.dimensions.DIMENSIONS`; until_on: None for no end;
    email: of who answers for it; above: the code that it belongs to, ''."""

    kind: ClassVar[str] = "accounting.centre"
    dimension: str
    code: str
    name: str
    from_on: date
    until_on: date | None
    email: str
    above: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Allocated(Part):
    """The costs of a centre were divided for the month that ends on a day, once."""

    kind: ClassVar[str] = "accounting.allocated"
    centre: str
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class VatReturn(Part):
    """A return that was approved: it is kept, and its file is written from the books.

    form: of `countries.returns.FORMS`; whole_tax: of the days; tax: what that adds to the returns before it of the same days; payable: less
    what this return deducts; deduction: what all returns of the days deduct as paid in advance or carried; figures: box -> what is stated;
    excess: `refund`, `carry` or ''; office_code: by which the file names the office.
    """

    kind: ClassVar[str] = "accounting.vat_return"
    form: str
    from_on: date
    until_on: date
    purpose: str
    whole_tax: Money
    tax: Money
    payable: Money
    deduction: Money
    excess: str
    figures: Mapping[str, str]
    office_code: str
    tax_number: str
    email: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VatReturnFiled(Part):
    """That a return reached the tax office: on which day, and the number of its receipt."""

    kind: ClassVar[str] = "accounting.vat_return_filed"
    return_id: int
    filed_on: date
    receipt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseItem(Part):
    """An item of the checklist by which months are closed. check: key of a check of the house whose owner and day it names, '' for what a
    person does; email: of its owner; due_days: after the end of the period; rhythm: monthly, quarterly or yearly; from_on: first day."""

    kind: ClassVar[str] = "accounting.close_item"
    title: str
    check: str
    email: str
    due_days: int
    rhythm: str
    from_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Revaluation(Part):
    """A currency was valued on a closing day, once. rate: units of the books' currency for one of it, exact."""

    kind: ClassVar[str] = "accounting.revaluation"
    on: date
    currency: str
    rate: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OssRegistration(Part):
    """The client joins the One Stop Shop of the Union on a day, or it is its last day there."""

    kind: ClassVar[str] = "accounting.oss_registration"
    joins: bool
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class OssReturn(Part):
    """A return of the One Stop Shop that was approved. quarter: `2026-Q1`; figures, corrections: rows as the document has them; payable: in
    euros; cleared: what leaves the account of the states' tax, in the books' currency."""

    kind: ClassVar[str] = "accounting.oss_return"
    quarter: str
    vat_id: str
    payable: Money
    cleared: Money
    figures: tuple[Mapping[str, str], ...]
    corrections: tuple[Mapping[str, str], ...]
