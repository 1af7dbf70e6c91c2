-- Tasks that were set aside until now are open again.
UPDATE cases_task SET state = 'open', wake_at = NULL
WHERE client_id = %(client_id)s AND state = 'aside' AND wake_at <= %(at)s
