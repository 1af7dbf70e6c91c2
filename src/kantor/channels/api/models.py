"""Columns of the API: the answers that were given under a key, and files that were handed in by the bundle."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kantor.kit.client_row import ClientRow


class Answer(ClientRow):
    """What was answered to a write, kept in the transaction of the write itself, so that the same request again changes nothing."""

    token_id = models.IntegerField()
    key = models.TextField(help_text="the Idempotency-Key of the request")
    asked = models.BinaryField(help_text="SHA-256 of what was asked")
    status = models.SmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField(help_text="encrypted with the client's key where `sealed`")
    sealed = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "api_answer"
        constraints = [models.UniqueConstraint(fields=["client_id", "token_id", "key"], name="api_answer_key")]
        indexes = [models.Index(fields=["client_id", "at"], name="api_answer_at")]


class Bundle(ClientRow):
    """Files handed in at once and worked on behind; `chosen`: all are for the one allowed client, else the buyer's VAT id decides."""

    token_id = models.IntegerField()
    person_id = models.IntegerField()
    allowed = ArrayField(models.IntegerField(), help_text="clients for which it may be")
    chosen = models.BooleanField()
    confidential = models.BooleanField(default=False, db_default=False, help_text="what is read in its files is kept encrypted")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "api_bundle"
        indexes = [models.Index(fields=["client_id", "created_at"], name="api_bundle_created")]


class BundleFile(ClientRow):
    """A file of a bundle; its bytes lie here until it is taken in, its outcomes from then on."""

    bundle_id = models.BigIntegerField()
    number = models.IntegerField()
    name = models.TextField()
    data = models.BinaryField(null=True, help_text="encrypted with the client's key where `sealed`")
    sealed = models.BooleanField(default=False, db_default=False)
    outcomes = models.JSONField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_bundle_file"
        constraints = [models.UniqueConstraint(fields=["client_id", "bundle_id", "number"], name="api_bundle_file_number")]
        indexes = [models.Index(fields=["id"], condition=models.Q(done_at=None), name="api_bundle_file_waiting")]


class PaceRow(models.Model):
    """How many requests a key may send at once now; unlogged, because after a crash everybody begins anew."""

    token_id = models.IntegerField(primary_key=True)
    remaining = models.DecimalField(max_digits=12, decimal_places=4)
    granted = models.IntegerField(help_text="the last time")
    at = models.DateTimeField()

    class Meta:
        db_table = "api_pace"
