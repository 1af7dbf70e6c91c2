-- Write down which values that had passed somebody put right, once each; what is put right had passed.
WITH told AS MATERIALIZED (
    SELECT r.* FROM jsonb_to_recordset(%(rows)s::jsonb)
        AS r (document_id bigint, type text, field text, rule text, model text, was text)
    WHERE NOT EXISTS (
        SELECT FROM spotchecks_entry e WHERE e.client_id = %(client_id)s AND e.document_id = r.document_id AND e.field = r.field)
), passed AS (
    INSERT INTO spotchecks_passed (client_id, document_id, type, field, rule, model, at)
    SELECT %(client_id)s, document_id, type, field, rule, model, %(at)s::timestamptz FROM told
    ON CONFLICT (client_id, document_id, field) DO NOTHING
)
INSERT INTO spotchecks_correction (client_id, document_id, field, was, made_by, at)
SELECT %(client_id)s, document_id, field, was, %(person_id)s, %(at)s::timestamptz FROM told
ON CONFLICT (client_id, document_id, field) DO NOTHING
