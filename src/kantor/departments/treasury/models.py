"""Columns of treasury: every payment that left, once for each end-to-end id; every statement that was booked, and each of its lines."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Payment(ClientRow):
    """A payment of a run that took effect. amount: minor units; local_amount: what it put in transit, in the currency
    of the books; bank_account_id: the agreed account it went to, mandate_id: by which it was
    collected from a customer, one of the two, held by a reference; sequence: of a direct debit, as its file says;
    seen_by: the bank statement that showed it leaving the account; open_items: ids of what it paid; returned_by: the document by which it
    came back, returned_reason: what the bank said of it."""

    document_id = models.BigIntegerField()
    party_id = models.BigIntegerField()
    bank_account_id = models.BigIntegerField(null=True)
    mandate_id = models.BigIntegerField(null=True)
    sequence = models.TextField(blank=True, default="", db_default="")
    end_to_end_id = models.TextField()
    iban = models.TextField()
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    execute_on = models.DateField()
    remittance = models.TextField(blank=True, default="")
    reversed_by = models.BigIntegerField(null=True)
    seen_by = models.BigIntegerField(null=True)
    open_items = models.JSONField(default=list, db_default=[])
    local_amount = models.BigIntegerField(null=True)
    returned_by = models.BigIntegerField(null=True)
    returned_reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "treasury_payment"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "end_to_end_id"], name="treasury_payment_once"),
            models.CheckConstraint(name="treasury_payment_amount", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="treasury_payment_way",
                condition=models.Q(bank_account_id__isnull=False, mandate_id__isnull=True)
                | models.Q(bank_account_id__isnull=True, mandate_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["client_id", "document_id"], name="treasury_payment_document"),
            models.Index(fields=["client_id", "party_id", "id"], name="treasury_payment_party"),
            models.Index(fields=["seen_by", "client_id"], name="treasury_payment_seen", condition=models.Q(seen_by__isnull=False)),
            models.Index(
                fields=["returned_by", "client_id"], name="treasury_payment_returned", condition=models.Q(returned_by__isnull=False)
            ),
        ]


class Statement(ClientRow):
    """A bank statement that took effect. account: as the bank names it; ledger_account: its number in the books; opening, closing: minor
    units, None where the bank tells no balance; mapping: how the columns of a CSV file are read, for the next one with that profile."""

    document_id = models.BigIntegerField()
    account = models.TextField()
    ledger_account = models.TextField()
    currency = models.CharField(max_length=3)
    number = models.TextField(blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField()
    opening = models.BigIntegerField(null=True)
    closing = models.BigIntegerField(null=True)
    profile = models.TextField(blank=True, default="")
    mapping = models.JSONField(default=dict, db_default={})
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_statement"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="treasury_statement_document")]
        indexes = [models.Index(fields=["client_id", "account", "to_on", "id"], name="treasury_statement_account")]


class Mandate(ClientRow):
    """By which a customer lets us collect. ends_on: the last day as the customer gave it, None where it holds until it is ended;
    notice_days: how long before a debit he is told of it."""

    document_id = models.BigIntegerField()
    party_id = models.BigIntegerField()
    reference = models.TextField()
    creditor_id = models.TextField()
    scheme = models.TextField()
    is_recurrent = models.BooleanField()
    signed_on = models.DateField()
    iban = models.TextField()
    bic = models.TextField(blank=True, default="")
    ends_on = models.DateField(null=True)
    notice_days = models.SmallIntegerField(default=14, db_default=14)
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_mandate"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "reference"], name="treasury_mandate_once", condition=models.Q(reversed_by__isnull=True)
            ),
            models.CheckConstraint(name="treasury_mandate_scheme", condition=models.Q(scheme__in=["CORE", "B2B"])),
        ]
        indexes = [models.Index(fields=["party_id", "client_id"], name="treasury_mandate_party")]


class MandateEnd(ClientRow):
    """That a document ended a mandate; of several the newest that stands holds. ends_on: the last day."""

    document_id = models.BigIntegerField()
    mandate_id = models.BigIntegerField()
    ends_on = models.DateField()
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_mandate_end"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="treasury_mandate_end_once")]
        indexes = [models.Index(fields=["mandate_id", "client_id"], name="treasury_mandate_end_mandate")]


class Rematching(ClientRow):
    """Up to which open item a client's suspense account was matched."""

    open_item_id = models.BigIntegerField()

    class Meta:
        db_table = "treasury_rematching"
        constraints = [models.UniqueConstraint(fields=["client_id"], name="treasury_rematching_client")]


class Notice(ClientRow):
    """A booking that a notice (camt.054, pacs.004) told payment by payment before the statement came. amount: minor units, money in above
    zero; lines: the payments; used_by: the statement that shows the booking."""

    document_id = models.BigIntegerField()
    no = models.IntegerField()
    format = models.TextField()
    account = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    booked_on = models.DateField()
    reference = models.TextField(blank=True, default="")
    batch_reference = models.TextField(blank=True, default="")
    lines = models.JSONField(default=list)
    used_by = models.BigIntegerField(null=True)
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_notice"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id", "no"], name="treasury_notice_once")]
        indexes = [
            models.Index(
                fields=["amount", "client_id"],
                name="treasury_notice_amount",
                condition=models.Q(used_by__isnull=True, reversed_by__isnull=True),
            ),
            models.Index(fields=["used_by", "client_id"], name="treasury_notice_used", condition=models.Q(used_by__isnull=False)),
        ]


class StatementLine(ClientRow):
    """A booked line. amount: minor units, money in above zero; state: `matched` to open items or payments, `account` where it was booked
    to one directly, `suspense` until somebody clears it; occurrence: of lines with that amount on that day, the how-manieth;
    likeness: the same for lines of the same kind, by which the house remembers where they go; shares: (open item, taken off it, paid,
    reason) in minor units, none where something is kept for somebody; given_back_by: the document by which what it paid came back;
    exchange_rate: units of the books' currency for one of the line's;
    batch_line_id: of the line that a notice divided into such as this, which stands in the books instead."""

    document_id = models.BigIntegerField()
    no = models.IntegerField()
    account = models.TextField()
    ledger_account = models.TextField()
    booked_on = models.DateField()
    value_on = models.DateField()
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    name = models.TextField(blank=True, default="")
    iban = models.TextField(blank=True, default="")
    reference = models.TextField(blank=True, default="")
    end_to_end_id = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    state = models.TextField()
    booked_to = models.TextField()
    occurrence = models.IntegerField()
    likeness = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    cleared_by = models.BigIntegerField(null=True)
    shares = models.JSONField(default=list, db_default=[])
    given_back_by = models.BigIntegerField(null=True)
    batch_reference = models.TextField(blank=True, default="", db_default="")
    batch_line_id = models.BigIntegerField(null=True)
    exchange_rate = models.DecimalField(max_digits=30, decimal_places=15, default=1, db_default=1)
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_statement_line"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "account", "booked_on", "amount", "currency", "occurrence"],
                name="treasury_statement_line_once",
                condition=models.Q(reversed_by__isnull=True, batch_line_id__isnull=True),
            ),
            models.CheckConstraint(
                name="treasury_statement_line_state", condition=models.Q(state__in=["matched", "account", "suspense"], amount__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["client_id", "document_id", "no"], name="treasury_line_document"),
            models.Index(
                fields=["client_id", "booked_on", "id"],
                name="treasury_line_suspense",
                condition=models.Q(state="suspense", reversed_by__isnull=True),
            ),
            models.Index(fields=["client_id", "likeness", "id"], name="treasury_line_likeness", condition=models.Q(state="account")),
            models.Index(fields=["end_to_end_id", "client_id"], name="treasury_line_end_to_end", condition=~models.Q(end_to_end_id="")),
            models.Index(fields=["amount", "client_id"], name="treasury_line_amount", condition=models.Q(state="matched")),
            models.Index(fields=["cleared_by", "client_id"], name="treasury_line_cleared", condition=models.Q(cleared_by__isnull=False)),
            models.Index(
                fields=["given_back_by", "client_id"], name="treasury_line_given_back", condition=models.Q(given_back_by__isnull=False)
            ),
        ]
