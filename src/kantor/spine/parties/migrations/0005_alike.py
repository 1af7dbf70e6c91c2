"""Partners that could be one, found by a worker and kept; which partners changed since, noted by the database itself.

A line for each change, not a mark on the partner: two documents that change partners at the same time never wait for each other here.
"""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights, ClientReference, ClientRows

# Of a partner that led to another one, that other one is told too: it has one number, name or account less, or more, by it.
NOTE = """
CREATE FUNCTION parties_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO parties_touched (client_id, party_id) SELECT DISTINCT client_id, party_id FROM rows;
    RETURN NULL;
END $$
"""
NOTE_NEW = """
CREATE FUNCTION parties_note_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO parties_touched (client_id, party_id) SELECT client_id, id FROM rows;
    RETURN NULL;
END $$
"""
NOTE_OWN = """
CREATE FUNCTION parties_note_own_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO parties_touched (client_id, party_id)
    SELECT client_id, id FROM rows UNION SELECT client_id, lead_id FROM were WHERE lead_id IS NOT NULL;
    RETURN NULL;
END $$
"""
TABLES = ("parties_party", "parties_identifier", "parties_bank_account")
# Whatever a house has before it comes here is compared once.
FIRST = [
    "ALTER TABLE parties_party NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE parties_touched NO FORCE ROW LEVEL SECURITY",
    "INSERT INTO parties_touched (client_id, party_id) SELECT client_id, min(id) FROM parties_party GROUP BY client_id",
    "ALTER TABLE parties_touched FORCE ROW LEVEL SECURITY",
    "ALTER TABLE parties_party FORCE ROW LEVEL SECURITY",
]


def noted(table: str, verb: str) -> RunSQL:
    rows = "OLD TABLE AS rows" if verb == "DELETE" else "NEW TABLE AS rows"
    function = "parties_note_change"
    if table == "parties_party":
        rows, function = (rows, "parties_note_new") if verb == "INSERT" else (f"{rows} OLD TABLE AS were", "parties_note_own_change")
    return RunSQL(
        f"CREATE TRIGGER note_{verb.lower()} AFTER {verb} ON {table} REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER note_{verb.lower()} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("parties", "0004_terms")]

    operations = [
        migrations.CreateModel(
            name="LikePair",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("party_id", models.BigIntegerField()),
                ("other_id", models.BigIntegerField()),
                ("same", models.JSONField(help_text="what they share, with the value")),
                ("likeness", models.SmallIntegerField(help_text="of their names, in percent")),
                ("same_place", models.BooleanField()),
                ("degree", models.SmallIntegerField(help_text="how likely they are one, 1 to 99")),
            ],
            options={
                "db_table": "parties_like_pair",
                "constraints": [models.UniqueConstraint(fields=("client_id", "party_id", "other_id"), name="parties_like_pair_one")],
                "indexes": [
                    models.Index(fields=["client_id", "degree", "id"], name="parties_like_pair_degree"),
                    models.Index(fields=["client_id", "other_id"], name="parties_like_pair_other"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touched",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("party_id", models.BigIntegerField()),
            ],
            options={"db_table": "parties_touched", "indexes": [models.Index(fields=["client_id", "id"], name="parties_touched_client")]},
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("began_at", models.DateTimeField(null=True, help_text="somebody is at it since then")),
                ("compared_at", models.DateTimeField(null=True)),
                ("whole_at", models.DateTimeField(null=True, help_text="when all were compared with all the last time")),
            ],
            options={
                "db_table": "parties_comparison",
                "constraints": [models.UniqueConstraint(fields=("client_id",), name="parties_comparison_one")],
            },
        ),
        *(ClientRows(table) for table in ("parties_like_pair", "parties_touched", "parties_comparison")),
        AppRights("parties_touched", "SELECT, INSERT, DELETE"),
        AppRights("parties_comparison", "SELECT, INSERT, UPDATE"),
        ClientReference("parties_like_pair", "party_id", "parties_party"),
        ClientReference("parties_like_pair", "other_id", "parties_party"),
        RunSQL(NOTE, "DROP FUNCTION parties_note_change()"),
        RunSQL(NOTE_NEW, "DROP FUNCTION parties_note_new()"),
        RunSQL(NOTE_OWN, "DROP FUNCTION parties_note_own_change()"),
        *(noted(table, verb) for table in TABLES for verb in ("INSERT", "UPDATE")),
        *(noted(table, "DELETE") for table in TABLES[1:]),
        RunSQL(FIRST, RunSQL.noop),
    ]
