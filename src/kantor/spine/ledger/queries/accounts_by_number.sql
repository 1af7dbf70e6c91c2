-- Account numbers of the client's chart -> accounts.
SELECT id, number, closed_on
FROM ledger_account
WHERE client_id = %(client_id)s AND number = ANY(trim_array(string_to_array(%(numbers)s, E'\x1f'), 1))
