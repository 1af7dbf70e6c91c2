-- What is open with these parties and those that lead to them, by currency.
SELECT asked.id AS party_id, o.currency, count(*)::int AS items, sum(o.open)::bigint AS open
FROM unnest(%(parties)s::bigint[]) AS asked (id)
CROSS JOIN LATERAL parties_family(asked.id) AS own (id)
JOIN ledger_open_item o ON o.client_id = %(client_id)s AND o.party_id = own.id AND o.open <> 0
GROUP BY asked.id, o.currency
ORDER BY asked.id, o.currency
