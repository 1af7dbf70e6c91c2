-- Let accounts play roles beside those that they play already.
UPDATE ledger_account a SET role = trim(a.role || ' ' || fresh.roles)
FROM (
    SELECT number, string_agg(role, ' ' ORDER BY role) AS roles
    FROM unnest(trim_array(string_to_array(%(roles)s, E'\x1f'), 1), trim_array(string_to_array(%(numbers)s, E'\x1f'), 1)) AS one (role, number)
    GROUP BY number
) AS fresh
WHERE a.client_id = %(client_id)s AND a.number = fresh.number
