"""Four eyes count whoever acted and in whose place: what a deputy did with somebody's authority, that somebody has done as well."""

from django.db import migrations, models

FOUR_EYES = """
CREATE OR REPLACE FUNCTION documents_refuse_maker_as_checker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.four_eyes AND NEW.outcome = 'approved' AND EXISTS (
        SELECT FROM (
            SELECT r.made_by AS person, r.made_for AS other FROM documents_reading r
            WHERE r.client_id = NEW.client_id AND r.document_id = NEW.document_id
            UNION ALL
            SELECT d.checker_id, d.checker_for FROM documents_decision d
            WHERE d.client_id = NEW.client_id AND d.document_id = NEW.document_id AND d.version = NEW.version
                AND d.outcome = 'approved' AND d.step <> NEW.step
        ) hand
        WHERE hand.person IN (NEW.checker_id, NEW.checker_for) OR hand.other IN (NEW.checker_id, NEW.checker_for)) THEN
        RAISE EXCEPTION 'four eyes: whoever made or verified document %, or lent the authority for it, may not approve it', NEW.document_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'documents_decision_four_eyes';
    END IF;
    RETURN NEW;
END $$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION documents_refuse_maker_as_checker() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_lessons")]

    operations = [
        migrations.AddField("reading", "made_for", models.IntegerField(null=True, help_text="in whose place, where a deputy made it")),
        migrations.AddField("decision", "checker_for", models.IntegerField(null=True, help_text="in whose place, where a deputy decided")),
        migrations.RunSQL(FOUR_EYES, BEFORE),
    ]
