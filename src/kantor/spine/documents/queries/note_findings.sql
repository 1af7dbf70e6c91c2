-- Add a finding to the newest check of each document's version; a document that was never checked gets its first.
INSERT INTO documents_check (client_id, document_id, version, findings, facts, rules_hash, at)
SELECT %(client_id)s, r.document_id, r.version, coalesce(c.findings, '[]'::jsonb) || jsonb_build_array(r.finding),
    coalesce(c.facts, '[]'::jsonb), coalesce(c.rules_hash, ''), %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, version integer, finding jsonb)
LEFT JOIN LATERAL (
    SELECT findings, facts, rules_hash FROM documents_check c
    WHERE c.client_id = %(client_id)s AND c.document_id = r.document_id AND c.version = r.version
    ORDER BY c.id DESC LIMIT 1
) c ON true
