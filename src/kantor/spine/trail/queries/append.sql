-- Writes records; their number and the writer's transaction are filled in by the database.
INSERT INTO trail_record (client_id, kind, document_id, person_id, at, content)
SELECT client_id, kind, document_id, person_id, at, content
FROM unnest(
    %(clients)b::int[], %(kinds)b::text[], %(documents)b::bigint[], %(people)b::int[], %(moments)b::timestamptz[], %(contents)b::text[]
) WITH ORDINALITY AS event (client_id, kind, document_id, person_id, at, content, number)
ORDER BY number
