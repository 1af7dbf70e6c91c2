-- What stands on accounts in the currency of their bank, each at the end of a day.
SELECT asked.number, asked.day, coalesce(held.amount, 0)::bigint AS balance
FROM unnest(trim_array(string_to_array(%(numbers)s, E'\x1f'), 1), trim_array(string_to_array(%(currencies)s, E'\x1f'), 1), %(days)s::date[])
    AS asked (number, currency, day)
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.number = asked.number
CROSS JOIN LATERAL (
    SELECT sum(p.foreign_amount) AS amount
    FROM ledger_posting p
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id AND e.booked_on <= asked.day AND e.ledger = 'main'
    WHERE p.client_id = %(client_id)s AND p.account_id = a.id AND p.foreign_currency = asked.currency
) held
