-- Enter changes of assets. One is left out where the asset does not stand, the change that it follows does not, or another follows that too.
INSERT INTO accounting_asset_change (client_id, document_id, asset_id, follows, change, "on", worn_until, amount, months, cost, worn, arrears, units)
SELECT %(client_id)s, r.document_id, r.asset_id, r.follows, r.change, r."on", r.worn_until, r.amount, r.months, r.cost, r.worn, r.arrears, r.units
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, asset_id bigint, follows bigint, change text, "on" date, worn_until date,
    amount numeric, months integer, cost numeric, worn numeric, arrears numeric, units numeric)
JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = r.asset_id AND d.state = 'effective'
WHERE r.follows = 0 OR EXISTS (
    SELECT FROM accounting_asset_change c
    WHERE c.client_id = %(client_id)s AND c.document_id = r.follows AND c.asset_id = r.asset_id AND c.reversed_by IS NULL
)
ON CONFLICT (client_id, asset_id, follows) WHERE reversed_by IS NULL DO NOTHING
RETURNING document_id
