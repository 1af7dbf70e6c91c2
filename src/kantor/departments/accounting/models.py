"""Columns of accounting: entries that are planned for a day to come."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Planned(ClientRow):
    """An entry of a plan. filed_id: the document that it became, None until its day; struck_on: when its plan was reversed before that."""

    document_id = models.BigIntegerField()
    number = models.IntegerField()
    due_on = models.DateField()
    text = models.TextField()
    total = models.TextField()
    lines = models.JSONField()
    filed_id = models.BigIntegerField(null=True)
    struck_on = models.DateField(null=True)

    class Meta:
        db_table = "accounting_planned"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id", "number"], name="accounting_planned_number"),
            models.CheckConstraint(
                name="accounting_planned_one_end", condition=models.Q(filed_id__isnull=True) | models.Q(struck_on__isnull=True)
            ),
        ]
        indexes = [
            models.Index(
                fields=["client_id", "due_on"],
                name="accounting_planned_due",
                condition=models.Q(filed_id__isnull=True, struck_on__isnull=True),
            )
        ]
