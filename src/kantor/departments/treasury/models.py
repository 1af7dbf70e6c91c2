"""Columns of treasury: every payment that left, once for each end-to-end id; every statement that was booked, and each of its lines."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Payment(ClientRow):
    """A payment of a run that took effect. amount: minor units; bank_account_id: the agreed account it went to, held by a reference;
    seen_by: the bank statement that showed it leaving the account."""

    document_id = models.BigIntegerField()
    party_id = models.BigIntegerField()
    bank_account_id = models.BigIntegerField()
    end_to_end_id = models.TextField()
    iban = models.TextField()
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    execute_on = models.DateField()
    remittance = models.TextField(blank=True, default="")
    reversed_by = models.BigIntegerField(null=True)
    seen_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_payment"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "end_to_end_id"], name="treasury_payment_once"),
            models.CheckConstraint(name="treasury_payment_amount", condition=models.Q(amount__gt=0)),
        ]
        indexes = [
            models.Index(fields=["client_id", "document_id"], name="treasury_payment_document"),
            models.Index(fields=["client_id", "party_id", "id"], name="treasury_payment_party"),
        ]


class Statement(ClientRow):
    """A bank statement that took effect. account: as the bank names it; ledger_account: its number in the books; opening, closing: minor
    units, None where the bank tells no balance."""

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
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_statement"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="treasury_statement_document")]
        indexes = [models.Index(fields=["client_id", "account", "to_on", "id"], name="treasury_statement_account")]


class StatementLine(ClientRow):
    """A booked line. amount: minor units, money in above zero; state: `matched` to open items or payments, `account` where it was booked
    to one directly, `suspense` until somebody clears it; occurrence: of lines with that amount on that day, the how-manieth;
    likeness: the same for lines of the same kind, by which the house remembers where they go."""

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
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "treasury_statement_line"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "account", "booked_on", "amount", "currency", "occurrence"],
                name="treasury_statement_line_once",
                condition=models.Q(reversed_by__isnull=True),
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
        ]
