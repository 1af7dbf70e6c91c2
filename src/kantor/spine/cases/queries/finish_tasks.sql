-- A person has done tasks.
UPDATE cases_task SET state = 'done', done_by = %(person_id)s, done_at = %(at)s, claimed_by = NULL, claimed_until = NULL
WHERE client_id = %(client_id)s AND id = ANY(%(ids)s::bigint[]) AND state <> 'done'
