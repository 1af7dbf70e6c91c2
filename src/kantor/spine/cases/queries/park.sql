-- Set a task aside or let it wait for an answer.
UPDATE cases_task SET state = %(state)s, wake_at = %(wake_at)s, claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND id = %(id)s AND state <> 'done'
