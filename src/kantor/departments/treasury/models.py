"""Columns of treasury: every payment that left, once for each end-to-end id."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Payment(ClientRow):
    """A payment of a run that took effect. amount: minor units; bank_account_id: the agreed account it went to, held by a reference."""

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
