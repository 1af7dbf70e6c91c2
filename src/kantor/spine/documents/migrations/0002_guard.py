"""What the database itself refuses about documents: other clients' rows, changed history, a checker who is the maker, an effect nobody decided."""

from django.db import migrations

from kantor.kit.rows import AppendOnly, ClientKey, ClientReference, ClientRows

TABLES = ("original", "document", "reading", "confirmation", "check", "decision", "effect", "outbox", "search")

FOUR_EYES = """
CREATE FUNCTION documents_refuse_maker_as_checker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.four_eyes AND NEW.outcome = 'approved' AND (
        EXISTS (
            SELECT 1 FROM documents_reading r
            WHERE r.client_id = NEW.client_id AND r.document_id = NEW.document_id AND r.made_by = NEW.checker_id)
        OR EXISTS (
            SELECT 1 FROM documents_decision d
            WHERE d.client_id = NEW.client_id AND d.document_id = NEW.document_id AND d.version = NEW.version
                AND d.outcome = 'approved' AND d.step <> NEW.step AND d.checker_id = NEW.checker_id)) THEN
        RAISE EXCEPTION 'four eyes: whoever made or verified document % may not approve it', NEW.document_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'documents_decision_four_eyes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_decision_four_eyes BEFORE INSERT ON documents_decision
FOR EACH ROW WHEN (NEW.four_eyes) EXECUTE FUNCTION documents_refuse_maker_as_checker();

CREATE FUNCTION documents_keep_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'four eyes were asked for on document % and cannot be taken away', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'documents_document_four_eyes';
END $$;
CREATE TRIGGER documents_document_four_eyes BEFORE UPDATE OF four_eyes ON documents_document
FOR EACH ROW WHEN (OLD.four_eyes AND NOT NEW.four_eyes) EXECUTE FUNCTION documents_keep_four_eyes();
"""

DECIDED = """
CREATE FUNCTION documents_refuse_undecided_effect() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE guilty bigint;
BEGIN
    SELECT e.document_id INTO guilty FROM written e
    JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
    WHERE d.state <> 'ready' OR NOT EXISTS (
        SELECT 1 FROM documents_decision x
        WHERE x.client_id = d.client_id AND x.document_id = d.id AND x.version = d.reading_version AND x.outcome = 'approved'
            AND (x.four_eyes OR NOT d.four_eyes))
    LIMIT 1;
    IF guilty IS NOT NULL THEN
        RAISE EXCEPTION 'document % may not take effect: its newest version is not approved as its process asks', guilty
            USING ERRCODE = 'check_violation', CONSTRAINT = 'documents_effect_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER documents_effect_decided AFTER INSERT ON documents_effect
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_undecided_effect();
"""

UNDO = """
DROP TRIGGER documents_effect_decided ON documents_effect;
DROP FUNCTION documents_refuse_undecided_effect();
DROP TRIGGER documents_document_four_eyes ON documents_document;
DROP FUNCTION documents_keep_four_eyes();
DROP TRIGGER documents_decision_four_eyes ON documents_decision;
DROP FUNCTION documents_refuse_maker_as_checker();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_columns")]

    operations = [
        *(ClientRows(f"documents_{table}") for table in TABLES),
        ClientKey("documents_document"),
        ClientKey("documents_original"),
        ClientReference("documents_document", "original_id", "documents_original"),
        ClientReference("documents_document", "parent_id", "documents_document"),
        *(
            ClientReference(f"documents_{table}", "document_id", "documents_document")
            for table in ("reading", "confirmation", "check", "decision", "effect", "outbox", "search")
        ),
        *(AppendOnly(f"documents_{table}") for table in ("original", "reading", "confirmation", "check", "decision", "effect")),
        migrations.RunSQL(FOUR_EYES + DECIDED, UNDO),
    ]
