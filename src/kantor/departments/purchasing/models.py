"""Columns of purchasing: the lines of purchase orders, and how much of each has come."""

from django.db import models

from kantor.kit.client_row import ClientRow


class OrderLine(ClientRow):
    """A line of an order. price: net for one unit in `currency`; clearing: goods are received before they are invoiced (three-way match);
    exchange_rate: units of the books' currency for one of `currency`, None where they are one or no rate was known.

    How much has been invoiced is claimed in facts (`order_line.invoiced`).
    """

    document_id = models.BigIntegerField()
    party_id = models.BigIntegerField()
    order_number = models.TextField()
    line = models.TextField()
    article = models.TextField(blank=True, default="")
    name = models.TextField()
    unit = models.TextField()
    ordered = models.DecimalField(max_digits=18, decimal_places=6)
    received = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    price = models.DecimalField(max_digits=18, decimal_places=6)
    currency = models.CharField(max_length=3)
    clearing = models.BooleanField(default=False)
    account = models.TextField(blank=True, default="")
    cost_centre = models.TextField(blank=True, default="")
    ordered_on = models.DateField()
    closed_on = models.DateField(null=True)
    exchange_rate = models.DecimalField(max_digits=30, decimal_places=15, null=True)

    class Meta:
        db_table = "purchasing_order_line"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "order_number", "line"], name="purchasing_order_line_number"),
            models.CheckConstraint(name="purchasing_order_line_ordered", condition=models.Q(ordered__gt=0, received__gte=0)),
        ]
        indexes = [models.Index(fields=["client_id", "party_id", "order_number"], name="purchasing_order_line_party")]
