-- An account that is there with another kind than is asked for.
SELECT a.number, a.kind, asked.kind AS asked
FROM unnest(trim_array(string_to_array(%(numbers)s, E'\x1f'), 1), trim_array(string_to_array(%(kinds)s, E'\x1f'), 1)) AS asked (number, kind)
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.number = asked.number
WHERE a.kind <> asked.kind
ORDER BY a.number
LIMIT 1
