-- What is owed by age: not yet due, and overdue by up to 30, 60, 90 days and more.
SELECT o.currency,
    sum(o.open) FILTER (WHERE o.due_on >= %(on)s) AS not_due,
    sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s - 30 AND %(on)s - 1) AS to_30,
    sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s - 60 AND %(on)s - 31) AS to_60,
    sum(o.open) FILTER (WHERE o.due_on BETWEEN %(on)s - 90 AND %(on)s - 61) AS to_90,
    sum(o.open) FILTER (WHERE o.due_on < %(on)s - 90) AS older
FROM ledger_open_item o
WHERE o.client_id = %(client_id)s AND o.side = %(side)s AND o.open <> 0
GROUP BY o.currency
ORDER BY o.currency
