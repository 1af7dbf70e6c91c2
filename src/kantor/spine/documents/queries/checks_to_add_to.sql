-- The newest check of each document's version, in the order given; nothing but the document where there is none yet.
SELECT r.document_id, c.findings, c.facts, c.rules_hash
FROM ROWS FROM (jsonb_to_recordset(%(rows)s::jsonb) AS (document_id bigint, version integer)) WITH ORDINALITY AS r (document_id, version, place)
LEFT JOIN LATERAL (
    SELECT findings, facts, rules_hash FROM documents_check c
    WHERE c.document_id = r.document_id AND c.version = r.version
    ORDER BY c.id DESC LIMIT 1
) c ON true
ORDER BY r.place
