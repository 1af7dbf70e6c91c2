-- What these letters came in, as far up as it goes, and what came along without being recognised, is seen by their readers alone.
WITH RECURSIVE above AS (
    SELECT d.parent_id AS id FROM documents_document d
    WHERE d.client_id = %(client_id)s::int AND d.id = ANY(%(ids)s::bigint[]) AND d.parent_id IS NOT NULL
    UNION
    SELECT d.parent_id FROM documents_document d JOIN above a ON d.id = a.id
    WHERE d.client_id = %(client_id)s::int AND d.parent_id IS NOT NULL
), private AS (
    SELECT id FROM above UNION SELECT d.id FROM above a JOIN documents_document d ON d.client_id = %(client_id)s::int AND d.parent_id = a.id
)
UPDATE documents_document d SET seen_by = %(seen_by)s::text
FROM private p WHERE d.client_id = %(client_id)s::int AND d.id = p.id AND d.type = '' AND d.seen_by <> %(seen_by)s::text
