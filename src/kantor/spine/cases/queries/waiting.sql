-- How much work of which kind waits for which client, since when.
SELECT client_id, step, due_at, count FROM cases_waiting(%(at)s::timestamptz, %(received_before)s::timestamptz, %(most)s)
