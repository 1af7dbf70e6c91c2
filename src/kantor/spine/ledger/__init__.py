"""The books: double entry in money and in goods, immutable, with gapless vouchers, balances, open items and periods.

Documents reach them only as effect parts (`PARTS`), through `documents.take_effect`; everything else here opens, closes, holds or reads.
"""

from kantor.spine.ledger.actions import (
    ChartAccount,
    Imported,
    hold,
    import_accounts,
    open_books,
    release,
)
from kantor.spine.ledger.answers import ANSWERS
from kantor.spine.ledger.completing import Completed, complete_accounts, completion
from kantor.spine.ledger.entries import EntryParts
from kantor.spine.ledger.goods import OUTSIDE, MoveParts
from kantor.spine.ledger.locking import LockParts, close_period
from kantor.spine.ledger.queries import (
    PAGE,
    AccountRow,
    AgeRow,
    BalanceRow,
    CarriedRow,
    EntryRow,
    OpenItemRow,
    PeriodRow,
    PostingRow,
    SheetRow,
    StockRow,
    account_roles,
    account_sheet,
    accounts,
    ageing,
    carried_forward,
    differences,
    entries_of_document,
    journal,
    open_items,
    periods,
    stock,
    trial_balance,
    voucher_text,
    vouchers_of,
)
from kantor.spine.ledger.settlements import SettlementParts
from kantor.spine.ledger.turnover import carry_turnover, turnover_waiting
from kantor.spine.ledger.waiting import waiting_taxes

PARTS = (MoveParts(), SettlementParts(), LockParts(), EntryParts())

__all__ = [
    "ANSWERS",
    "OUTSIDE",
    "PAGE",
    "PARTS",
    "AccountRow",
    "AgeRow",
    "BalanceRow",
    "CarriedRow",
    "ChartAccount",
    "Completed",
    "EntryParts",
    "EntryRow",
    "Imported",
    "LockParts",
    "MoveParts",
    "OpenItemRow",
    "PeriodRow",
    "PostingRow",
    "SettlementParts",
    "SheetRow",
    "StockRow",
    "account_roles",
    "account_sheet",
    "accounts",
    "ageing",
    "carried_forward",
    "carry_turnover",
    "close_period",
    "complete_accounts",
    "completion",
    "differences",
    "entries_of_document",
    "hold",
    "import_accounts",
    "journal",
    "open_books",
    "open_items",
    "periods",
    "release",
    "stock",
    "trial_balance",
    "turnover_waiting",
    "voucher_text",
    "vouchers_of",
    "waiting_taxes",
]
