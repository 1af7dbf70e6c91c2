"""Columns of webhooks: who is told what, how far in the audit trail, and each delivery with its tries."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kantor.kit.client_row import ClientRow

IS_WAITING = models.Q(state="waiting")


class Subscription(ClientRow):
    """A person's wish that a program is told what happens to a client's documents, as far as that person, and the key, may see them."""

    person_id = models.IntegerField()
    token_id = models.IntegerField(null=True, help_text="the key it was made with and follows; none: made on the desk")
    url = models.TextField()
    kinds = ArrayField(models.TextField(), help_text="document.received, document.*, or *")
    secret = models.BinaryField(help_text="signs what is sent; encrypted with the house's key")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, default="", db_default="", help_text="key of a sentence, or what the program answered")
    seen_transaction = models.BigIntegerField(help_text="with seen_record: how far in the audit trail it has come")
    seen_record = models.BigIntegerField()

    class Meta:
        db_table = "hooks_subscription"
        indexes = [models.Index(fields=["client_id"], condition=models.Q(ended_at=None), name="hooks_subscription_standing")]


class Delivery(ClientRow):
    """One event on its way to one program; the row is the log of it as well."""

    subscription_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    document_id = models.BigIntegerField(null=True, help_text="of which the record is; those of one document go out in turn")
    kind = models.TextField()
    content = models.JSONField(help_text="the message, without what signs it")
    state = models.TextField(default="waiting", help_text="waiting, sent, failed")
    tries = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    status = models.SmallIntegerField(null=True, help_text="what the program answered, the last time")
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hooks_delivery"
        constraints = [models.UniqueConstraint(fields=["client_id", "subscription_id", "record_id"], name="hooks_delivery_once")]
        indexes = [
            models.Index(fields=["client_id", "next_try_at"], condition=models.Q(state="waiting"), name="hooks_delivery_waiting"),
            models.Index(
                fields=["subscription_id", "document_id", "id"], condition=models.Q(state="waiting"), name="hooks_delivery_in_turn"
            ),
            models.Index(fields=["client_id", "created_at"], name="hooks_delivery_created"),
        ]
