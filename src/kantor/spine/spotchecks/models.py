"""Spot checks: what passed unseen, which documents are keyed again, what came out, and which rules of the gate are stopped."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Passed(ClientRow):
    """A value that a machine read off a page and nobody looked at, and the rule of the gate that let it pass."""

    document_id = models.BigIntegerField()
    type = models.TextField()
    field = models.TextField()
    rule = models.TextField()
    model = models.TextField(help_text="name and version of the model that read it")
    at = models.DateTimeField()

    class Meta:
        db_table = "spotchecks_passed"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id", "field"], name="spotchecks_passed_field")]
        indexes = [models.Index(fields=["client_id", "type", "model", "field", "rule", "at"], name="spotchecks_passed_rule")]


class Share(ClientRow):
    """Which share of a client's documents is keyed again, and how many more pass until the next one is."""

    per_mille = models.SmallIntegerField(default=30, db_default=30)
    to_go = models.IntegerField()

    class Meta:
        db_table = "spotchecks_share"
        constraints = [
            models.UniqueConstraint(fields=["client_id"], name="spotchecks_share_client"),
            models.CheckConstraint(name="spotchecks_share_range", condition=models.Q(per_mille__gte=20, per_mille__lte=50)),
        ]


class Draw(ClientRow):
    """Whether a document was drawn to be keyed again; decided once."""

    document_id = models.BigIntegerField()
    drawn = models.BooleanField()
    per_mille = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "spotchecks_draw"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="spotchecks_draw_once")]


class Entry(ClientRow):
    """A field that a second person keyed again without seeing its value, and who was right where the two differ."""

    document_id = models.BigIntegerField()
    version = models.IntegerField()
    type = models.TextField()
    field = models.TextField()
    rule = models.TextField(blank=True, default="", help_text="by which it had passed; '' where a person had typed it")
    model = models.TextField(blank=True, default="")
    keyed = models.TextField(blank=True, default="", help_text="what was keyed where it differs")
    verdict = models.TextField(help_text="same, open, first_wrong (the second entry was right), second_wrong, both_wrong")
    keyed_by = models.IntegerField()
    keyed_for = models.IntegerField(null=True, help_text="in whose place, where a deputy keyed it")
    at = models.DateTimeField()
    settled_by = models.IntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "spotchecks_entry"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id", "field"], name="spotchecks_entry_once"),
            models.CheckConstraint(
                name="spotchecks_entry_settled",
                condition=models.Q(verdict__in=("same", "open"), settled_by__isnull=True)
                | models.Q(verdict__in=("first_wrong", "second_wrong", "both_wrong"), settled_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["client_id", "type", "model", "field", "rule", "at"], name="spotchecks_entry_rule")]


class Correction(ClientRow):
    """A value that had passed and that somebody put right whom nobody had asked to look."""

    document_id = models.BigIntegerField()
    field = models.TextField()
    was = models.TextField(help_text="a fingerprint of what the machine had read; whoever types that again takes the correction back")
    made_by = models.IntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "spotchecks_correction"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id", "field"], name="spotchecks_correction_once")]


class Stop(ClientRow):
    """A rule of the gate that erred more often than promised, until two people let it pass again."""

    type = models.TextField()
    field = models.TextField()
    rule = models.TextField()
    model = models.TextField()
    checked = models.IntegerField()
    wrong = models.IntegerField()
    stopped_at = models.DateTimeField()
    reason = models.TextField(blank=True, default="", help_text="why it may pass again")
    asked_by = models.IntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    allowed_by = models.IntegerField(null=True)
    allowed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "spotchecks_stop"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "type", "model", "field", "rule"],
                condition=models.Q(allowed_at__isnull=True),
                name="spotchecks_stop_once",
            ),
            models.CheckConstraint(
                name="spotchecks_stop_four_eyes",
                condition=models.Q(allowed_by__isnull=True)
                | (models.Q(asked_by__isnull=False) & ~models.Q(asked_by=models.F("allowed_by"))),
            ),
        ]
