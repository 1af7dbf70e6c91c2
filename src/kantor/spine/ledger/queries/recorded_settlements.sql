-- The settlements of documents that stand, each by the row by which it stands now: what was undone, and settled again because that was undone too,
-- is still theirs.
WITH RECURSIVE chain AS (
    SELECT s.id, s.open_item_id, s.document_id, s.amount, s.discount, s.paid_on, true AS settles FROM ledger_settlement s
    WHERE s.client_id = %(client_id)s AND s.document_id = ANY(%(documents)s) AND s.reverses_id IS NULL
    UNION ALL
    SELECT u.id, u.open_item_id, c.document_id, u.amount, u.discount, u.paid_on, NOT c.settles FROM chain c
    JOIN ledger_settlement u ON u.client_id = %(client_id)s AND u.reverses_id = c.id
)
SELECT c.id, c.open_item_id, c.document_id, c.amount, c.discount, c.paid_on
FROM chain c
WHERE c.settles AND NOT EXISTS (SELECT 1 FROM ledger_settlement u WHERE u.client_id = %(client_id)s AND u.reverses_id = c.id)
ORDER BY c.id
