-- The last trainings of these clients.
SELECT DISTINCT ON (client_id) client_id, asked_at, asked_by, done, documents, ended_at, outcome
FROM schooling_training WHERE client_id = ANY(%(clients)s::int[])
ORDER BY client_id, id DESC
