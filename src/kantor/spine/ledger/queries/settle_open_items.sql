-- Take amounts off open items (give back where negative), each only as far as it stays between nothing and what was owed at first.
UPDATE ledger_open_item o SET open = o.open - s.amount
FROM unnest(%(items)s::bigint[], %(amounts)s::bigint[]) AS s (id, amount)
WHERE o.client_id = %(client_id)s AND o.id = s.id
    AND o.open - s.amount BETWEEN least(o.amount, 0) AND greatest(o.amount, 0)
