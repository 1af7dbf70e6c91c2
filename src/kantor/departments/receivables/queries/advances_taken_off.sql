-- Those of these down payments of which something else than a credit note, or a correction, took a part.
SELECT DISTINCT c.key
FROM facts_claim c
JOIN documents_document d ON d.client_id = c.client_id AND d.id = c.document_id
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
WHERE c.what = %(what)s AND c.key = ANY(%(advances)s::text[]) AND c.reverses_id IS NULL
    AND NOT EXISTS (SELECT FROM facts_claim b WHERE b.client_id = c.client_id AND b.reverses_id = c.id)
    AND coalesce(r.content -> 'values' -> 'type_code' ->> 0, '') NOT IN ('381', '384')
