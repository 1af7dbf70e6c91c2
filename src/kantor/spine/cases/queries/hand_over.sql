-- Give a task to one person.
UPDATE cases_task SET person_id = %(to)s, state = 'open', claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND id = %(id)s AND state <> 'done'
