-- Write lines of the registers.
INSERT INTO correspondence_entry (client_id, direction, year, number, document_id, at, way, kind, name, email, subject, language, party_id,
    department, person, due_on, state, thread, message_id, outbox_key)
SELECT %(client_id)s, direction, year, number, document_id, %(at)s::timestamptz, way, sort, name, lower(email), subject, language, party_id,
    department, person, due_on, state, thread, message_id, outbox_key
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (direction text, year integer, number bigint, document_id bigint, way text, sort text,
    name text, email text, subject text, language text, party_id bigint, department text, person text, due_on date, state text, thread text,
    message_id text, outbox_key text)
