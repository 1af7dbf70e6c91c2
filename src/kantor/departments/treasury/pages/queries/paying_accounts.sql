-- Accounts in another currency than the books', of which statements are booked: payment runs may leave from them.
SELECT DISTINCT s.client_id, s.account, s.currency
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
JOIN access_client c ON c.id = mine.client_id
JOIN treasury_statement s ON s.client_id = c.id AND s.currency <> c.currency AND s.reversed_by IS NULL
ORDER BY s.client_id, s.account, s.currency
