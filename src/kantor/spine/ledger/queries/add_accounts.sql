-- Add accounts; those that are there stay as they are.
INSERT INTO ledger_account (client_id, number, name, kind, role, tax_code)
SELECT %(client_id)s, number, name, kind, role, tax_code
FROM unnest(
    trim_array(string_to_array(%(numbers)s, E'\x1f'), 1), trim_array(string_to_array(%(names)s, E'\x1f'), 1),
    trim_array(string_to_array(%(kinds)s, E'\x1f'), 1), trim_array(string_to_array(%(roles)s, E'\x1f'), 1),
    trim_array(string_to_array(%(tax_codes)s, E'\x1f'), 1)
) AS line (number, name, kind, role, tax_code)
ORDER BY number
ON CONFLICT (client_id, number) DO NOTHING
