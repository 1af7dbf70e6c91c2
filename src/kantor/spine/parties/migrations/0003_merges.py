"""One partner that was taken up twice: the second leads to the first, however long the chain, and pairs that are two partners after all.

No row of the books is rewritten by it: whoever asks for a partner's rows asks for those of its whole family. `merged_into_id` is what a
document decided; `lead_id`, at the end of the chain, follows from it by a trigger, so that a look-up never walks.
"""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppendOnly, ClientReference, ClientRows

# Both rows of a merge may be changed at the same time by two documents (A into B, B into C, B into A): one after the other, each seeing
# what the one before it did, because each statement of the function has a snapshot of its own once the lock is held.
FOLLOW = """
CREATE FUNCTION parties_follow_lead() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    root bigint := NEW.id;
    above bigint := NEW.merged_into_id;
BEGIN
    PERFORM pg_advisory_xact_lock(20251964, NEW.client_id);
    WHILE above IS NOT NULL LOOP
        IF above = NEW.id THEN
            RAISE EXCEPTION 'party % would lead to itself', NEW.id USING ERRCODE = 'check_violation';
        END IF;
        root := above;
        SELECT p.merged_into_id INTO above FROM parties_party p WHERE p.client_id = NEW.client_id AND p.id = root;
    END LOOP;
    WITH RECURSIVE below AS (
        SELECT NEW.id AS id
        UNION ALL
        SELECT p.id FROM below JOIN parties_party p ON p.client_id = NEW.client_id AND p.merged_into_id = below.id
    )
    UPDATE parties_party p SET lead_id = nullif(root, p.id) FROM below WHERE p.client_id = NEW.client_id AND p.id = below.id;
    RETURN NULL;
END $$
"""
FOLLOWS = """
CREATE TRIGGER follow_lead AFTER UPDATE OF merged_into_id ON parties_party
FOR EACH ROW WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id) EXECUTE FUNCTION parties_follow_lead()
"""
MERGED_WITH = """
CREATE FUNCTION parties_merged_with(party bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    lead bigint := coalesce((SELECT p.lead_id FROM parties_party p WHERE p.id = party), party);
BEGIN
    RETURN lead || ARRAY(SELECT p.id FROM parties_party p WHERE p.lead_id = lead ORDER BY p.id);
END $$
"""
ANY_MERGED = """
CREATE FUNCTION parties_any_merged() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM parties_party p WHERE p.lead_id IS NOT NULL);
END $$
"""
# Asked for every invoice: it is taken into the statement that calls it, looks once for each statement whether the clients merged anything at
# all, and costs next to nothing where they did not.
FAMILY = """
CREATE FUNCTION parties_family(party bigint) RETURNS SETOF bigint LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT unnest(CASE
        WHEN (SELECT parties_any_merged()) THEN parties_merged_with(party) ELSE ARRAY[party]
    END);
END
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_guard")]

    operations = [
        migrations.AddField("party", "merged_into_id", models.BigIntegerField(null=True, help_text="the partner that it is, as a document decided")),
        migrations.AddField("party", "lead_id", models.BigIntegerField(null=True, help_text="the end of that chain; the database keeps it")),
        migrations.AddConstraint(
            "party",
            models.CheckConstraint(
                condition=~models.Q(merged_into_id=models.F("id")), name="parties_party_not_into_itself"
            ),
        ),
        migrations.CreateModel(
            name="Unlike",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("party_id", models.BigIntegerField()),
                ("other_id", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("person_id", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "parties_unlike",
                "constraints": [models.UniqueConstraint(fields=["client_id", "party_id", "other_id"], name="parties_unlike_pair")],
            },
        ),
        ClientReference("parties_party", "merged_into_id", "parties_party"),
        ClientReference("parties_party", "lead_id", "parties_party"),
        # Few rows are in them, and none where nothing was merged.
        RunSQL(
            "CREATE INDEX parties_party_lead ON parties_party (client_id, lead_id) WHERE lead_id IS NOT NULL",
            "DROP INDEX parties_party_lead",
        ),
        RunSQL(
            "CREATE INDEX parties_party_merged ON parties_party (client_id, merged_into_id) WHERE merged_into_id IS NOT NULL",
            "DROP INDEX parties_party_merged",
        ),
        RunSQL(FOLLOW, "DROP FUNCTION parties_follow_lead()"),
        RunSQL(FOLLOWS, "DROP TRIGGER follow_lead ON parties_party"),
        RunSQL(MERGED_WITH, "DROP FUNCTION parties_merged_with(bigint)"),
        RunSQL(ANY_MERGED, "DROP FUNCTION parties_any_merged()"),
        RunSQL(FAMILY, "DROP FUNCTION parties_family(bigint)"),
        ClientRows("parties_unlike"),
        AppendOnly("parties_unlike"),
        ClientReference("parties_unlike", "party_id", "parties_party"),
        ClientReference("parties_unlike", "other_id", "parties_party"),
    ]
