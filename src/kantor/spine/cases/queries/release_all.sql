-- Give what is left of one's claims on these documents back to the queue.
UPDATE cases_task SET claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[]) AND claimed_by = %(person_id)s AND state <> 'done'
