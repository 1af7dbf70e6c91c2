-- The newest papers of a client on which people showed where values of this sender stand.
SELECT e.document_id, e.type, e.senders, e.fields, e.shows, e.reader, e.at, d.number, d.document_on
FROM (
    SELECT id, document_id FROM (
        SELECT id, document_id, type, senders FROM documents_example
        WHERE client_id = %(client_id)s AND shows ORDER BY id DESC LIMIT %(at_most)s
    ) newest
    WHERE type = %(type)s AND senders && %(senders)s::text[] ORDER BY id DESC LIMIT %(papers)s
) theirs
JOIN documents_example e ON e.id = theirs.id AND e.client_id = %(client_id)s
JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
ORDER BY e.id DESC
