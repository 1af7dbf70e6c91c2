-- How many tasks of these clients a person has done since a moment.
SELECT count(*) FROM cases_task
WHERE client_id = ANY(%(clients)s::integer[]) AND done_by = %(person_id)s::integer AND done_at >= %(since)s::timestamptz AND state = 'done'
