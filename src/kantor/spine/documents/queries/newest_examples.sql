-- The newest papers of a client about which people said something, with the number and the day of each.
SELECT e.document_id, e.type, e.senders, e.fields, e.shows, e.reader, e.at, d.number, d.document_on
FROM (SELECT * FROM documents_example WHERE client_id = %(client_id)s ORDER BY document_id DESC LIMIT %(at_most)s) e
JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
ORDER BY e.document_id DESC
