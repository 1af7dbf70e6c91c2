-- How much waits in each queue of these (client, role) pairs, how much of it is late, and when the next of it is due.
SELECT t.client_id, t.type, t.step,
    count(*) FILTER (WHERE t.state = 'open')::int AS open,
    count(*) FILTER (WHERE t.state = 'aside')::int AS aside,
    count(*) FILTER (WHERE t.state = 'asked')::int AS asked,
    count(*) FILTER (WHERE t.state = 'open' AND t.due_at < %(at)s::timestamptz)::int AS late,
    min(t.due_at) FILTER (WHERE t.state = 'open') AS next_due_at
FROM unnest(%(clients)s::integer[], %(roles)s::text[]) AS mine (client_id, role)
JOIN cases_task t ON t.client_id = mine.client_id AND t.role = mine.role AND t.state <> 'done'
GROUP BY t.client_id, t.type, t.step
ORDER BY next_due_at NULLS LAST, t.client_id, t.type, t.step
