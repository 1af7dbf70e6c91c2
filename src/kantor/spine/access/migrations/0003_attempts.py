"""Counts attempts to log in for all web processes together; the columns are those of Django's database cache."""

from django.db import migrations
from django.db.migrations import RunSQL

CREATE = [
    "CREATE TABLE access_attempts (cache_key text PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)",
    "CREATE INDEX access_attempts_expires ON access_attempts (expires)",
]


class Migration(migrations.Migration):
    dependencies = [("access", "0002_guard")]

    operations = [RunSQL(CREATE, "DROP TABLE access_attempts")]
