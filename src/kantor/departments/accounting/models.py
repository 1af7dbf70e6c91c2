"""Columns of accounting: planned entries, VAT returns, the checklist by which months are closed, and rates of closing days."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Planned(ClientRow):
    """An entry of a plan. filed_id: the document that it became, None until its day; struck_on: when its plan was reversed before that, or
    another one took its place; struck_by: the change of an asset that did so."""

    document_id = models.BigIntegerField()
    number = models.IntegerField()
    due_on = models.DateField()
    text = models.TextField()
    total = models.TextField()
    lines = models.JSONField()
    ledger = models.TextField(default="main", db_default="main")
    filed_id = models.BigIntegerField(null=True)
    struck_on = models.DateField(null=True)
    struck_by = models.BigIntegerField(null=True)

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


class VatReturn(ClientRow):
    """A VAT return that took effect. tax: minor units that it adds to those before it of the same days; payable: what is paid on it;
    filed_on: when it reached the office, None before that; is_first: false of one that corrects."""

    document_id = models.BigIntegerField()
    form = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    purpose = models.TextField()
    is_first = models.BooleanField()
    currency = models.CharField(max_length=3)
    tax = models.BigIntegerField()
    payable = models.BigIntegerField()
    filed_on = models.DateField(null=True)
    receipt = models.TextField(blank=True, default="")
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_vat_return"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_vat_return_document"),
            models.UniqueConstraint(
                fields=["client_id", "from_on", "until_on"],
                name="accounting_vat_return_once",
                condition=models.Q(is_first=True, reversed_by__isnull=True),
            ),
        ]


class CloseItem(ClientRow):
    """An item of the checklist. check_key: the check of the house whose owner and day it names, '' for what a person does; ended_on: since
    when it is on no checklist any more."""

    document_id = models.BigIntegerField()
    title = models.TextField()
    check_key = models.TextField(blank=True, default="")
    email = models.TextField()
    due_days = models.IntegerField()
    rhythm = models.TextField()
    from_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "accounting_close_item"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_close_item_document")]


class CloseTick(ClientRow):
    """An item was done for the period that ends on a day, or is not done after all; the newest row counts."""

    item_id = models.BigIntegerField()
    ends_on = models.DateField()
    done = models.BooleanField()
    note = models.TextField(blank=True, default="")
    person_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "accounting_close_tick"
        indexes = [models.Index(fields=["client_id", "item_id", "ends_on", "id"], name="accounting_close_tick_item")]


class Revaluation(ClientRow):
    """A currency was valued on a closing day at a rate (units of the books' currency for one of it)."""

    document_id = models.BigIntegerField()
    on = models.DateField()
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=24, decimal_places=12)
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_revaluation"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "on", "currency"],
                name="accounting_revaluation_once",
                condition=models.Q(reversed_by__isnull=True),
            ),
            models.CheckConstraint(name="accounting_revaluation_rate", condition=models.Q(rate__gt=0)),
        ]


class AssetChange(ClientRow):
    """What became of an asset. follows: document of the change before, 0 for the first; cost, worn, arrears: by how much its cost and its
    depreciation change beside the plan, in the books' currency; reversed_by: set where the change stands no more."""

    document_id = models.BigIntegerField()
    asset_id = models.BigIntegerField()
    follows = models.BigIntegerField()
    change = models.TextField()
    on = models.DateField()
    worn_until = models.DateField()
    amount = models.DecimalField(max_digits=24, decimal_places=3)
    months = models.IntegerField()
    cost = models.DecimalField(max_digits=24, decimal_places=3)
    worn = models.DecimalField(max_digits=24, decimal_places=3)
    arrears = models.DecimalField(max_digits=24, decimal_places=3)
    units = models.DecimalField(max_digits=18, decimal_places=6)
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_asset_change"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_asset_change_document"),
            models.UniqueConstraint(
                fields=["client_id", "asset_id", "follows"],
                name="accounting_asset_change_one_follows",
                condition=models.Q(reversed_by__isnull=True),
            ),
        ]


class OssRegistration(ClientRow):
    """The client joined the One Stop Shop on a day, or it was its last day there."""

    document_id = models.BigIntegerField()
    joins = models.BooleanField()
    on = models.DateField()
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_oss_registration"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_oss_registration_document")]


class OssReturn(ClientRow):
    """A return of the One Stop Shop that took effect, one a quarter (`2026-Q1`). payable: cents of euros; cleared: what it took off the
    account of the states' tax, in minor units of the books' currency."""

    document_id = models.BigIntegerField()
    quarter = models.TextField()
    payable = models.BigIntegerField()
    cleared = models.BigIntegerField()
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_oss_return"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_oss_return_document"),
            models.UniqueConstraint(
                fields=["client_id", "quarter"], name="accounting_oss_return_once", condition=models.Q(reversed_by__isnull=True)
            ),
        ]


class Centre(ClientRow):
    """A cost centre or project; of each code the row of the newest document that stands holds. above: the code that it belongs to, ''."""

    document_id = models.BigIntegerField()
    dimension = models.TextField()
    code = models.TextField()
    name = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    email = models.TextField(blank=True, default="")
    above = models.TextField(blank=True, default="")
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_centre"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_centre_document"),
            models.CheckConstraint(name="accounting_centre_code", condition=~models.Q(code="")),
        ]


class Allocation(ClientRow):
    """The costs of a centre were divided for the month that ends on a day."""

    document_id = models.BigIntegerField()
    centre = models.TextField()
    on = models.DateField()
    reversed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "accounting_allocation"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "centre", "on"], name="accounting_allocation_once", condition=models.Q(reversed_by__isnull=True)
            )
        ]


class BooksFile(ClientRow):
    """A file of the books that somebody asked for. kind: datev, tables or originals; rows, documents: written so far; outcome: ''
    while it is not ended, `made`, or why it was not; gone_at: since when its bytes are not kept any more."""

    kind = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    adviser = models.IntegerField(null=True)
    client_number = models.IntegerField(null=True)
    asked_by = models.IntegerField()
    asked_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0, db_default=0)
    rows = models.BigIntegerField(default=0, db_default=0)
    documents = models.BigIntegerField(default=0, db_default=0)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, default="", db_default="")
    size = models.BigIntegerField(default=0, db_default=0)
    sha256 = models.TextField(blank=True, default="", db_default="")
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounting_books_file"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "asked_by"], name="accounting_books_file_open", condition=models.Q(ended_at__isnull=True)
            )
        ]


class BooksPiece(ClientRow):
    """A piece of a file of the books, encrypted."""

    file_id = models.BigIntegerField()
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "accounting_books_piece"
        constraints = [models.UniqueConstraint(fields=["client_id", "file_id", "number"], name="accounting_books_piece_number")]
