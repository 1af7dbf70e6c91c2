-- The last thing that somebody did with the pages of this document and that was not undone.
SELECT a.id, a.document_id, a.kind, a.before, a.after, a.person_id, a.at FROM documents_arrangement a
WHERE a.client_id = %(client_id)s::int AND a.document_id = %(document_id)s::bigint AND a.undone_at IS NULL
ORDER BY a.id DESC LIMIT 1
