-- What people said that these papers say, with the number and the day of each.
SELECT e.document_id, e.type, e.senders, e.fields, e.shows, e.reader, e.at, d.number, d.document_on
FROM documents_example e JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
WHERE e.client_id = %(client_id)s AND e.document_id = ANY(%(ids)s::bigint[])
ORDER BY e.id DESC
