-- Claim the tasks of documents, except those that somebody else holds, that are done, or that are not for this person.
UPDATE cases_task SET claimed_by = %(person_id)s, claimed_until = %(until)s
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[]) AND state = 'open' AND not_for IS DISTINCT FROM %(person_id)s
    AND (person_id IS NULL OR person_id = %(person_id)s)
    AND (claimed_until IS NULL OR claimed_until < %(at)s OR claimed_by = %(person_id)s)
RETURNING document_id
