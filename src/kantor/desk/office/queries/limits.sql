-- Up to which amount roles decide alone at these clients, now and in time to come.
SELECT l.id, l.client_id, l.role, l.type, l.amount, c.currency, l.from_on, l.until_on, l.document_id
FROM access_limit l JOIN access_client c ON c.id = l.client_id
WHERE l.client_id = ANY(%(clients)s::integer[]) AND (l.until_on IS NULL OR (l.until_on >= %(since)s::date AND l.until_on >= l.from_on))
ORDER BY l.client_id, l.type, l.role, l.from_on
