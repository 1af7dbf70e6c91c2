"""Columns of the audit trail: what happened, the leaves of the Merkle log made of it, and the signed heads."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Record(ClientRow):
    """Something that happened. `content` is canonical JSON text (sorted keys, no spaces), so that its hash can always be computed again."""

    kind = models.TextField()
    document_id = models.BigIntegerField(null=True)
    person_id = models.IntegerField(null=True)
    at = models.DateTimeField()
    content = models.TextField()
    transaction = models.BigIntegerField(help_text="pg_current_xact_id() of the writer: only finished transactions are sealed")

    class Meta:
        db_table = "trail_record"
        indexes = [
            models.Index(fields=["client_id", "document_id", "id"], name="trail_record_document"),
            models.Index(fields=["client_id", "kind", "id"], name="trail_record_kind"),
            models.Index(fields=["client_id", "transaction", "id"], name="trail_record_sealing"),
        ]


class Leaf(ClientRow):
    """A sealed record: its position in the client's log and its RFC 9162 leaf hash."""

    position = models.BigIntegerField()
    record_id = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "trail_leaf"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "position"], name="trail_leaf_position"),
            models.UniqueConstraint(fields=["client_id", "record_id"], name="trail_leaf_record"),
        ]


class Node(ClientRow):
    """The hash of a complete subtree of 2^level leaves, kept for every fourth level, so that a proof needs few reads."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "trail_node"
        constraints = [models.UniqueConstraint(fields=["client_id", "level", "number"], name="trail_node_number")]


class Head(ClientRow):
    """A signed statement, the `number`th of the client: its log had `size` leaves and this root."""

    number = models.IntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    at = models.DateTimeField()
    key_id = models.TextField()
    signature = models.BinaryField()

    class Meta:
        db_table = "trail_head"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "size"], name="trail_head_size"),
            models.UniqueConstraint(fields=["client_id", "number"], name="trail_head_number"),
        ]


class Testimony(ClientRow):
    """A head on its way to a witness outside, and what the witness answered: once for each witness and day."""

    head_number = models.IntegerField()
    witness = models.TextField(help_text="mail: the client, stamp: a time-stamping service")
    told_on = models.DateField()
    told = models.TextField(default="", db_default="", help_text="the address it went to")
    token = models.BinaryField(null=True, help_text="the stamp, as RFC 3161 has it")
    tries = models.SmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True, help_text="nothing once the testimony was given")
    reason = models.TextField(blank=True, default="", db_default="", help_text="why it was in vain, the last time")
    created_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "trail_testimony"
        constraints = [models.UniqueConstraint(fields=["client_id", "witness", "told_on"], name="trail_testimony_once")]
        indexes = [models.Index(fields=["next_try_at"], condition=models.Q(given_at=None), name="trail_testimony_due")]
