-- Clients with planned runs whose day has come.
SELECT client_id, min(due_on)::timestamp AT TIME ZONE 'UTC' AS due_at, count(*)::int AS number
FROM receivables_planned_run
WHERE client_id = ANY(%(clients)s::integer[]) AND due_on <= %(on)s AND done_on IS NULL AND struck_on IS NULL
GROUP BY client_id
