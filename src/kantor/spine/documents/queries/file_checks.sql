-- Write what the rules said about a batch of readings, with the facts they were told.
INSERT INTO documents_check (client_id, document_id, version, findings, facts, rules_hash, at)
SELECT %(client_id)s, document_id, version, findings::jsonb, facts::jsonb, rules_hash, %(at)s
FROM unnest(%(documents)b::bigint[], %(versions)b::integer[], %(findings)b::text[], %(facts)b::text[], %(rules)b::text[])
    AS r (document_id, version, findings, facts, rules_hash)
