"""Columns of documents: originals, what was read, what people confirmed, what rules found, who decided, and the effect."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kantor.kit.client_row import ClientRow


class State(models.TextChoices):
    """Where a document stands on its road. `split`: its children carry the work; `ready`: every step is done, it may take effect."""

    RECEIVED = "received"
    READ = "read"
    WAITING = "waiting"
    READY = "ready"
    EFFECTIVE = "effective"
    REVERSED = "reversed"
    SENT_BACK = "sent_back"
    REFUSED = "refused"
    SPLIT = "split"


class Original(ClientRow):
    """Bytes as they came, addressed by client and SHA-256; `stored_as` is their place in the storage."""

    sha256 = models.BinaryField()
    size_bytes = models.BigIntegerField()
    media_type = models.TextField()
    stored_as = models.TextField()
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "documents_original"
        constraints = [models.UniqueConstraint(fields=["client_id", "sha256"], name="documents_original_sha256")]


class ClientKey(ClientRow):
    """The key of a client, encrypted with the house's master key."""

    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "documents_client_key"
        constraints = [models.UniqueConstraint(fields=["client_id"], name="documents_client_key_one")]


class DataKey(ClientRow):
    """The key of an original, encrypted with its client's; without it the original is erased."""

    original_id = models.BigIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        db_table = "documents_data_key"
        constraints = [models.UniqueConstraint(fields=["client_id", "original_id"], name="documents_data_key_original")]


class Sheet(ClientRow):
    """A page of an original that is a scan: waits to be read, then has its words, encrypted with the original's own key."""

    original_id = models.BigIntegerField()
    number = models.IntegerField()
    tries = models.SmallIntegerField(default=0, db_default=0)
    taken_until = models.DateTimeField(null=True, help_text="somebody reads it; later than that, somebody was ended over it")
    read_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True, help_text="the page with its words; null where it waits, or could not be read")
    reason = models.TextField(blank=True, default="", db_default="", help_text="why it could not be read")

    class Meta:
        db_table = "documents_sheet"
        constraints = [models.UniqueConstraint(fields=["original_id", "number", "client_id"], name="documents_sheet_page")]
        indexes = [models.Index(fields=["client_id", "id"], name="documents_sheet_waiting", condition=models.Q(read_at__isnull=True))]


class Leaf(ClientRow):
    """A page of an original whose pages were dealt out: it belongs to one document, at its place there, or to none, with the reason.

    Rows are added for all pages of an original at once and never taken away, so that no page gets lost.
    """

    original_id = models.BigIntegerField()
    number = models.IntegerField(help_text="of the page in its original, from 1")
    document_id = models.BigIntegerField(null=True)
    place = models.IntegerField(default=0, help_text="of the page in its document, from 1; 0 where it belongs to none")
    turned = models.SmallIntegerField(default=0, help_text="by how many degrees clockwise it is turned beyond what its reading says")
    left_out = models.TextField(blank=True, default="", help_text="why it belongs to no document: separator, blank, left_out")

    class Meta:
        db_table = "documents_leaf"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "original_id", "number"], name="documents_leaf_page"),
            models.UniqueConstraint(
                fields=["document_id", "place", "client_id"],
                name="documents_leaf_place",
                deferrable=models.Deferrable.IMMEDIATE,  # pages change places in one statement
            ),
            models.CheckConstraint(
                name="documents_leaf_belongs",
                condition=models.Q(document_id__isnull=False, place__gt=0, left_out="")
                | models.Q(document_id__isnull=True, place=0, left_out__in=("separator", "blank", "left_out")),
            ),
            models.CheckConstraint(name="documents_leaf_turned", condition=models.Q(turned__in=(0, 90, 180, 270))),
        ]


class Arrangement(ClientRow):
    """What a person did with the pages of documents, with their leaves before and after, so that it can be undone."""

    document_id = models.BigIntegerField(help_text="at whose page it was done")
    kind = models.TextField(help_text="cut, join, move, turn, leave_out, take_in")
    before = models.JSONField()
    after = models.JSONField()
    person_id = models.IntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_arrangement"
        indexes = [models.Index(fields=["client_id", "document_id"], name="documents_arrangement_of")]


class ReadingKey(ClientRow):
    """That a document is confidential, and the key of all that is written about it, encrypted with its client's; empty once destroyed."""

    document_id = models.BigIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        db_table = "documents_reading_key"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="documents_reading_key_document")]


class Document(ClientRow):
    """What was received or filed. The few values that lists sort and search by are typed columns, filled from the reading."""

    type = models.TextField(blank=True, default="", help_text="'' until recognised")
    state = models.TextField(choices=State.choices, default=State.RECEIVED)
    key = models.TextField(
        help_text="what makes it the same document when it comes again: channel's own key, or hash of the bytes and part"
    )
    channel = models.TextField()
    file_name = models.TextField(blank=True, default="")
    original_id = models.BigIntegerField(null=True)
    parent_id = models.BigIntegerField(null=True)
    part = models.IntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.IntegerField(null=True)
    reading_version = models.IntegerField(default=0)
    number = models.TextField(blank=True, default="")
    number_key = models.TextField(blank=True, default="", help_text="party and number without case and punctuation, for finding it again")
    amount_key = models.TextField(blank=True, default="", help_text="party, amount, currency and day, for finding it again")
    document_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    amount = models.BigIntegerField(null=True, help_text="minor units of `currency`")
    currency = models.CharField(max_length=3, blank=True, default="")
    party_id = models.BigIntegerField(null=True)
    party_name = models.TextField(blank=True, default="")
    took_effect_at = models.DateTimeField(null=True)
    effective_after = models.DateTimeField(null=True, help_text="end of the undo window of the last approval")
    seen_by = models.TextField(
        blank=True, default="", db_default="", help_text="the permission without which nobody sees it; '' where that is its type's own"
    )
    retention = models.TextField(default="voucher")
    keep_until = models.DateField(null=True)
    on_hold = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    four_eyes = models.BooleanField(default=False, help_text="two people must decide; once asked for, it is never taken away")

    class Meta:
        db_table = "documents_document"
        constraints = [models.UniqueConstraint(fields=["client_id", "key"], name="documents_document_key")]
        indexes = [
            # With what its policy asks, so that counting what is in a state reads the index alone.
            models.Index(fields=["client_id", "state", "id"], include=["seen_by"], name="documents_document_state"),
            # What `documents_way` says, which the planner takes apart before it looks for an index.
            models.Index(
                models.Case(models.When(seen_by="", then="type"), default="seen_by"),
                "client_id",
                "id",
                name="documents_document_seen_as",
            ),
            models.Index(fields=["client_id", "party_id", "id"], name="documents_document_party"),
            models.Index(fields=["number_key", "client_id"], name="documents_document_number_key"),
            models.Index(fields=["amount_key", "client_id"], name="documents_document_amount_key"),
            models.Index(fields=["parent_id", "client_id"], name="documents_document_parent"),
            models.Index(fields=["received_at", "client_id"], name="documents_document_received"),
            # Numbers of originals rise with those of documents, and every change of a document would be one more entry of another kind.
            BrinIndex(fields=["original_id"], opclasses=["int8_minmax_multi_ops"], autosummarize=True, name="documents_document_original"),
        ]


class Succession(ClientRow):
    """A redacted document took the place of another one, which may be erased then although a law asks to keep it."""

    document_id = models.BigIntegerField()
    successor_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_succession"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="documents_succession_one")]


class Reading(ClientRow):
    """One immutable version of what a document says (`words.Reading` as JSON), read whole, never filtered."""

    document_id = models.BigIntegerField()
    version = models.IntegerField()
    content = models.JSONField()
    made_by = models.IntegerField(null=True)
    made_for = models.IntegerField(null=True, help_text="in whose place, where a deputy made it")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "documents_reading"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id", "version"], name="documents_reading_version")]


class Confirmation(ClientRow):
    """A person has looked at a field and says that its value is right."""

    document_id = models.BigIntegerField()
    version = models.IntegerField()
    field = models.TextField()
    value = models.TextField()
    person_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_confirmation"
        indexes = [models.Index(fields=["client_id", "document_id"], name="documents_confirmation_doc")]


class Lesson(ClientRow):
    """What a person typed where the house could not know better, remembered for the next document of the same kind; the newest counts."""

    document_id = models.BigIntegerField()
    type = models.TextField()
    scope = models.TextField(help_text="whose habit it is: party:17, or name:papier gmbh")
    about = models.TextField(help_text="what it is about: account:copy paper, or account: for all else of the scope")
    value = models.TextField()
    person_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_lesson"
        indexes = [models.Index(fields=["client_id", "scope", "type", "id"], name="documents_lesson_scope")]


class Example(ClientRow):
    """What people said that a paper says which a machine had read, or could not: a row to learn from. Its words are not copied; whoever
    learns reads them again from the original."""

    document_id = models.BigIntegerField()
    type = models.TextField()
    senders = ArrayField(models.TextField(), help_text="by what papers of this sender are known again, the surest first")
    fields = models.JSONField(help_text="address -> [value, page, box, what the machine had read, how sure it was]")
    reader = models.TextField()
    shows = models.BooleanField(default=True, db_default=True, help_text="where its values stand helps with papers of the same sender")
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_example"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="documents_example_document")]


class Check(ClientRow):
    """What the rules said about one reading: findings, the facts they were told, and the hash of the rules themselves."""

    document_id = models.BigIntegerField()
    version = models.IntegerField()
    findings = models.JSONField()
    facts = models.JSONField()
    rules_hash = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_check"
        indexes = [models.Index(fields=["client_id", "document_id", "version"], name="documents_check_version")]


class Decision(ClientRow):
    """Somebody, or nobody (straight through), decided. The database refuses a checker who is the maker where four eyes are asked for."""

    document_id = models.BigIntegerField()
    version = models.IntegerField()
    step = models.TextField()
    outcome = models.TextField(help_text="approved, sent_back, refused, taken_back")
    maker_id = models.IntegerField(null=True)
    checker_id = models.IntegerField(null=True, help_text="null: straight through")
    checker_for = models.IntegerField(null=True, help_text="in whose place, where a deputy decided")
    four_eyes = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    rules_hash = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "documents_decision"
        indexes = [
            models.Index(fields=["client_id", "document_id"], name="documents_decision_document"),
            models.Index(fields=["client_id", "at"], name="documents_decision_client_at", condition=models.Q(at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="documents_decision_four_eyes",
                condition=models.Q(four_eyes=False)
                | (models.Q(maker_id__isnull=False, checker_id__isnull=False) & ~models.Q(maker_id=models.F("checker_id"))),
            )
        ]


class EffectRecord(ClientRow):
    """The effect of a document, once: what was applied, its hash, and the effect it reverses where it is a reversal."""

    document_id = models.BigIntegerField()
    parts = models.JSONField()
    hash = models.BinaryField()
    at = models.DateTimeField()
    reverses_document_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "documents_effect"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id"], name="documents_took_effect_atce"),
            models.UniqueConstraint(fields=["client_id", "reverses_document_id"], name="documents_effect_reversed_once"),
        ]


class Outbox(ClientRow):
    """What must leave the house (letters, payment files, webhooks): written with the effect, sent by a worker, once per key."""

    document_id = models.BigIntegerField()
    key = models.TextField()
    kind = models.TextField()
    content = models.JSONField()
    file = models.BinaryField(null=True)
    state = models.TextField(default="draft", help_text="draft, approved, sent, failed")
    written_by = models.IntegerField(null=True)
    approved_by = models.IntegerField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="", db_default="", help_text="why it could not leave, the last time")
    tries = models.SmallIntegerField(default=0, db_default=0, help_text="how often it could not leave, in a row")
    next_try_at = models.DateTimeField(null=True, help_text="it rests until then")
    proof = models.JSONField(null=True, help_text="the answer of the server that took it, and the Message-ID")

    class Meta:
        db_table = "documents_outbox"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "key"], name="documents_outbox_key"),
            models.CheckConstraint(
                name="documents_outbox_four_eyes",
                condition=models.Q(approved_by__isnull=True)
                | models.Q(written_by__isnull=True)
                | ~models.Q(approved_by=models.F("written_by")),
            ),
            models.CheckConstraint(
                name="documents_outbox_approved",
                condition=~models.Q(kind="letter") | ~models.Q(state__in=("approved", "sent")) | models.Q(approved_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["client_id", "state", "id"], name="documents_outbox_state")]


class SearchText(ClientRow):
    """The words of a document for full-text and trigram search; reached only through a function that filters by client itself."""

    document_id = models.BigIntegerField()
    language = models.TextField()
    text = models.TextField()
    names = models.TextField(default="", help_text="numbers and names without accents, for parts of them")
    words = SearchVectorField(null=True)

    class Meta:
        db_table = "documents_search"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="documents_search_document")]
