"""Facts that can run out: how much there is, how much is taken, and by which document."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Capacity(ClientRow):
    """How much of something there is (`order_line.invoiced` of order line 17: the quantity ordered plus its tolerance)."""

    what = models.TextField()
    key = models.TextField()
    total = models.DecimalField(max_digits=18, decimal_places=6)
    claimed = models.DecimalField(max_digits=18, decimal_places=6, default=0)

    class Meta:
        db_table = "facts_capacity"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "what", "key"], name="facts_capacity_key"),
            models.CheckConstraint(
                name="facts_capacity_never_exceeded", condition=models.Q(claimed__gte=0, claimed__lte=models.F("total"))
            ),
        ]
        indexes = [
            # A customer's invoices look for its down payments: few are waiting, of all that ever were.
            models.Index(
                fields=["client_id", "key"],
                name="facts_capacity_down_payments",
                condition=models.Q(what="customer_invoice.taken_off", claimed__lt=models.F("total")),
            )
        ]


class Claim(ClientRow):
    """What one document has taken; undone by a row with the opposite quantity."""

    document_id = models.BigIntegerField()
    what = models.TextField()
    key = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    reverses_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "facts_claim"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "reverses_id"], name="facts_claim_given_back_once", condition=models.Q(reverses_id__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["client_id", "what", "key"], name="facts_claim_key"),
            models.Index(fields=["client_id", "document_id"], name="facts_claim_document"),
        ]
