-- Balance of accounts, each at the end of a day: of whole periods, less what was booked in the period of the day behind it.
SELECT asked.number, asked.day,
    (coalesce(kept.balance, 0) - coalesce(behind.balance, 0))::bigint AS balance
FROM unnest(trim_array(string_to_array(%(numbers)s, E'\x1f'), 1), %(days)s::date[]) AS asked (number, day)
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.number = asked.number
CROSS JOIN LATERAL (
    SELECT sum(b.dr - b.cr) AS balance FROM ledger_balance b
    JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id AND p.starts_on <= asked.day
    WHERE b.client_id = %(client_id)s AND b.account_id = a.id AND b.ledger = 'main'
) kept
CROSS JOIN LATERAL (
    SELECT sum(g.dr - g.cr) AS balance
    FROM ledger_period p
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.ledger = 'main' AND e.booked_on > asked.day AND e.booked_on <= p.ends_on
    JOIN ledger_posting g ON g.client_id = e.client_id AND g.entry_id = e.id AND g.account_id = a.id
    WHERE p.client_id = %(client_id)s AND asked.day BETWEEN p.starts_on AND p.ends_on
) behind
