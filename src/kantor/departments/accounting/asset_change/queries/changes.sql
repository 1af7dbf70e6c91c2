-- The changes of some assets that stand, the oldest first.
SELECT asset_id, document_id, change, "on", worn_until, amount, months, cost, worn, arrears, units
FROM accounting_asset_change
WHERE client_id = %(client_id)s AND asset_id = ANY(%(assets)s::bigint[]) AND reversed_by IS NULL
ORDER BY asset_id, "on", id
