-- Planned runs whose day has come, the oldest first, locked for whoever prepares them; another worker's are left to it.
SELECT id, document_id, number, run, due_on
FROM receivables_planned_run
WHERE client_id = %(client_id)s AND due_on <= %(on)s AND done_on IS NULL AND struck_on IS NULL
ORDER BY due_on, id
LIMIT %(most)s
FOR UPDATE SKIP LOCKED
