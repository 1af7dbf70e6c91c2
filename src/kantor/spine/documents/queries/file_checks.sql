-- Write what the rules said about a batch of readings, with the facts they were told.
INSERT INTO documents_check (client_id, document_id, version, findings, facts, rules_hash, at)
SELECT %(client_id)s, document_id, version, findings, facts, rules_hash, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, version integer, findings jsonb, facts jsonb, rules_hash text)
