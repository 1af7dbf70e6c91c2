-- What is owed and held in a currency at the end of a day, by account: open items as they stood then (what was settled by documents booked
-- later is open still), those due more than a year later by themselves; and accounts of money that are kept in that currency alone.
WITH item AS (
    SELECT o.account_id, o.due_on > %(on)s::date + interval '1 year' AS is_long,
        CASE o.side WHEN 'receivable' THEN 1 ELSE -1 END AS sign, o.amount, o.local_amount, o.open
    FROM ledger_open_on(%(client_id)s, %(on)s) o
    WHERE o.currency = %(currency)s
), money AS (
    SELECT p.account_id, sum(p.foreign_amount) AS foreign_amount, sum(p.dr - p.cr) AS local
    FROM ledger_account a
    JOIN ledger_posting p ON p.client_id = a.client_id AND p.account_id = a.id
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id AND e.booked_on <= %(on)s AND e.ledger = 'main'
    WHERE a.client_id = %(client_id)s AND string_to_array(a.role, ' ') && ARRAY['bank', 'cash', 'money_in_transit']
    GROUP BY p.account_id
    HAVING bool_and(p.foreign_currency = %(currency)s)
)
SELECT a.number, found.is_long, sum(found.foreign_amount)::bigint AS foreign_amount, sum(found.local)::bigint AS local
FROM (
    SELECT account_id, is_long, sign * open AS foreign_amount, sign * round(local_amount::numeric * open / amount) AS local FROM item
    UNION ALL
    SELECT account_id, false, foreign_amount, local FROM money
) found
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = found.account_id
GROUP BY a.number, found.is_long
ORDER BY a.number, found.is_long
