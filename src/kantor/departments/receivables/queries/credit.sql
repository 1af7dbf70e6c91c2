-- What customers owe in the books' currency, theirs and that of all whom they were merged with, what of it is overdue, and their limits.
SELECT p.id AS party_id, p.terms ->> 'credit_limit' AS limit, coalesce(o.owed, 0) AS owed, coalesce(o.overdue, 0) AS overdue, c.currency
FROM parties_party p
JOIN access_client c ON c.id = p.client_id
LEFT JOIN LATERAL (
    SELECT sum(share.local) AS owed, sum(share.local) FILTER (WHERE i.due_on < %(as_of)s::date) AS overdue
    FROM parties_family(p.id) AS own (id)
    JOIN ledger_open_item i ON i.client_id = p.client_id AND i.party_id = own.id AND i.side = 'receivable' AND i.open <> 0
    CROSS JOIN LATERAL (SELECT round(i.local_amount::numeric * i.open / i.amount) AS local) share
) o ON true
WHERE p.id = ANY(%(parties)s::bigint[])
