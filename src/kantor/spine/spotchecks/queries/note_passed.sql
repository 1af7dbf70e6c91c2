-- Write down what passed unseen of documents that are decided now, without what a person confirmed, in place of what was written before;
-- answers the documents of which something did.
WITH now AS MATERIALIZED (
    SELECT r.* FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, type text, field text, rule text, model text, value text)
    WHERE NOT EXISTS (
        SELECT FROM documents_confirmation c
        WHERE c.client_id = %(client_id)s AND c.document_id = r.document_id AND c.field = r.field AND c.value = r.value)
), gone AS (
    DELETE FROM spotchecks_passed p
    WHERE p.client_id = %(client_id)s AND p.document_id = ANY(%(documents)s::bigint[])
        AND NOT EXISTS (SELECT FROM now WHERE now.document_id = p.document_id AND now.field = p.field)
        AND NOT EXISTS (SELECT FROM spotchecks_entry e WHERE e.client_id = p.client_id AND e.document_id = p.document_id AND e.field = p.field)
        AND NOT EXISTS (SELECT FROM spotchecks_correction c WHERE c.client_id = p.client_id AND c.document_id = p.document_id AND c.field = p.field)
), added AS (
    INSERT INTO spotchecks_passed (client_id, document_id, type, field, rule, model, at)
    SELECT %(client_id)s, document_id, type, field, rule, model, %(at)s::timestamptz FROM now
    ON CONFLICT (client_id, document_id, field) DO NOTHING
)
SELECT document_id, jsonb_object_agg(field, rule) AS fields FROM now GROUP BY document_id ORDER BY document_id
