"""What the database itself refuses about spot checks: other clients' rows, a second entry by whoever had a hand in the document."""

from django.db import migrations

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, AppRights, ClientReference, ClientRows

TABLES = ("passed", "share", "draw", "entry", "stop")
SECOND_PERSON = """
CREATE FUNCTION spotchecks_refuse_first_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
            SELECT 1 FROM documents_reading r
            WHERE r.client_id = NEW.client_id AND r.document_id = NEW.document_id AND NEW.keyed_by IN (r.made_by, r.made_for))
        OR EXISTS (
            SELECT 1 FROM documents_decision d
            JOIN documents_document t ON t.client_id = d.client_id AND t.id = d.document_id AND t.reading_version = d.version
            WHERE d.client_id = NEW.client_id AND d.document_id = NEW.document_id
                AND d.outcome = 'approved' AND NEW.keyed_by IN (d.checker_id, d.checker_for)) THEN
        RAISE EXCEPTION 'second entry: whoever typed or verified document % may not key it again', NEW.document_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'spotchecks_entry_second_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER spotchecks_entry_second_person BEFORE INSERT ON spotchecks_entry
FOR EACH ROW EXECUTE FUNCTION spotchecks_refuse_first_person();
"""
UNDO = """
DROP TRIGGER spotchecks_entry_second_person ON spotchecks_entry;
DROP FUNCTION spotchecks_refuse_first_person();
"""


def changeable(table: str, columns: str) -> migrations.RunSQL:
    """The application role may change these columns and no others."""
    statement = f"GRANT UPDATE ({columns}) ON {table} TO %s"
    return migrations.RunSQL([FOR_EACH_GRANTEE.format(table=table, statement=statement)], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("spotchecks", "0001_columns"), ("documents", "0002_guard")]
    operations = [
        *(ClientRows(f"spotchecks_{table}") for table in TABLES),
        *(ClientReference(f"spotchecks_{table}", "document_id", "documents_document") for table in ("passed", "draw", "entry")),
        AppendOnly("spotchecks_draw"),
        AppRights("spotchecks_passed", "SELECT, INSERT, DELETE"),
        AppRights("spotchecks_share", "SELECT, INSERT"),
        changeable("spotchecks_share", "per_mille, to_go"),
        AppRights("spotchecks_entry", "SELECT, INSERT"),
        changeable("spotchecks_entry", "verdict, settled_by, settled_at"),
        AppRights("spotchecks_stop", "SELECT, INSERT"),
        changeable("spotchecks_stop", "reason, asked_by, asked_at, allowed_by, allowed_at"),
        migrations.RunSQL(SECOND_PERSON, UNDO),
    ]
