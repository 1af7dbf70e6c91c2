-- Open items whose open amount is not what was owed less what was settled; none, ever.
SELECT o.id, o.open, (o.amount - coalesce(sum(s.amount), 0))::bigint AS computed
FROM ledger_open_item o
LEFT JOIN ledger_settlement s ON s.client_id = o.client_id AND s.open_item_id = o.id
WHERE o.client_id = %(client_id)s
GROUP BY o.id, o.open, o.amount
HAVING o.open <> o.amount - coalesce(sum(s.amount), 0)
ORDER BY o.id
