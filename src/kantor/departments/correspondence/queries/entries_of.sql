-- The lines of the incoming register for these documents.
SELECT document_id, direction, year, number, thread, message_id, department, person, state, email, name, at FROM correspondence_entry
WHERE document_id = ANY(%(documents)s::bigint[]) AND direction = 'in'
