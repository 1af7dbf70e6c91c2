-- Give a task to one person, of its role or of the one above.
UPDATE cases_task SET person_id = %(to)s, role = %(role)s, state = 'open', claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND id = %(id)s AND state <> 'done'
