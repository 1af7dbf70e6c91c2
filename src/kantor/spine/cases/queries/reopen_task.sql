-- A task that was aside or asked is open again.
UPDATE cases_task SET state = 'open', wake_at = NULL, due_at = %(due_at)s
WHERE client_id = %(client_id)s AND id = %(id)s AND state IN ('aside', 'asked')
