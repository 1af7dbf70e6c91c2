-- Runs of these plans whose day has not come are struck.
UPDATE receivables_planned_run SET struck_on = %(on)s
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[]) AND done_on IS NULL AND struck_on IS NULL
