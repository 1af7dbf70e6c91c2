-- What became of lines of the incoming register, and who is responsible from now on.
UPDATE correspondence_entry e SET state = r.state, kind = coalesce(nullif(r.sort, ''), e.kind),
    department = coalesce(nullif(r.department, ''), e.department), person = coalesce(nullif(r.person, ''), e.person)
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (incoming_id bigint, state text, sort text, department text, person text)
WHERE e.client_id = %(client_id)s AND e.document_id = r.incoming_id AND e.direction = 'in'
