"""Clients, people, and what each person may do for which client and up to which amount."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kantor.kit.client_row import ClientRow


class Client(models.Model):
    """A company whose office is run here. Row-level security applies by its own id."""

    id = models.AutoField(primary_key=True)
    code = models.SlugField(unique=True)
    name = models.TextField()
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=5)
    chart = models.TextField(help_text="chart of accounts: skr03, skr04, pl, id")
    fiscal_year_start = models.SmallIntegerField(default=1, help_text="month")
    vat_id = models.TextField(blank=True, default="")
    tax_number = models.TextField(blank=True, default="")
    address = models.JSONField(default=dict)
    region = models.TextField(blank=True, default="", help_text="for public holidays, e.g. BY")
    own_iban = models.TextField(blank=True, default="")
    own_bic = models.TextField(blank=True, default="")
    trail_email = models.EmailField(blank=True, default="", db_default="", help_text="where heads of its audit trail are mailed to")
    vat_due = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="[[first day, payment or invoice], ...]: when its VAT becomes due",
    )
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "access_client"


class People(BaseUserManager["Person"]):
    """Finds a person by the address used to log in."""


class Person(AbstractBaseUser):
    """Somebody who works in the house, for one client or many. Not a client's row: one clerk serves several."""

    id = models.AutoField(primary_key=True)
    email = models.EmailField(unique=True)
    name = models.TextField()
    language = models.CharField(max_length=5, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        db_table = "access_person"

    def __str__(self) -> str:
        return self.name


class Assignment(ClientRow):
    """A person holds a role for a client from a day on; ended by a date (its last day), never deleted. `document_id`: who decided it."""

    person_id = models.IntegerField()
    role = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "access_assignment"
        indexes = [models.Index(fields=["client_id", "person_id"], name="access_assignment_person")]


class Limit(ClientRow):
    """Up to which amount (minor units of the client's currency) a role may decide alone on a document type; above it a second person."""

    role = models.TextField()
    type = models.TextField(help_text="document type")
    amount = models.BigIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "access_limit"
        indexes = [models.Index(fields=["client_id", "type", "role"], name="access_limit_type")]


class Substitute(ClientRow):
    """A person stands in for another from one day to another, both included; where it was taken back, it ends before it begins."""

    person_id = models.IntegerField()
    deputy_id = models.IntegerField()
    from_on = models.DateField()
    until_on = models.DateField()
    document_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "access_substitute"
        indexes = [models.Index(fields=["client_id", "deputy_id"], name="access_substitute_deputy")]


class Connection(ClientRow):
    """A client agrees to be connected with whoever has one of these numbers. Two clients are connected while each has agreed to the other:
    the house hands over what one bills the other, and says whether they agree on what is owed. Until then they are strangers."""

    document_id = models.BigIntegerField()
    name = models.TextField(help_text="as its people call the other one")
    ways = ArrayField(models.TextField(), help_text="the VAT id or tax number, normalised, and the other ways to write it")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_connection"
        constraints = [
            models.UniqueConstraint(fields=["client_id", "document_id"], name="access_connection_document"),
            models.UniqueConstraint(fields=["client_id", "ways"], name="access_connection_once", condition=models.Q(ended_at__isnull=True)),
        ]


class Change(ClientRow):
    """What a document changed in a row that was there before, so that its reversal can bring back exactly that."""

    document_id = models.BigIntegerField()
    what = models.TextField(help_text="client, assignment, limit")
    row_id = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "access_change"
        indexes = [models.Index(fields=["client_id", "document_id"], name="access_change_document")]


class Token(models.Model):
    """A program's key to act in a person's name. Not a client's row: it is looked up before a client is known, and says nothing of one."""

    id = models.AutoField(primary_key=True)
    person_id = models.IntegerField()
    name = models.TextField(help_text="what the program is, as its person calls it")
    hash = models.BinaryField(unique=True, help_text="SHA-256 of the secret, which nobody keeps but the program")
    permissions = ArrayField(models.TextField(), help_text="{*}: whatever the person may")
    clients = ArrayField(models.IntegerField(), help_text="{}: all for which the person works")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_token"
        indexes = [models.Index(fields=["person_id", "id"], name="access_token_person")]
        constraints = [
            models.CheckConstraint(name="access_token_expires_later", condition=models.Q(expires_at__gt=models.F("created_at"))),
        ]


class Session(models.Model):
    """A log-in, or the way to one. Not a client's row: who it is must be known before any client is."""

    key_hash = models.TextField(primary_key=True, help_text="SHA-256 of the cookie, in hexadecimal digits")
    data = models.TextField(help_text="what the session holds, signed")
    person_id = models.IntegerField(null=True, help_text="who is logged in; NULL before somebody is")
    address = models.TextField(default="", help_text="from which network address")
    agent = models.TextField(default="", help_text="what the browser calls itself")
    proved_by = ArrayField(models.TextField(), default=list, help_text="password, totp, passkey, recovery_code, oidc")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="last use by a person, to the minute")
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_session"
        indexes = [models.Index(fields=["person_id", "seen_at"], name="access_session_person")]


class Totp(models.Model):
    """A person's authenticator app: the secret that both know."""

    person_id = models.IntegerField(primary_key=True)
    secret = models.BinaryField(help_text="encrypted for this person")
    last_step = models.BigIntegerField(help_text="half minute of the last code that was used; none is used twice")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_totp"


class Passkey(models.Model):
    """A person's passkey or security key: its public half."""

    id = models.AutoField(primary_key=True)
    person_id = models.IntegerField()
    name = models.TextField(help_text="what its person calls it")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField(help_text="attested credential data of WebAuthn: ids and the public key")
    sign_count = models.BigIntegerField(help_text="as it said last; 0 where it does not count")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_passkey"
        indexes = [models.Index(fields=["person_id", "id"], name="access_passkey_person")]


class Link(models.Model):
    """Who a person is at the office's identity provider."""

    id = models.AutoField(primary_key=True)
    person_id = models.IntegerField()
    issuer = models.TextField(help_text="the provider")
    subject = models.TextField(help_text="the provider's own name for the person")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "access_link"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="access_link_subject"),
            models.UniqueConstraint(fields=["person_id", "issuer"], name="access_link_person"),
        ]


class PasswordCode(models.Model):
    """A code by which a person chooses a password, once; each has one at most."""

    person_id = models.IntegerField(primary_key=True)
    hash = models.BinaryField(help_text="SHA-256 of the code, which holds 118 random bits")
    made_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        db_table = "access_password_code"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost second factor."""

    id = models.AutoField(primary_key=True)
    person_id = models.IntegerField()
    hash = models.BinaryField(unique=True, help_text="SHA-256 of the code, which holds 120 random bits")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_recovery_code"
        indexes = [models.Index(fields=["person_id", "id"], name="access_recovery_code_person")]
