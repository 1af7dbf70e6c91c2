-- Write a batch of readings and what the rules said about them, in one statement.
WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
        document_id bigint, version integer, content jsonb, made_by integer, findings jsonb, facts jsonb, rules_hash text)
), readings AS (
    INSERT INTO documents_reading (client_id, document_id, version, content, made_by, made_at)
    SELECT %(client_id)s, document_id, version, content, made_by, %(at)s::timestamptz FROM given
)
INSERT INTO documents_check (client_id, document_id, version, findings, facts, rules_hash, at)
SELECT %(client_id)s, document_id, version, findings, facts, rules_hash, %(at)s::timestamptz FROM given
