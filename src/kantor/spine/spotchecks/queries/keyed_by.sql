-- Who keyed a document again, and in whose place.
SELECT DISTINCT person.id FROM spotchecks_entry e CROSS JOIN LATERAL (VALUES (e.keyed_by), (e.keyed_for)) AS person (id)
WHERE e.document_id = %(document_id)s AND person.id IS NOT NULL
