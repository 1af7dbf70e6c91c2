"""Columns of receivables: which open item was dunned when and how, and which is left alone for a while."""

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
