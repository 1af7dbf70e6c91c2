-- Note the days on which returns that stand reached the office, and the numbers of the receipts, the last one where a return is named twice.
UPDATE accounting_vat_return v SET filed_on = n.filed_on, receipt = n.receipt
FROM (
    SELECT DISTINCT ON (return_id) return_id, filed_on, receipt
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (place int, return_id bigint, filed_on date, receipt text)
    ORDER BY return_id, place DESC
) n
WHERE v.client_id = %(client_id)s AND v.document_id = n.return_id AND v.reversed_by IS NULL
RETURNING v.document_id
