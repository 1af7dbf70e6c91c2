-- Documents that got a number of the house's when they took effect: it stands in lists, and they are found by it.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, number text, folded text)
), numbered AS (
    UPDATE documents_document d SET number = g.number FROM given g WHERE d.client_id = %(client_id)s AND d.id = g.document_id
)
UPDATE documents_search s SET names = g.folded || ' ' || s.names, words = setweight(to_tsvector('simple', g.folded), 'A') || s.words
FROM given g WHERE s.client_id = %(client_id)s AND s.document_id = g.document_id
