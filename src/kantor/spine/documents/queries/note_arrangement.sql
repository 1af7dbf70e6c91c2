-- What somebody did with the pages of documents.
INSERT INTO documents_arrangement (client_id, document_id, kind, before, after, person_id, at)
VALUES (%(client_id)s::int, %(document_id)s::bigint, %(kind)s, %(before)s::jsonb, %(after)s::jsonb, %(person_id)s::int,
    %(at)s::timestamptz)
RETURNING id
