"""Columns of mailboxes: where mail is fetched, and which messages have been."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Mailbox(ClientRow):
    """A mailbox of a client. security: tls, starttls or plain (this host alone); kept_in: where its password lies (env:NAME or file:PATH),
    never the password itself; done_folder: where a message is moved that was taken in, '' where it is only flagged."""

    name = models.TextField()
    host = models.TextField()
    port = models.IntegerField()
    security = models.TextField(default="tls")
    login = models.TextField()
    kept_in = models.TextField()
    folder = models.TextField(default="INBOX")
    done_folder = models.TextField(blank=True, default="")
    address = models.TextField(blank=True, default="", help_text="that answers come from")
    ca_file = models.TextField(blank=True, default="", help_text="PEM with the authority of a server of one's own")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(help_text="it is looked into from then on")
    checked_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="", help_text="why it could not be looked into, the last time")
    tries = models.SmallIntegerField(default=0)
    watched_until = models.DateTimeField(null=True, help_text="a worker listens for new mail until then")

    class Meta:
        db_table = "mail_mailbox"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "name"], condition=models.Q(ended_at=None), name="mail_mailbox_name"),
            models.CheckConstraint(
                name="mail_mailbox_secret_elsewhere",
                condition=models.Q(kept_in__startswith="env:") | models.Q(kept_in__startswith="file:"),
            ),
        ]


class Fetched(ClientRow):
    """A message that was fetched, by the name its mailbox gives it (RFC 3501, 2.3.1.1). moved_at: when it was moved or flagged there."""

    mailbox_id = models.BigIntegerField()
    validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    outcome = models.TextField(help_text="taken, quarantined, refused")
    reason = models.TextField(blank=True, default="")
    fetched_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mail_fetched"
        constraints = [models.UniqueConstraint(fields=["client_id", "mailbox_id", "validity", "uid"], name="mail_fetched_once")]


class Release(ClientRow):
    """A mail in quarantine that somebody let through; done_at: when what is in it was taken in."""

    document_id = models.BigIntegerField()
    released_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mail_release"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="mail_release_once")]
        indexes = [models.Index(fields=["client_id", "id"], condition=models.Q(done_at=None), name="mail_release_waiting")]
