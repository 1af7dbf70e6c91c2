-- The versions of these clients' models, the newest first.
SELECT m.id, m.client_id, m.purpose, m.version, m.documents, m.report, m.outcome, m.made_at, m.asked_by, m.id = u.model_id AS is_in_use
FROM schooling_model m
LEFT JOIN LATERAL (SELECT model_id FROM schooling_use u WHERE u.client_id = m.client_id AND u.purpose = m.purpose ORDER BY u.id DESC LIMIT 1) u ON true
WHERE m.client_id = ANY(%(clients)s::int[])
ORDER BY m.id DESC LIMIT %(at_most)s
