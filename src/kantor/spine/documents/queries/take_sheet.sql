-- Takes the next page that waits to be read and that nobody reads now, with one of the documents whose bytes it belongs to.
UPDATE documents_sheet s SET tries = s.tries + 1, taken_until = %(until)s::timestamptz
FROM (
    SELECT id FROM documents_sheet
    WHERE client_id = %(client_id)s::int AND read_at IS NULL AND (taken_until IS NULL OR taken_until < %(at)s::timestamptz)
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
) next
WHERE s.client_id = %(client_id)s::int AND s.id = next.id
RETURNING s.id, s.original_id, s.number, s.tries, (
    SELECT min(d.id) FROM documents_document d WHERE d.client_id = s.client_id AND d.original_id = s.original_id
) AS document_id
