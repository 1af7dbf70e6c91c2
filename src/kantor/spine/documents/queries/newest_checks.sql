-- The newest reading and check of each document asked for, in the order of the ids.
SELECT d.id AS document_id, d.type, r.version, r.content, r.made_by, c.findings, c.facts
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN documents_document d ON d.id = asked.id
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
JOIN LATERAL (
    SELECT findings, facts FROM documents_check c
    WHERE c.client_id = d.client_id AND c.document_id = d.id AND c.version = d.reading_version
    ORDER BY c.id DESC LIMIT 1
) c ON true
ORDER BY asked.place
