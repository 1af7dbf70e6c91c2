-- Write checks as they are given.
INSERT INTO documents_check (client_id, document_id, version, findings, facts, rules_hash, at)
SELECT %(client_id)s::int, document_id, version, findings, facts, rules_hash, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, version integer, findings jsonb, facts jsonb, rules_hash text)
