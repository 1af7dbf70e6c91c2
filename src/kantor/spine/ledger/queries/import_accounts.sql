-- Add accounts and bring name, role and tax code of known ones up to date; answers only what changed.
INSERT INTO ledger_account AS a (client_id, number, name, kind, role, tax_code)
SELECT %(client_id)s, number, name, kind, role, tax_code
FROM unnest(
    trim_array(string_to_array(%(numbers)s, E'\x1f'), 1), trim_array(string_to_array(%(names)s, E'\x1f'), 1),
    trim_array(string_to_array(%(kinds)s, E'\x1f'), 1), trim_array(string_to_array(%(roles)s, E'\x1f'), 1),
    trim_array(string_to_array(%(tax_codes)s, E'\x1f'), 1)
) AS line (number, name, kind, role, tax_code)
ORDER BY number
ON CONFLICT (client_id, number) DO UPDATE SET name = excluded.name, role = excluded.role, tax_code = excluded.tax_code
WHERE (a.name, a.role, a.tax_code) IS DISTINCT FROM (excluded.name, excluded.role, excluded.tax_code)
RETURNING number, xmax = 0 AS added
