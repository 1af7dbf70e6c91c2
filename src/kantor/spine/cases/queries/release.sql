-- Give a claimed task back to the queue.
UPDATE cases_task SET claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND id = %(id)s AND claimed_by = %(person_id)s AND state <> 'done'
