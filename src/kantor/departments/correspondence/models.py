"""Columns of the registers: what came in and went out, by gapless numbers; and the rules about senders."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Counter(ClientRow):
    """The last number of a register in a year."""

    direction = models.TextField()
    year = models.IntegerField()
    last = models.BigIntegerField()

    class Meta:
        db_table = "correspondence_counter"
        constraints = [models.UniqueConstraint(fields=["client_id", "direction", "year"], name="correspondence_counter_one")]


class Entry(ClientRow):
    """A line of a register. thread: the token of the conversation; message_id: without brackets, of our own letters what stands before
    the @; outbox_key: under which a letter leaves."""

    direction = models.TextField(help_text="in, out")
    year = models.IntegerField()
    number = models.BigIntegerField()
    document_id = models.BigIntegerField()
    at = models.DateTimeField()
    way = models.TextField()
    kind = models.TextField(blank=True, default="")
    name = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    party_id = models.BigIntegerField(null=True)
    department = models.TextField(blank=True, default="")
    person = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)
    state = models.TextField(default="open", help_text="open, answered, complaint, closed, filed, sent")
    thread = models.TextField()
    message_id = models.TextField(blank=True, default="")
    outbox_key = models.TextField(blank=True, default="")

    class Meta:
        db_table = "correspondence_entry"
        constraints = [models.UniqueConstraint(fields=["client_id", "direction", "year", "number"], name="correspondence_entry_number")]
        indexes = [
            models.Index(fields=["client_id", "direction", "id"], name="correspondence_entry_list"),
            models.Index(fields=["client_id", "document_id"], name="correspondence_entry_document"),
            models.Index(fields=["message_id", "client_id"], name="correspondence_entry_message"),
            models.Index(fields=["thread", "client_id"], name="correspondence_entry_thread"),
            models.Index(fields=["email", "client_id"], name="correspondence_entry_email"),
        ]


class SenderRule(ClientRow):
    """A rule about a sender of mail. pattern: an address, or @domain; document_id: the decision that made it."""

    pattern = models.TextField()
    verdict = models.TextField(help_text="allow, refuse")
    needs_proof = models.BooleanField(
        default=False, db_default=False, help_text="it lets in only whom the client's own mail server vouches for"
    )
    document_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "correspondence_sender_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "pattern"], condition=models.Q(ended_at=None), name="correspondence_sender_rule_standing"
            )
        ]
