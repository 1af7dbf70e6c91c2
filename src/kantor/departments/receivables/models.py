"""Columns of receivables: which open item was dunned when and how, which is left alone for a while, and which runs are planned."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Dunning(ClientRow):
    """What a dunning run decided about an open item. level: of the letter, 0 where the item was left alone; hold: why (`dispute`,
    `promise`), until held_until; interest, fee: asked for in the letter, in minor units of its currency."""

    document_id = models.BigIntegerField()
    open_item_id = models.BigIntegerField()
    level = models.SmallIntegerField()
    dunned_on = models.DateField()
    currency = models.CharField(max_length=3)
    interest = models.BigIntegerField(default=0)
    fee = models.BigIntegerField(default=0)
    hold = models.TextField(blank=True, default="")
    held_until = models.DateField(null=True)
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "receivables_dunning"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id", "open_item_id"], name="receivables_dunning_once"),
            models.CheckConstraint(
                name="receivables_dunning_level_or_hold",
                condition=models.Q(level__gte=1, level__lte=3, hold="") | (models.Q(level=0) & ~models.Q(hold="")),
            ),
        ]
        indexes = [models.Index(fields=["open_item_id"], name="receivables_dunning_item")]


class PlannedRun(ClientRow):
    """A run of a plan. done_on: when its day was dealt with; filed_id: the document that it became, None where nothing was due;
    struck_on: when its plan was reversed before that."""

    document_id = models.BigIntegerField()
    number = models.IntegerField()
    run = models.TextField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    filed_id = models.BigIntegerField(null=True)
    struck_on = models.DateField(null=True)

    class Meta:
        db_table = "receivables_planned_run"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id", "number"], name="receivables_planned_run_number"),
            models.CheckConstraint(
                name="receivables_planned_run_one_end", condition=models.Q(done_on__isnull=True) | models.Q(struck_on__isnull=True)
            ),
        ]
        indexes = [
            models.Index(
                fields=["client_id", "due_on"],
                name="receivables_planned_run_due",
                condition=models.Q(done_on__isnull=True, struck_on__isnull=True),
            )
        ]
