-- How much waits in each queue of these (client, role) pairs, how much of it is late, and when the next of it is due.
-- Which queues there are is found by skipping through the index, and each is counted up to a limit: what a screen costs must not grow
-- with what waits.
WITH RECURSIVE mine AS (
    SELECT * FROM unnest(%(clients)s::integer[], %(roles)s::text[]) AS mine (client_id, role)
), kinds AS (
    SELECT m.client_id, m.role, f.type, f.step
    FROM mine m CROSS JOIN LATERAL (
        SELECT t.type, t.step FROM cases_task t WHERE t.role = m.role AND t.client_id = m.client_id AND t.state <> 'done'
        ORDER BY t.type, t.step LIMIT 1
    ) f
    UNION ALL
    SELECT k.client_id, k.role, f.type, f.step
    FROM kinds k CROSS JOIN LATERAL (
        SELECT t.type, t.step FROM cases_task t
        WHERE t.role = k.role AND t.client_id = k.client_id AND t.state <> 'done' AND (t.type, t.step) > (k.type, k.step)
        ORDER BY t.type, t.step LIMIT 1
    ) f
), counted AS MATERIALIZED (
    SELECT k.client_id, k.type, k.step, state.open, state.aside, state.asked, state.late, state.next_due_at
    FROM kinds k CROSS JOIN LATERAL (
        SELECT
            (SELECT count(*) FROM (SELECT FROM cases_task t WHERE (t.role, t.client_id, t.type, t.step) = (k.role, k.client_id, k.type, k.step)
                AND t.state = 'open' LIMIT %(most)s) t) AS open,
            (SELECT count(*) FROM (SELECT FROM cases_task t WHERE (t.role, t.client_id, t.type, t.step) = (k.role, k.client_id, k.type, k.step)
                AND t.state = 'aside' LIMIT %(most)s) t) AS aside,
            (SELECT count(*) FROM (SELECT FROM cases_task t WHERE (t.role, t.client_id, t.type, t.step) = (k.role, k.client_id, k.type, k.step)
                AND t.state = 'asked' LIMIT %(most)s) t) AS asked,
            (SELECT count(*) FROM (SELECT FROM cases_task t WHERE (t.role, t.client_id, t.type, t.step) = (k.role, k.client_id, k.type, k.step)
                AND t.state = 'open' AND t.due_at < %(at)s::timestamptz LIMIT %(most)s) t) AS late,
            (SELECT t.due_at FROM cases_task t WHERE (t.role, t.client_id, t.type, t.step) = (k.role, k.client_id, k.type, k.step)
                AND t.state = 'open' ORDER BY t.due_at LIMIT 1) AS next_due_at
    ) state
)
SELECT client_id, type, step, sum(open)::int AS open, sum(aside)::int AS aside, sum(asked)::int AS asked, sum(late)::int AS late,
    min(next_due_at) AS next_due_at
FROM counted
GROUP BY client_id, type, step
ORDER BY next_due_at NULLS LAST, client_id, type, step
