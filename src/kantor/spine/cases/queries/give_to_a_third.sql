-- A second entry differs: whoever keyed it gives the task back, and it is offered to others.
UPDATE cases_task SET not_for = %(person_id)s, claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND id = %(id)s AND state <> 'done'
