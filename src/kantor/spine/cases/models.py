"""Cases and tasks: how far each document has come on its road, and what waits for whom."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kantor.kit.client_row import ClientRow


class Case(ClientRow):
    """One document's way through its process; the process definition it began with stays with it."""

    document_id = models.BigIntegerField()
    process = models.TextField()
    definition_id = models.BigIntegerField()
    step = models.TextField(blank=True, default="", help_text="step that waits, '' when none does")
    remaining = ArrayField(models.TextField(), default=list, help_text="steps that still have to be done after this one")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_case"
        constraints = [models.UniqueConstraint(fields=["client_id", "document_id"], name="cases_case_document")]


class Definition(ClientRow):
    """A process as it was when cases began with it."""

    process = models.TextField()
    version = models.IntegerField()
    hash = models.TextField()
    content = models.JSONField()

    class Meta:
        db_table = "cases_definition"
        constraints = [models.UniqueConstraint(fields=["client_id", "process", "hash"], name="cases_definition_hash")]


class Event(ClientRow):
    """What happened to a case: opened, task done, set aside, asked, answered, sent back, escalated, delegated, paused, resumed, closed."""

    case_id = models.BigIntegerField()
    kind = models.TextField()
    step = models.TextField(blank=True, default="")
    person_id = models.IntegerField(null=True)
    at = models.DateTimeField()
    content = models.JSONField(default=dict)

    class Meta:
        db_table = "cases_event"
        indexes = [models.Index(fields=["client_id", "case_id", "id"], name="cases_event_case")]


class Task(ClientRow):
    """Something that a person must do. `open`, `aside` (until a moment), `asked` (waits for an answer) or `done`."""

    case_id = models.BigIntegerField()
    document_id = models.BigIntegerField()
    type = models.TextField(help_text="document type")
    step = models.TextField()
    role = models.TextField()
    state = models.TextField(default="open")
    reasons = ArrayField(models.TextField(), default=list, help_text="keys of the findings behind it")
    person_id = models.IntegerField(null=True, help_text="delegated or escalated to")
    not_for = models.IntegerField(null=True, help_text="the maker, where four eyes are asked for")
    claimed_by = models.IntegerField(null=True)
    claimed_until = models.DateTimeField(null=True)
    wake_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.IntegerField(null=True)

    class Meta:
        db_table = "cases_task"
        indexes = [
            models.Index(fields=["client_id", "role", "due_at", "id"], name="cases_task_open", condition=models.Q(state="open")),
            models.Index(fields=["client_id", "document_id"], name="cases_task_document"),
            models.Index(
                fields=["role", "client_id", "type", "step", "state", "due_at"], name="cases_task_queue", condition=~models.Q(state="done")
            ),
            models.Index(fields=["client_id", "done_by", "done_at"], name="cases_task_done", condition=models.Q(state="done")),
        ]


class CompanyDay(ClientRow):
    """A day on which the company's calendar differs from its country's; of several rows for a day the last one counts."""

    on = models.DateField()
    works = models.BooleanField()
    name = models.TextField(blank=True, default="")
    document_id = models.BigIntegerField()

    class Meta:
        db_table = "cases_company_day"
        indexes = [models.Index(fields=["client_id", "on"], name="cases_company_day_on")]
