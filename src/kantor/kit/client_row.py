"""The columns that every row of a client has: its client and its number."""

from django.db import models


class ClientRow(models.Model):
    """A row that belongs to one client; row-level security, keys and references are declared in the migration (`kit.rows`).

    Plain numbers instead of Django's foreign keys: a reference between a client's rows is (client_id, id), which Django cannot declare.
    """

    id = models.BigAutoField(primary_key=True)
    client_id = models.IntegerField()

    class Meta:
        abstract = True
