-- How far the comparing of each client's partners is, and how many changes of partners it has not looked at yet, up to a limit.
SELECT mine.client_id, c.began_at, c.compared_at, c.whole_at,
    (SELECT count(*) FROM (SELECT FROM parties_touched t WHERE t.client_id = mine.client_id LIMIT %(most)s::int) waiting)::int AS changes
FROM unnest(%(clients)s::int[]) AS mine (client_id)
LEFT JOIN parties_comparison c ON c.client_id = mine.client_id
ORDER BY mine.client_id
