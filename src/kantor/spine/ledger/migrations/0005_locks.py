"""Periods are held, closed, reopened and locked for taxes with a reason; the database keeps to it, and lets nobody reopen one alone."""

from importlib import import_module

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, ClientKey, ClientReference, ClientRows

BEFORE = import_module("kantor.spine.ledger.migrations.0002_guard")
NEW = ("ledger_period_change", "ledger_late_posting")

HELD = """
    SELECT f.document_id, f.booked_on INTO wrong
    FROM fresh f
    CROSS JOIN LATERAL (SELECT p.held_at FROM ledger_period p WHERE p.client_id = f.client_id AND p.id = f.period_id OFFSET 0) p
    WHERE p.held_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM ledger_late_posting l WHERE l.client_id = f.client_id AND l.document_id = f.document_id AND l.period_id = f.period_id
    )
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the entry of document % is booked on % in a period that is held, and names no reason', wrong.document_id, wrong.booked_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_held_period', TABLE = 'ledger_entry';
    END IF;

    SELECT v.series"""
FILED = """
    SELECT s.entry_id INTO wrong
    FROM (SELECT client_id, period_id, min(entry_id) AS entry_id FROM fresh WHERE tax_code <> '' GROUP BY client_id, period_id) s
    CROSS JOIN LATERAL (SELECT p.filed_at FROM ledger_period p WHERE p.client_id = s.client_id AND p.id = s.period_id OFFSET 0) p
    WHERE p.filed_at IS NOT NULL
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % would change the figures of a tax return that was filed', wrong.entry_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_tax_filed', TABLE = 'ledger_posting';
    END IF;
    RETURN NULL;
END $$"""


def _once_more(function: str) -> str:
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


ENTRIES_FIT = _once_more(BEFORE.ENTRIES_FIT).replace("\n    SELECT v.series", HELD, 1)
ENTRIES_BALANCE = _once_more(BEFORE.ENTRIES_BALANCE).replace("    RETURN NULL;\nEND $$", FILED.lstrip("\n"), 1)

# What loosens a period goes back to a document on which two people decided; an effect that nobody decided is refused elsewhere.
LOOSENED = """
CREATE FUNCTION ledger_period_loosened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.change_id IS NOT DISTINCT FROM OLD.change_id OR NOT EXISTS (
        SELECT FROM ledger_period_change c
        JOIN documents_document d ON d.client_id = c.client_id AND d.id = c.document_id
        WHERE c.client_id = NEW.client_id AND c.id = NEW.change_id AND c.period_id = NEW.id AND c.change IN ('reopen', 'unfile', 'hold')
            AND d.four_eyes
    ) THEN
        RAISE EXCEPTION 'period % of % is opened again by a document on which two people decide, and by nothing else', NEW.number, NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_period_two_people', TABLE = 'ledger_period';
    END IF;
    RETURN NEW;
END $$
"""
LOOSENED_TRIGGER = """
CREATE TRIGGER period_loosened BEFORE UPDATE ON ledger_period FOR EACH ROW
WHEN ((OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL) OR (OLD.held_at IS NOT NULL AND NEW.held_at IS NULL)
    OR (OLD.filed_at IS NOT NULL AND NEW.filed_at IS NULL))
EXECUTE FUNCTION ledger_period_loosened()
"""
MAY_CHANGE = FOR_EACH_GRANTEE.format(table="ledger_period", statement="GRANT UPDATE (held_at, filed_at, change_id) ON ledger_period TO %s")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_parties")]

    operations = [
        migrations.AddField("period", "held_at", models.DateTimeField(null=True)),
        migrations.AddField("period", "filed_at", models.DateTimeField(null=True)),
        migrations.AddField("period", "change_id", models.BigIntegerField(null=True)),
        migrations.CreateModel(
            name="PeriodChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("period_id", models.BigIntegerField()),
                ("change", models.TextField()),
                ("reason", models.TextField()),
                ("document_id", models.BigIntegerField(null=True)),
                ("person_id", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_period_change",
                "constraints": [models.CheckConstraint(name="ledger_period_change_reason", condition=~models.Q(reason=""))],
                "indexes": [models.Index(fields=["client_id", "period_id", "id"], name="ledger_period_change_period")],
            },
        ),
        migrations.CreateModel(
            name="LatePosting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("period_id", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_late_posting",
                "constraints": [
                    models.UniqueConstraint(fields=["client_id", "document_id", "period_id"], name="ledger_late_posting_document"),
                    models.CheckConstraint(name="ledger_late_posting_reason", condition=~models.Q(reason="")),
                ],
            },
        ),
        *(ClientRows(table) for table in NEW),
        *(AppendOnly(table) for table in NEW),
        *(ClientReference(table, "document_id", "documents_document") for table in NEW),
        *(ClientReference(table, "period_id", "ledger_period") for table in NEW),
        ClientKey("ledger_period_change"),
        ClientReference("ledger_period", "change_id", "ledger_period_change"),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(ENTRIES_FIT, _once_more(BEFORE.ENTRIES_FIT)),
        migrations.RunSQL(ENTRIES_BALANCE, _once_more(BEFORE.ENTRIES_BALANCE)),
        migrations.RunSQL(
            [LOOSENED, LOOSENED_TRIGGER], ["DROP TRIGGER period_loosened ON ledger_period", "DROP FUNCTION ledger_period_loosened"]
        ),
    ]
