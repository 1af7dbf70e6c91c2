-- How much work of which kind waits for which client.
SELECT client_id, step, count FROM cases_waiting(%(at)s::timestamptz, %(received_before)s::timestamptz)
