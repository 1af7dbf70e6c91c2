"""Columns of the books: accounts, periods, entries, postings, balances, open items, and the goods ledger."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Account(ClientRow):
    """An account of the client's chart. kind: asset, liability, equity, revenue, expense; role: what the house
    uses it for (`payables`), several separated by blanks."""

    number = models.TextField()
    name = models.TextField()
    kind = models.TextField()
    role = models.TextField(blank=True, default="")
    tax_code = models.TextField(blank=True, default="")
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "ledger_account"
        constraints = [models.UniqueConstraint(fields=["client_id", "number"], name="ledger_account_number")]
        indexes = [models.Index(fields=["client_id", "role"], name="ledger_account_role")]


class Period(ClientRow):
    """A month of a fiscal year, in the currency in which its books are kept. Posting locks it FOR SHARE, closing FOR UPDATE.

    held_at: since when only late postings with a reason come in; filed_at: since when nothing with a tax code does, because a return was
    filed; change_id: the last of its changes.
    """

    year = models.IntegerField(help_text="fiscal year, named by the calendar year in which it begins")
    number = models.SmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    currency = models.CharField(max_length=3)
    closed_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    change_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "ledger_period"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "year", "number"], name="ledger_period_number"),
            models.UniqueConstraint(fields=["client_id", "starts_on"], name="ledger_period_start"),
            models.CheckConstraint(name="ledger_period_days", condition=models.Q(starts_on__lte=models.F("ends_on"))),
        ]


class PeriodChange(ClientRow):
    """A period was held, closed, reopened, or its taxes were locked or unlocked; document_id: by which two people decided it."""

    period_id = models.BigIntegerField()
    change = models.TextField()
    reason = models.TextField()
    document_id = models.BigIntegerField(null=True)
    person_id = models.IntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_period_change"
        constraints = [models.CheckConstraint(name="ledger_period_change_reason", condition=~models.Q(reason=""))]
        indexes = [models.Index(fields=["client_id", "period_id", "id"], name="ledger_period_change_period")]


class LatePosting(ClientRow):
    """A document that posts into a period which is held, and why."""

    document_id = models.BigIntegerField()
    period_id = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_late_posting"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id", "period_id"], name="ledger_late_posting_document"),
            models.CheckConstraint(name="ledger_late_posting_reason", condition=~models.Q(reason="")),
        ]


class Counter(ClientRow):
    """The last voucher number of a series in a fiscal year; locked last, so that numbers have no gaps and nobody waits long."""

    series = models.TextField()
    year = models.IntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "ledger_counter"
        constraints = [models.UniqueConstraint(fields=["client_id", "series", "year"], name="ledger_counter_series")]


class Entry(ClientRow):
    """A journal entry, immutable. `lines`: how many postings it has; `reverses_id` names the entry it undoes."""

    document_id = models.BigIntegerField()
    period_id = models.BigIntegerField()
    ledger = models.TextField(default="main")
    series = models.TextField()
    year = models.IntegerField()
    voucher = models.BigIntegerField()
    booked_on = models.DateField()
    document_on = models.DateField()
    text = models.TextField()
    lines = models.SmallIntegerField()
    reverses_id = models.BigIntegerField(null=True)
    posted_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_entry"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "series", "year", "voucher"], name="ledger_entry_voucher"),
            models.UniqueConstraint(
                fields=["client_id", "reverses_id"], name="ledger_entry_reversed_once", condition=models.Q(reverses_id__isnull=False)
            ),
            models.CheckConstraint(name="ledger_entry_has_lines", condition=models.Q(lines__gt=0)),
        ]
        indexes = [
            models.Index(fields=["client_id", "document_id", "booked_on"], name="ledger_entry_document"),
            models.Index(fields=["client_id", "booked_on", "id"], name="ledger_entry_booked"),
            models.Index(fields=["client_id", "booked_on", "id"], name="ledger_entry_beside", condition=~models.Q(ledger="main")),
        ]


class Posting(ClientRow):
    """A line of an entry: `dr` and `cr` in minor units of the client's currency, negative for a red storno; amount = dr - cr.

    `foreign_amount` has the sign of dr - cr, in minor units of `foreign_currency`.
    """

    entry_id = models.BigIntegerField()
    line = models.SmallIntegerField()
    account_id = models.BigIntegerField()
    period_id = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    dr = models.BigIntegerField()
    cr = models.BigIntegerField()
    foreign_currency = models.CharField(max_length=3, blank=True, default="")
    foreign_amount = models.BigIntegerField(null=True)
    party_id = models.BigIntegerField(null=True)
    tax_code = models.TextField(blank=True, default="")
    cost_centre = models.TextField(blank=True, default="")
    project = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")

    class Meta:
        db_table = "ledger_posting"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "entry_id", "line"], name="ledger_posting_line"),
            models.CheckConstraint(name="ledger_posting_one_side", condition=models.Q(dr=0) | models.Q(cr=0)),
            models.CheckConstraint(
                name="ledger_posting_foreign",
                condition=models.Q(foreign_currency="", foreign_amount__isnull=True)
                | (~models.Q(foreign_currency="") & models.Q(foreign_amount__isnull=False)),
            ),
        ]
        # Without client_id in front (an account has one client): else a plan made while the table was empty takes this index to look for
        # the postings of an entry and reads all of the client's.
        indexes = [models.Index(fields=["account_id", "id"], name="ledger_posting_account")]


class Balance(ClientRow):
    """Sum of an account in a period and currency, kept by the posting path."""

    account_id = models.BigIntegerField()
    period_id = models.BigIntegerField()
    ledger = models.TextField(default="main")
    currency = models.CharField(max_length=3)
    dr = models.BigIntegerField()
    cr = models.BigIntegerField()

    class Meta:
        db_table = "ledger_balance"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "account_id", "period_id", "ledger", "currency"], name="ledger_balance_key")
        ]


class Turnover(ClientRow):
    """Sums of postings alike in all that reports ask for, of the entries up to the marks: `lines` postings, made by workers.

    Read it through the view `ledger_turned`, which adds the postings behind the marks and so is exact at any moment.
    """

    period_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    ledger = models.TextField()
    currency = models.CharField(max_length=3)
    tax_code = models.TextField(blank=True)
    cost_centre = models.TextField(blank=True)
    project = models.TextField(blank=True)
    dr = models.BigIntegerField()
    cr = models.BigIntegerField()
    lines = models.BigIntegerField()

    class Meta:
        db_table = "ledger_turnover"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "period_id", "account_id", "ledger", "currency", "tax_code", "cost_centre", "project"],
                name="ledger_turnover_key",
            )
        ]


class TurnoverMark(ClientRow):
    """Up to which voucher of a series and fiscal year the entries stand in the turnover. Vouchers have no gaps and are taken under a lock
    that is held until they are written, so whoever sees one sees all before it."""

    series = models.TextField()
    year = models.IntegerField()
    voucher = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "ledger_turnover_mark"
        constraints = [models.UniqueConstraint(fields=["client_id", "series", "year"], name="ledger_turnover_mark_series")]


class OpenItem(ClientRow):
    """What is owed. `open` is kept by settlements and never below zero in absolute terms; discounts: [[until, minor units], ...]."""

    document_id = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    side = models.TextField()
    party_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    reference = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    open = models.BigIntegerField()
    local_amount = models.BigIntegerField()
    document_on = models.DateField()
    due_on = models.DateField()
    discounts = models.JSONField(default=list)
    iban = models.TextField(blank=True, default="")
    held_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "ledger_open_item"
        constraints = [
            models.CheckConstraint(
                name="ledger_open_item_never_overpaid",
                condition=models.Q(amount__gte=0, open__gte=0, open__lte=models.F("amount"))
                | models.Q(amount__lt=0, open__lte=0, open__gte=models.F("amount")),
            )
        ]
        indexes = [
            models.Index(fields=["client_id", "side", "due_on", "id"], name="ledger_open_item_due", condition=~models.Q(open=0)),
            models.Index(fields=["client_id", "party_id", "id"], name="ledger_open_item_party"),
            models.Index(fields=["document_id", "client_id"], name="ledger_open_item_document"),
            models.Index(fields=["reference", "client_id"], name="ledger_open_item_reference"),
            models.Index(fields=["open", "client_id"], name="ledger_open_item_open", condition=~models.Q(open=0)),
            models.Index(
                fields=["client_id", "currency", "document_on", "id"],
                name="ledger_open_item_rate",
                condition=~models.Q(amount=models.F("local_amount")),
            ),
        ]


class Settlement(ClientRow):
    """Takes an amount off an open item, `discount` being the part of it that was not paid; undone by a row with the opposite amount.
    paid_on: from when the money is there, of a row that undoes one since when it is not; None where none moved."""

    open_item_id = models.BigIntegerField()
    document_id = models.BigIntegerField()
    amount = models.BigIntegerField()
    discount = models.BigIntegerField(default=0)
    reverses_id = models.BigIntegerField(null=True)
    paid_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_settlement"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "reverses_id"], name="ledger_settlement_undone_once", condition=models.Q(reverses_id__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["client_id", "open_item_id"], name="ledger_settlement_item"),
            models.Index(fields=["client_id", "document_id"], name="ledger_settlement_document"),
        ]


class Move(ClientRow):
    """Goods from one place to another; quantity > 0, never changed."""

    document_id = models.BigIntegerField()
    article = models.TextField()
    lot = models.TextField(blank=True, default="")
    source = models.TextField()
    destination = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.TextField()
    effective_at = models.DateTimeField()
    reverses_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "ledger_move"
        constraints = [
            models.CheckConstraint(name="ledger_move_quantity", condition=models.Q(quantity__gt=0)),
            models.UniqueConstraint(
                fields=["client_id", "reverses_id"], name="ledger_move_reversed_once", condition=models.Q(reverses_id__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["client_id", "article", "id"], name="ledger_move_article"),
            models.Index(fields=["client_id", "document_id"], name="ledger_move_document"),
        ]


class Stock(ClientRow):
    """What lies at a place inside the house: 0 <= reserved <= quantity, held by the database."""

    place = models.TextField()
    article = models.TextField()
    lot = models.TextField(blank=True, default="")
    unit = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    reserved = models.DecimalField(max_digits=18, decimal_places=6, default=0)

    class Meta:
        db_table = "ledger_stock"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "place", "article", "lot"], name="ledger_stock_place"),
            models.CheckConstraint(
                name="ledger_stock_never_negative", condition=models.Q(reserved__gte=0, quantity__gte=models.F("reserved"))
            ),
        ]
