"""Business partners: who they are, by which numbers they are known, and which bank accounts two people have agreed to."""

from django.db import models

from kantor.kit.client_row import ClientRow


class Party(ClientRow):
    """A supplier or customer of one client. `account` is its personal account; defaults are suggestions, not rules."""

    number = models.TextField()
    name = models.TextField()
    sort_key = models.TextField()
    comparable = models.TextField(help_text="the name without accents, case and legal form, for search by likeness")
    kind = models.TextField(default="supplier")
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=5, default="en")
    address = models.JSONField(default=dict)
    email = models.TextField(blank=True, default="")
    account = models.TextField(blank=True, default="")
    payment_days = models.IntegerField(null=True)
    terms = models.JSONField(
        default=dict, db_default={}, help_text="what is agreed with a customer: e-invoice format, buyer reference, credit limit"
    )
    blocked_on = models.DateField(null=True)
    blocked_reason = models.TextField(blank=True, default="")
    document_id = models.BigIntegerField(null=True)
    merged_into_id = models.BigIntegerField(null=True, help_text="the partner that it is, as a document decided")
    lead_id = models.BigIntegerField(null=True, help_text="the end of that chain; the database keeps it")

    class Meta:
        db_table = "parties_party"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "kind", "number"], name="parties_party_number"),
            models.CheckConstraint(condition=~models.Q(merged_into_id=models.F("id")), name="parties_party_not_into_itself"),
        ]
        indexes = [models.Index(fields=["client_id", "kind", "sort_key"], name="parties_party_sort")]


class Identifier(ClientRow):
    """A number that names a party; scheme: `vat` (with prefix), `nip`, `npwp`, `tax`, `gln`, `registration`, `alias` (a former name)."""

    party_id = models.BigIntegerField()
    scheme = models.TextField()
    value = models.TextField()
    ended_on = models.DateField(null=True, help_text="first day on which it names the party no more")

    class Meta:
        db_table = "parties_identifier"
        constraints = [models.UniqueConstraint(fields=["client_id", "value", "scheme", "party_id"], name="parties_identifier_value")]
        indexes = [models.Index(fields=["client_id", "party_id"], name="parties_identifier_party")]


class BankAccount(ClientRow):
    """An account of a party that two people have agreed to; `document_id` is that decision. Ended by a date, never changed."""

    party_id = models.BigIntegerField()
    iban = models.TextField(help_text="IBAN, or the local account number where the country has none")
    bic = models.TextField(blank=True, default="")
    holder = models.TextField(blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "parties_bank_account"
        indexes = [
            models.Index(fields=["client_id", "party_id"], name="parties_bank_account_party"),
            models.Index(fields=["client_id", "iban"], name="parties_bank_account_iban"),
        ]


class Change(ClientRow):
    """What a document changed in a row that was there before, so that its reversal can bring back exactly that."""

    document_id = models.BigIntegerField()
    what = models.TextField(help_text="party, identifier, bank_account")
    row_id = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "parties_change"
        indexes = [
            models.Index(fields=["client_id", "document_id"], name="parties_change_document"),
            models.Index(fields=["client_id", "what", "row_id"], name="parties_change_row"),
        ]


class Unlike(ClientRow):
    """Two partners that look alike and are not the same, as somebody said; `party_id` is the smaller of the two."""

    party_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    reason = models.TextField()
    person_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "parties_unlike"
        constraints = [models.UniqueConstraint(fields=["client_id", "party_id", "other_id"], name="parties_unlike_pair")]


class LikePair(ClientRow):
    """Two partners that could be one, as a worker found them; `party_id` is the smaller of the two."""

    party_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    same = models.JSONField(help_text="what they share, with the value")
    likeness = models.SmallIntegerField(help_text="of their names, in percent")
    same_place = models.BooleanField()
    degree = models.SmallIntegerField(help_text="how likely they are one, 1 to 99")

    class Meta:
        db_table = "parties_like_pair"
        constraints = [models.UniqueConstraint(fields=["client_id", "party_id", "other_id"], name="parties_like_pair_one")]
        indexes = [
            models.Index(fields=["client_id", "degree", "id"], name="parties_like_pair_degree"),
            models.Index(fields=["client_id", "other_id"], name="parties_like_pair_other"),
        ]


class Touched(ClientRow):
    """A partner changed since it was compared with the others; the database adds the line, the worker takes it away."""

    party_id = models.BigIntegerField()

    class Meta:
        db_table = "parties_touched"
        indexes = [models.Index(fields=["client_id", "id"], name="parties_touched_client")]


class Comparison(ClientRow):
    """How far the comparing of a client's partners is."""

    began_at = models.DateTimeField(null=True, help_text="somebody is at it since then")
    compared_at = models.DateTimeField(null=True)
    whole_at = models.DateTimeField(null=True, help_text="when all were compared with all the last time")

    class Meta:
        db_table = "parties_comparison"
        constraints = [models.UniqueConstraint(fields=["client_id"], name="parties_comparison_one")]
