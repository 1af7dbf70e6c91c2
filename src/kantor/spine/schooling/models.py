"""Columns of models that were grown from what a client's people confirmed, which of them is in use, and the trainings that made them."""

from django.db import models

from kantor.kit.client_row import ClientRow

FIELDS = "fields"
PURPOSE = "what it does: fields (reads them), kinds (of papers), mails (sorts them)"


class Model(ClientRow):
    """A version of a client's model, with its report; what was refused is kept as well, with the reason."""

    purpose = models.TextField(default=FIELDS, db_default=FIELDS, help_text=PURPOSE)
    version = models.TextField(help_text="begin of the SHA-256 of its content, as readings name it")
    content = models.BinaryField(help_text="compressed JSON, encrypted with a key derived from the client's")
    documents = models.IntegerField(help_text="confirmed papers that it was grown from")
    newest_document_id = models.BigIntegerField(help_text="the newest of them")
    report = models.JSONField(help_text="what it read on papers held out, and what the model in use read on the same")
    outcome = models.TextField(help_text="taken, or why not: not_better, worse_elsewhere, passes_wrong")
    made_at = models.DateTimeField()
    asked_by = models.IntegerField(null=True)

    class Meta:
        db_table = "schooling_model"


class Use(ClientRow):
    """From a moment on a client uses this model; null: the one that every house begins with. The newest row of a purpose counts."""

    purpose = models.TextField(default=FIELDS, db_default=FIELDS, help_text=PURPOSE)
    model_id = models.BigIntegerField(null=True)
    person_id = models.IntegerField(null=True, help_text="who chose it; null: its training")
    at = models.DateTimeField()

    class Meta:
        db_table = "schooling_use"
        indexes = [models.Index(fields=["client_id", "id"], name="schooling_use_newest")]


class Training(ClientRow):
    """A training that was asked for, by a person or because enough papers were confirmed since the last one."""

    asked_at = models.DateTimeField()
    asked_by = models.IntegerField(null=True)
    taken_until = models.DateTimeField(null=True, help_text="somebody is at it; later than that, somebody was ended over it")
    tries = models.SmallIntegerField(default=0, db_default=0)
    done = models.IntegerField(default=0, db_default=0, help_text="papers that were read for it so far")
    documents = models.IntegerField(default=0, db_default=0)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "schooling_training"
        constraints = [
            models.UniqueConstraint(fields=["client_id"], condition=models.Q(ended_at__isnull=True), name="schooling_training_open")
        ]
